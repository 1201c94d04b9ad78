// How a business wants to be called: whom, when, how often; what its customers are told; when the AI takes over again.
import { z } from 'zod'
import { EscalationReason } from './conversation.ts'
import { weekdays } from './hours.ts'

const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time as HH:MM')

/** Where `from` is after `to`, it goes over midnight. In the business's time zone. */
export const DayTime = z.object({ from: Time, to: Time })
export type DayTime = z.infer<typeof DayTime>

export const OnCall = DayTime.extend({ days: z.array(z.enum(weekdays)).min(1, 'choose at least one day') })
export type OnCall = z.infer<typeof OnCall>

export const AlertPerson = z
  .object({
    id: z.string().min(1).max(40),
    name: z.string().trim().min(1, 'give a name').max(80),
    /** One of the members; null for somebody without an account. */
    memberId: z.string().max(60).nullable().default(null),
    phone: z.string().trim().max(40).nullable().default(null),
    email: z.string().trim().max(200).nullable().default(null),
    /** Null: all of them. */
    reasons: z.array(EscalationReason).min(1).nullable().default(null),
    /** Null: always. */
    onCall: OnCall.nullable().default(null),
  })
  .refine((p) => p.phone || p.email, { path: ['phone'], message: 'give a telephone number or an email' })
export type AlertPerson = z.infer<typeof AlertPerson>

/** `first`: the first person who is on call; `next`: the one after; `everyone`: all who are on call. */
export const Rung = z.object({
  afterMinutes: z.number().int().min(0).max(1_440),
  who: z.enum(['first', 'next', 'everyone']),
})
export type Rung = z.infer<typeof Rung>

/** Each rung is a message that somebody pays for and reads: a ladder has an end. */
const MAX_RUNGS = 8

export const languages = ['en', 'es', 'fr', 'de', 'pt', 'it'] as const
export const HandoverLanguage = z.enum(languages)
export type HandoverLanguage = z.infer<typeof HandoverLanguage>

/** `open`: somebody is there. `closed`: with the next opening. `emergency`: now, with the number to call. */
export const handoverCases = ['open', 'closed', 'emergency'] as const
export const HandoverCase = z.enum(handoverCases)
export type HandoverCase = z.infer<typeof HandoverCase>

export const HandoverSettings = z.object({
  people: z.array(AlertPerson).max(20).default([]),
  /** Nobody's telephone rings then, but for emergencies. */
  quiet: DayTime.nullable().default(null),
  ladder: z
    .array(Rung)
    .min(1)
    .max(MAX_RUNGS)
    .refine((rungs) => rungs.every((r, i) => i === 0 || r.afterMinutes > (rungs[i - 1]?.afterMinutes ?? 0)), {
      message: 'each step must come after the one before',
    })
    .default([
      { afterMinutes: 0, who: 'first' },
      { afterMinutes: 5, who: 'first' },
      { afterMinutes: 15, who: 'next' },
      { afterMinutes: 30, who: 'everyone' },
    ]),
  /** Outside of the opening hours too; else the first alert comes at once, and the others wait for the morning. */
  repeatAfterHours: z.boolean().default(false),
  tell: z
    .object({
      enabled: z.boolean().default(true),
      /** Null: the business's telephone number. */
      emergencyPhone: z.string().trim().max(40).nullable().default(null),
      /** Words of one's own in place of ours, by case and language. */
      texts: z
        .partialRecord(HandoverCase, z.partialRecord(HandoverLanguage, z.string().trim().max(400)))
        .default({}),
    })
    .default({ enabled: true, emergencyPhone: null, texts: {} }),
  /** People are called when a customer waits so long for a person, in minutes of the opening hours; null: never. */
  unansweredMinutes: z.number().int().min(5).max(2_880).nullable().default(null),
  resume: z
    .object({
      /** So many hours after a person wrote last; null: never. */
      afterHours: z.number().min(0.5).max(168).nullable().default(null),
      atClosing: z.boolean().default(false),
      /** Even where the customer's last words wait for a person. */
      evenIfUnanswered: z.boolean().default(false),
    })
    .default({ afterHours: null, atClosing: false, evenIfUnanswered: false }),
})
export type HandoverSettings = z.infer<typeof HandoverSettings>

/** What a workspace has stored, with our defaults where it says nothing. */
export function readHandover(stored: unknown): HandoverSettings {
  const read = HandoverSettings.safeParse(stored ?? {})
  return read.success ? read.data : HandoverSettings.parse({})
}

/** A name that is none: customers are not told it. */
export const UNNAMED = 'The owner'

/**
 * Who is to be called: those named, or the one number and mailbox of the first settings, which stand for a person
 * without a name.
 */
export function peopleOf(
  settings: HandoverSettings,
  former: { phone: string | null; email: string | null } | null,
): AlertPerson[] {
  if (settings.people.length > 0 || !former || (!former.phone && !former.email)) return settings.people
  return [
    {
      id: 'owner',
      name: UNNAMED,
      memberId: null,
      phone: former.phone,
      email: former.email,
      reasons: null,
      onCall: null,
    },
  ]
}
