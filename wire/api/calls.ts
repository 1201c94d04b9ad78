import { z } from 'zod'
import { CallState, Segment } from '#domain/call.ts'
import { Verdict } from '#domain/send-gate.ts'
import { Id, Timestamp } from './common.ts'

/** What the item of a call in a thread shows at once; the rest is asked for with the call. */
export const CallBriefWire = z
  .object({
    id: Id,
    state: CallState,
    seconds: z.number().int().nullable().describe('Seconds that people spoke, or of the voicemail'),
    answeredBy: z.string().nullable(),
    recorded: z.boolean(),
    hasRecording: z.boolean(),
    hasTranscript: z.boolean(),
    problem: z.string().nullable().describe('Why a call of ours did not come about'),
    settled: z.boolean().describe('People have spoken since, or somebody has acted'),
  })
  .meta({ id: 'CallBrief' })
export type CallBriefWire = z.infer<typeof CallBriefWire>

export const RecordingWire = z
  .object({
    id: z.string(),
    kind: z.enum(['call', 'voicemail']),
    seconds: z.number().int().nullable(),
    url: z.string().nullable().describe('Signed, short-lived; null while it is being fetched, or cannot be'),
    problem: z.string().nullable(),
  })
  .meta({ id: 'Recording' })

export const Call = z
  .object({
    id: Id,
    conversationId: Id,
    messageId: Id,
    contactId: Id,
    inboxId: Id,
    inboxName: z.string(),
    provider: z.string(),
    direction: z.enum(['in', 'out']),
    from: z.string(),
    to: z.string(),
    state: CallState,
    answeredBy: z.string().nullable(),
    startedAt: Timestamp,
    answeredAt: Timestamp.nullable(),
    endedAt: Timestamp.nullable(),
    seconds: z.number().int().nullable(),
    recordings: z.array(RecordingWire),
    transcript: z.array(Segment),
    summary: z.string().nullable(),
    outcome: z.string().nullable(),
    disclosure: z.string().nullable().describe('What was said before recording began'),
    recorded: z.boolean(),
    problem: z.object({ reason: z.string(), action: z.string() }).nullable(),
    quality: z
      .object({ level: z.enum(['good', 'poor', 'unknown']), text: z.string(), details: z.array(z.string()) })
      .nullable(),
    textBack: z
      .object({
        /** What a person can send with one press; null where they cannot, with the reason. */
        proposal: z.object({ inboxId: Id, addressId: Id, text: z.string() }).nullable(),
        why: z.string().nullable(),
        sentAt: Timestamp.nullable().describe('When the automatic text went out'),
        notSent: z.string().nullable().describe('Why no automatic text went out'),
      })
      .nullable()
      .describe('Only for missed calls'),
  })
  .meta({ id: 'Call' })
export type Call = z.infer<typeof Call>

/** How this contact can be called from the app. */
export const CallWay = z
  .object({
    addressId: Id,
    address: z.string(),
    number: z.string().describe('For a tel: link'),
    inboxId: Id.nullable().describe('Null where no inbox places calls: only the telephone itself can'),
    inboxName: z.string().nullable(),
    from: z.string().nullable().describe('The number that the customer sees'),
    rings: z.string().nullable().describe('Your telephone, which rings first'),
    announcement: z.string().nullable().describe('What the customer hears before you are connected'),
    recorded: z.boolean(),
    verdict: Verdict.describe('What the gate says: reasons of an allowance are warnings'),
  })
  .meta({ id: 'CallWay' })
export type CallWay = z.infer<typeof CallWay>
export const CallWays = z.object({ items: z.array(CallWay) })

export const CallBody = z.object({
  clientId: z.string().min(8).max(64).describe('An id of the press: the same again is the same call'),
  inboxId: Id.optional(),
  addressId: Id.optional(),
})
