// Everything that the front desk's turn can ask for. Its tools only read, or hold a slot; whatever lasts is one of
// these, and 4-act writes them together with the reply, or not at all.
import { z } from 'zod'
import { EscalationReason } from './conversation.ts'

export const LeadFields = z.object({
  name: z.string().max(120).optional(),
  email: z.string().max(200).optional(),
  phone: z.string().max(40).optional(),
  company: z.string().max(120).optional(),
  /** What they want, in their words. */
  need: z.string().max(1000).optional(),
})
export type LeadFields = z.infer<typeof LeadFields>

export const TurnCommand = z.discriminatedUnion('type', [
  z.object({ type: z.literal('message.send'), text: z.string().min(1) }),
  z.object({ type: z.literal('appointment.book'), holdId: z.string(), name: z.string() }),
  z.object({ type: z.literal('lead.save'), fields: LeadFields }),
  z.object({
    type: z.literal('conversation.escalate'),
    reason: EscalationReason,
    note: z.string().max(1000),
  }),
  /** What the built-in answerer remembers between turns (a booking under way); replaced whole. */
  z.object({ type: z.literal('desk.remember'), state: z.record(z.string(), z.unknown()) }),
])
export type TurnCommand = z.infer<typeof TurnCommand>
