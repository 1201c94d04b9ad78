// What the front desk sees and gives back: the border between the message path (which owns the database) and the
// AI (which owns none). Everything here is bound to one conversation before the AI gets it.
import { z } from 'zod'
import type { Slot } from './booking.ts'
import type { Capabilities } from './channel.ts'
import type { TurnCommand } from './commands.ts'
import type { EscalationRules } from './decide-escalation.ts'
import type { Hours, OpenState } from './hours.ts'
import { Understanding } from './intent.ts'
import { type Passage, type Profile, type Service, SourceRef } from './knowledge.ts'
import type { AuthorKind } from './message.ts'

export type ThreadLine = {
  seq: number
  author: AuthorKind
  authorName: string | null
  text: string
  at: Date
  attachments: number
}

export type DeskContext = {
  now: Date
  capabilities: Capabilities
  profile: Profile
  hours: Hours
  open: OpenState
  services: Service[]
  contact: {
    name: string | null
    phone: string | null
    email: string | null
    upcoming: { id: string; service: string; start: Date }[]
  }
  /** The recent thread, oldest first, including the messages to answer. */
  thread: ThreadLine[]
  /** The texts of this burst: what this turn answers, oldest first. */
  pending: ThreadLine[]
  /** What `desk.remember` stored last; empty at first. */
  state: Record<string, unknown>
  /** The sentence that says it is an AI, when this reply is the first of the AI in this conversation; else null. */
  disclosure: string | null
  /** What this burst is about and how it is meant. */
  understanding?: Understanding | null
  /** What the workspace hands over, beside what holds for everybody (domain/decide-escalation.ts). */
  escalationRules?: EscalationRules
}

export type HoldOutcome =
  | { ok: true; holdId: string; slot: Slot }
  | {
      ok: false
      why: 'past' | 'too_soon' | 'too_far' | 'closed' | 'taken' | 'unknown_service'
      alternatives: Slot[]
    }

/** What the front desk may do while it thinks. Bound to the conversation's workspace and contact by the caller. */
export type DeskPorts = {
  searchKnowledge(query: string, limit: number): Promise<Passage[]>
  /** Free slots from `from` (inclusive, business zone, YYYY-MM-DD) over `days` days, in order, at most `limit`. */
  findSlots(query: { serviceId: string; from: string; days: number; limit: number }): Promise<Slot[]>
  /** Holds a slot for this contact for HOLD_MINUTES; releases an earlier hold of the same conversation. */
  holdSlot(query: { serviceId: string; start: Date }): Promise<HoldOutcome>
}

export const TurnTrace = z.object({
  /** Who answered: the built-in answerer or a model. */
  engine: z.enum(['builtin', 'model', 'none']),
  model: z.string().nullable(),
  intent: z.string().nullable(),
  sources: z.array(SourceRef),
  tools: z.array(z.object({ name: z.string(), input: z.unknown(), outcome: z.string(), ms: z.number() })),
  tokens: z.object({ input: z.number(), output: z.number() }).nullable(),
  ms: z.number(),
  /** Why a model's text was refused, where it was. */
  guard: z.array(z.string()),
  /** Why the built-in answerer had to take over from the model, if it did. */
  fallback: z.string().nullable(),
  /** What the burst was read as; `intent` is its intent, `topic` what the answerer itself took it for. */
  understanding: Understanding.nullish(),
  topic: z.string().nullish(),
})
export type TurnTrace = z.infer<typeof TurnTrace>

export type TurnResult = { commands: TurnCommand[]; trace: TurnTrace }
