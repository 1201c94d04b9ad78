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
  /** IANA; where they said that they are somewhere else. */
  timeZone: z.string().max(60).optional(),
})
export type LeadFields = z.infer<typeof LeadFields>

export const TurnCommand = z.discriminatedUnion('type', [
  z.object({ type: z.literal('message.send'), text: z.string().min(1) }),
  z.object({ type: z.literal('appointment.book'), holdId: z.string(), name: z.string() }),
  /** The hold's time becomes the appointment's; its old time is free in the same moment. */
  z.object({ type: z.literal('appointment.move'), appointmentId: z.string(), holdId: z.string() }),
  z.object({
    type: z.literal('appointment.cancel'),
    appointmentId: z.string(),
    /** In the customer's words; empty where they gave none. */
    reason: z.string().max(500),
  }),
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
