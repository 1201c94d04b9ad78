// One turn of the answerer while it thinks: what it sees, what it has looked up, what it will ask for. The parts of the
// answerer write here; index.ts turns it into commands and a trace.

import { formatBothZones, type Place, placeOf } from '#ai/format.ts'
import type { Slot } from '#domain/booking.ts'
import type { LeadFields } from '#domain/commands.ts'
import type { EscalationReason } from '#domain/conversation.ts'
import type { DeskContext, DeskPorts, HoldOutcome, TurnTrace } from '#domain/desk.ts'
import type { Passage, Service, SourceRef } from '#domain/knowledge.ts'
import type { Answer } from './replies/knowledge.ts'
import { type DeskState, readState } from './state.ts'

export type Session = {
  context: DeskContext
  place: Place
  /** The channel counts segments: every sentence more costs money. */
  brief: boolean
  state: DeskState
  /** The state with which the turn began. */
  before: DeskState
  sources: SourceRef[]
  tools: TurnTrace['tools']
  intents: string[]
  lead: LeadFields
  escalation: { reason: EscalationReason; note: string } | null
  book: { holdId: string; name: string } | null
  move: { appointmentId: string; holdId: string } | null
  cancel: { appointmentId: string; reason: string } | null
  ports: DeskPorts
  /** What was looked up already in this turn, by question. */
  answers: Map<string, Answer | null>
  /** Questions to which nothing was found, in the customer's words. */
  unanswered: string[]
}

export function openSession(context: DeskContext, ports: DeskPorts): Session {
  const session: Session = {
    context,
    place: placeOf(context),
    brief: context.capabilities.text.counter === 'segments',
    state: readState(context.state),
    before: readState(context.state),
    sources: [],
    tools: [],
    intents: [],
    lead: {},
    escalation: null,
    book: null,
    move: null,
    cancel: null,
    ports,
    answers: new Map(),
    unanswered: [],
  }
  session.ports = tracePorts(session, ports)
  return session
}

/** Every look-up is on record with its input, what came of it, and how long it took. */
function tracePorts(session: Session, ports: DeskPorts): DeskPorts {
  const note = async <T>(
    name: string,
    input: unknown,
    call: Promise<T>,
    outcome: (result: T) => string,
  ): Promise<T> => {
    const began = performance.now()
    const result = await call
    session.tools.push({
      name,
      input,
      outcome: outcome(result),
      ms: Math.round((performance.now() - began) * 10) / 10,
    })
    return result
  }
  return {
    searchKnowledge: (query, limit) =>
      note(
        'search-knowledge',
        { query, limit },
        ports.searchKnowledge(query, limit),
        (found: Passage[]) => `${found.length} passages`,
      ),
    findSlots: (query) =>
      note('find-slots', query, ports.findSlots(query), (found: Slot[]) => `${found.length} slots`),
    holdSlot: (query) =>
      note(
        'hold-slot',
        { ...query, start: query.start.toISOString() },
        ports.holdSlot(query),
        (held: HoldOutcome) => (held.ok ? 'held' : held.why),
      ),
  }
}

/** Names a fact's origin, once. */
export function cite(session: Session, source: SourceRef): void {
  const same = session.sources.some(
    (s) => s.kind === source.kind && s.id === source.id && s.quote === source.quote,
  )
  if (!same) session.sources.push(source)
}

export function serviceById(session: Session, id: string | null): Service | null {
  return session.context.services.find((s) => s.id === id) ?? null
}

/** "Tuesday, November 24, 2026 at 10:00 AM (EST)", and the customer's own time where they are elsewhere. */
export const sayMoment = (session: Session, at: Date): string =>
  formatBothZones(at, session.place, session.lead.timeZone ?? session.context.contact.timeZone ?? null)

/** Hands over. A graver reason is never replaced by a lesser one of the same turn. */
export function escalate(session: Session, reason: EscalationReason, note: string): void {
  const rank: EscalationReason[] = ['emergency', 'complaint', 'asked_for_person', 'cannot_answer']
  const now = session.escalation
  if (now && rank.indexOf(now.reason) <= rank.indexOf(reason)) return
  session.escalation = { reason, note: note.slice(0, 1000) }
}
