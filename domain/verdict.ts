// What the send gate says: allow, wait until, or no; always with its reasons, and with the facts that it went by.
import { z } from 'zod'

export const reasonCodes = [
  'opted_out',
  'address_unusable',
  'human_managed',
  'ai_off',
  'inbox_paused',
  'allowance_used',
  'window_closed',
  'template_required',
  'marketing_needs_person',
  'provider_limit',
  'must_write_first',
  'window_full',
  'logged_by_hand',
  'confirmation_late',
  'purpose_opted_out',
  'consent_missing',
  'do_not_disturb',
  'quiet_hours',
  'frequency_cap',
  'budget_used',
  'needs_approval',
  'scheduled',
  'they_wrote',
] as const
export const ReasonCode = z.enum(reasonCodes)
export type ReasonCode = z.infer<typeof ReasonCode>

/** Who may pass over what the law leaves to the business. */
export const OverrideRole = z.enum(['member', 'admin'])
export type OverrideRole = z.infer<typeof OverrideRole>

export const GateReason = z.object({
  code: ReasonCode,
  text: z.string(),
  /** What a person can do. */
  action: z.string(),
  /** A person may send it anyway, with a reason. Absent: nobody may. */
  overridable: z.boolean().optional(),
  overridableBy: OverrideRole.optional(),
})
export type GateReason = z.infer<typeof GateReason>

export const Override = z.object({
  by: z.object({ id: z.string(), name: z.string().nullable(), role: OverrideRole }),
  reason: z.string(),
  at: z.string(),
})
export type Override = z.infer<typeof Override>

export const Verdict = z.object({
  decision: z.enum(['allow', 'defer', 'block']),
  /** ISO time, with `defer`. */
  until: z.string().optional(),
  reasons: z.array(GateReason),
  /** What speaks neither for nor against, and should be known: it is night there. */
  notes: z.array(GateReason).optional(),
  /** What it went by, for reading: their clock and how it is known, counts. */
  facts: z.array(z.object({ label: z.string(), value: z.string() })).optional(),
  /** What a person sent anyway, and why. */
  overridden: Override.extend({ reasons: z.array(GateReason) }).optional(),
  decidedAt: z.string(),
})
export type Verdict = z.infer<typeof Verdict>
