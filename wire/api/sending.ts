// Sending by the rules: what the gate would say, messages that wait, the month's use, the table of quiet hours.
import { z } from 'zod'
import { ChannelKind } from '#domain/channel.ts'
import { QuietRule } from '#domain/quiet-rules.ts'
import { TemplateCategory } from '#domain/template.ts'
import { Verdict } from '#domain/verdict.ts'
import { Id, Timestamp } from './common.ts'

export const OverrideBody = z.object({
  reason: z.string().trim().min(3).max(300).describe('Why it is sent anyway; shown in the thread'),
})

export const MessagePurpose = z.enum(['transactional', 'automated', 'marketing'])

export const VerdictQuery = z.object({
  inboxId: Id.optional(),
  addressId: Id.optional(),
  text: z.string().max(20_000).default(''),
  files: z.number().int().min(0).max(10).default(0),
  purpose: MessagePurpose.optional(),
  template: z.object({ category: TemplateCategory }).optional(),
  sendAt: Timestamp.optional(),
})

export const VerdictPreview = z
  .object({
    verdict: Verdict,
    place: z
      .object({ zone: z.string(), city: z.string(), clock: z.string(), because: z.string() })
      .describe('The recipient’s clock, and how it is known'),
    naturalAt: Timestamp.nullable().describe('The next time at which it would disturb nobody; null: now'),
    later: z.array(z.object({ label: z.string(), at: Timestamp, clock: z.string() })),
    mayOverride: z.boolean().describe('Everything that stands against it may be passed over by who asks'),
    segments: z.number().int().nullable(),
    cost: z.string().nullable().describe('By the prices in the settings, for reading'),
  })
  .meta({ id: 'VerdictPreview', description: 'What the send gate would say to a message now' })
export type VerdictPreview = z.infer<typeof VerdictPreview>

export const LaterBody = z.object({
  text: z.string().trim().min(1).max(20_000).optional(),
  sendAt: Timestamp.optional(),
  unlessTheyWrite: z.boolean().optional(),
})

const Meter = z.object({
  limit: z.number().nullable(),
  used: z.number(),
  atEnd: z.number().nullable().describe('At the end of the month, at the pace so far'),
  fullAt: Timestamp.nullable(),
})
export const UsageReport = z
  .object({
    month: z.string(),
    endsAt: Timestamp,
    messages: Meter,
    segments: Meter,
    budget: Meter.extend({ currency: z.string() }).describe('In millionths of the currency'),
    warnings: z.array(
      z.object({
        meter: z.enum(['messages', 'segments', 'budget']),
        percent: z.number().int(),
        at: Timestamp,
      }),
    ),
  })
  .meta({ id: 'UsageReport', description: 'What the month has taken of its limits' })
export type UsageReport = z.infer<typeof UsageReport>

export const QuietRuleWire = QuietRule.extend({ own: z.boolean().describe('Made or changed here') }).meta({
  id: 'QuietRule',
})
export type QuietRuleWire = z.infer<typeof QuietRuleWire>
export const QuietTable = z.object({ items: z.array(QuietRuleWire) })

export const PricedInbox = z.object({ id: Id, name: z.string(), channel: ChannelKind })
