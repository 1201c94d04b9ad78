// What the front desk sees and gives back: the border between the message path (which owns the database) and the
// AI (which owns none). Everything here is bound to one conversation before the AI gets it.
import { z } from 'zod'
import type { Agent } from './agent.ts'
import type { Slot } from './booking.ts'
import type { BookingSettings, MayChange, Staff } from './calendar.ts'
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
  /** What the files are; absent where only their number is known. */
  files?: { kind: 'image' | 'audio' | 'file'; writtenDown: boolean }[]
}

/** An appointment of this contact, and whether they may change it by themselves at this moment. */
export type UpcomingAppointment = {
  id: string
  service: string
  start: Date
  end?: Date
  serviceIds?: string[]
  staffId?: string | null
  staff?: string | null
  mayMove?: MayChange
  mayCancel?: MayChange
}

/** Another conversation with the same contact: context, never something to answer. */
export type OtherThread = { channel: string; lines: ThreadLine[] }

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
    upcoming: UpcomingAppointment[]
    /** IANA; where they are known to be somewhere else than the business. */
    timeZone?: string | null
    company?: string | null
    need?: string | null
  }
  /** Whom or what one can book; empty or missing where the business names nobody. */
  staff?: Pick<Staff, 'id' | 'name' | 'kind' | 'serviceIds'>[]
  booking?: BookingSettings
  /** What was said lately in other conversations with this contact, newest conversation first. */
  elsewhere?: OtherThread[]
  /** The recent thread, oldest first, including the messages to answer. */
  thread: ThreadLine[]
  /** The texts of this burst: what this turn answers, oldest first. */
  pending: ThreadLine[]
  /** What `desk.remember` stored last; empty at first. */
  state: Record<string, unknown>
  /** The sentence that says it is an AI, when this reply is the first of the AI in this conversation; else null. */
  disclosure: string | null
  /** Who answers; absent: an agent that may do everything and is nobody in particular. */
  agent?: DeskAgent
  /** What the model can take in of the burst besides its words. */
  media?: DeskMedia[]
  /**
   * What the customer is told where this turn hands over: what happens next and when, in their language. In an
   * emergency the other one. Put into the reply by code.
   */
  handover?: { next: string; emergency: string }
  /** What this burst is about and how it is meant. */
  understanding?: Understanding | null
  /** What the workspace hands over, beside what holds for everybody (domain/decide-escalation.ts). */
  escalationRules?: EscalationRules
}

export type DeskAgent = Pick<Agent, 'id' | 'name' | 'persona' | 'tools' | 'audiences'>

/** A picture or a voice note of this burst, for a model that can take it in. */
export type DeskMedia = {
  seq: number
  kind: 'image' | 'audio'
  name: string
  type: string
  bytes: Uint8Array
}

export type HoldOutcome =
  | { ok: true; holdId: string; slot: Slot; staff?: { id: string; name: string } | null }
  | {
      ok: false
      why:
        | 'past'
        | 'too_soon'
        | 'too_far'
        | 'closed'
        | 'taken'
        | 'unknown_service'
        /** The contact has another appointment then. */
        | 'same_person'
        /** Nobody of that name performs it, or nobody all of it. */
        | 'nobody'
        /** The appointment to move is not this contact's, or not to be moved any more. */
        | 'not_movable'
      alternatives: Slot[]
    }

/** What is to be booked: a service, perhaps more in the same visit, perhaps with somebody in particular. */
export type VisitWish = {
  serviceId: string
  alsoServiceIds?: string[]
  staffId?: string | null
  /** The appointment that moves: its own time counts as free. */
  moving?: string
}

/** What the front desk may do while it thinks. Bound to the conversation's workspace and contact by the caller. */
export type DeskPorts = {
  searchKnowledge(query: string, limit: number): Promise<Passage[]>
  /** Free slots from `from` (inclusive, business zone, YYYY-MM-DD) over `days` days, in order, at most `limit`. */
  findSlots(query: VisitWish & { from: string; days: number; limit: number }): Promise<Slot[]>
  /** Holds a slot for this contact for HOLD_MINUTES; releases an earlier hold of the same conversation. */
  holdSlot(query: VisitWish & { start: Date }): Promise<HoldOutcome>
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
  /** Which agent it was. */
  agent: z.object({ id: z.string(), name: z.string() }).optional(),
  /** In millionths of a US dollar; null where no price is known for the model. */
  costMicros: z.number().nullable().optional(),
  /** What the burst was read as; `intent` is its intent, `topic` what the answerer itself took it for. */
  understanding: Understanding.nullish(),
  topic: z.string().nullish(),
  /** The customer's questions to which nothing was found, in their words. */
  unanswered: z.array(z.string()).optional(),
})
export type TurnTrace = z.infer<typeof TurnTrace>

/** `overtaken`: somebody was faster while the model thought; there is nothing to do but to record it. */
export type TurnResult = { commands: TurnCommand[]; trace: TurnTrace; overtaken?: true }
