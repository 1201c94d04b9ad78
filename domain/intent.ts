// What a customer's message is about and how it is meant: read for every inbound message, by the built-in classifier
// or by a model, and what routing, autonomy and escalation rest on.
import { z } from 'zod'

export const intents = [
  'question',
  'booking',
  'reschedule',
  'cancel_appointment',
  'interested',
  'objection',
  'complaint',
  'refund',
  'emergency',
  'wants_person',
  'opt_out',
  'confirmation',
  'greeting',
  'thanks',
  'spam',
  'other',
] as const
export const Intent = z.enum(intents)
export type Intent = z.infer<typeof Intent>

export const Mood = z.enum(['happy', 'neutral', 'unhappy', 'angry'])
export type Mood = z.infer<typeof Mood>

export const Urgency = z.enum(['low', 'normal', 'high', 'emergency'])
export type Urgency = z.infer<typeof Urgency>

export const Understanding = z.object({
  intent: Intent,
  /** 0 to 1, calibrated: of a hundred messages read with 0.8, about eighty are right. */
  confidence: z.number().min(0).max(1),
  /** Nothing that this business deals with: recognised, not guessed. */
  outOfScope: z.boolean(),
  /** BCP 47, primary subtag; null where the text is too short to tell. */
  language: z.string().nullable(),
  mood: Mood,
  urgency: Urgency,
  by: z.enum(['builtin', 'model']),
  /** The customer's own words on which it rests. */
  evidence: z.array(z.string()),
  /** In one sentence, for people. */
  why: z.string().optional(),
  /** The same person wrote about the same thing before, and it is not settled: how, in words. */
  repeated: z.string().nullish(),
  /** A member has said what it is; `by` is who had read it before. */
  corrected: z.boolean().optional(),
})
export type Understanding = z.infer<typeof Understanding>
