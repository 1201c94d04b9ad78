// Handing over as clients see it: open escalations, the brief, who was alerted, the settings.
import { z } from 'zod'
import { EscalationReason } from '#domain/conversation.ts'
import { HandoverSettings } from '#domain/handover-settings.ts'
import { Id, Timestamp } from './common.ts'
import { ConversationRow } from './conversations.ts'

export const BriefWire = z
  .object({
    wants: z.string().describe('What the customer wants'),
    tried: z.string().describe('What the AI tried, and what is missing'),
    by: z.enum(['facts', 'model']),
  })
  .meta({ id: 'Brief' })
export type BriefWire = z.infer<typeof BriefWire>

export const AlertWire = z.object({
  person: z.string(),
  kind: z.enum(['phone', 'email']),
  at: Timestamp,
  /** Of the message; null where no inbox can write to such an address. */
  status: z.string().nullable(),
  problem: z.string().nullable(),
})

export const Handover = z
  .object({
    escalation: z
      .object({
        id: Id,
        reason: EscalationReason,
        severity: z.number().int().min(1).max(3),
        note: z.string().nullable(),
        by: z.string().nullable(),
        at: Timestamp,
        open: z.boolean(),
        acknowledged: z
          .object({ by: z.string(), at: Timestamp, how: z.enum(['app', 'reply', 'takeover', 'link']) })
          .nullable(),
        told: z
          .object({ at: Timestamp.nullable(), whyNot: z.string().nullable() })
          .describe('When the customer was told what happens next, or why not'),
        nextAlertAt: Timestamp.nullable(),
        alerts: z.array(AlertWire),
      })
      .nullable(),
    brief: BriefWire,
    resume: z
      .object({ at: Timestamp, why: z.string() })
      .nullable()
      .describe('When the AI answers again by rule'),
    resumeOff: z.boolean().describe('Somebody called the rule off here'),
  })
  .meta({
    id: 'Handover',
    description: 'A conversation in the hands of people: why, who knows, what is wanted',
  })
export type Handover = z.infer<typeof Handover>

export const OpenEscalation = z
  .object({
    id: Id,
    conversation: ConversationRow,
    reason: EscalationReason,
    severity: z.number().int().min(1).max(3),
    note: z.string().nullable(),
    at: Timestamp,
    acknowledged: z.object({ by: z.string(), at: Timestamp }).nullable(),
    alerted: z.array(z.string()).describe('Who was alerted, by name'),
    nextAlertAt: Timestamp.nullable(),
  })
  .meta({ id: 'OpenEscalation' })
export type OpenEscalation = z.infer<typeof OpenEscalation>
export const OpenEscalations = z.object({ items: z.array(OpenEscalation) })

export const HandoverSettingsWire = z
  .object({
    settings: HandoverSettings,
    /** Our words for the customer, for each case and language. */
    defaults: z.record(z.string(), z.record(z.string(), z.string())),
    /** Can anything be sent: is there an inbox that texts, one that mails? */
    ways: z.object({ phone: z.boolean(), email: z.boolean() }),
  })
  .meta({ id: 'HandoverSettings' })
export type HandoverSettingsWire = z.infer<typeof HandoverSettingsWire>

export const PreviewBody = z.object({
  emergency: z.boolean().default(false),
  language: z.string().max(10).default('en'),
  settings: HandoverSettings,
})
