// What one turn of a model has done so far. Tools write here, never to the database: the one lasting thing that they
// do is to hold a slot, through a port that is bound to this conversation.
import type { Slot } from '#domain/booking.ts'
import type { LeadFields, TurnCommand } from '#domain/commands.ts'
import type { EscalationReason } from '#domain/conversation.ts'
import type { DeskContext, DeskPorts } from '#domain/desk.ts'
import type { Passage, Service } from '#domain/knowledge.ts'

/** One call of a tool, with what it gave: the trace shows it, and the guard measures the reply against it. */
export type ToolRun = {
  name: string
  input: unknown
  ok: boolean
  outcome: string
  ms: number
  /** Times that the calendar gave in this call, free or held. */
  slots: Slot[]
  passages: Passage[]
}

export type Hold = { holdId: string; service: Service; slot: Slot; name: string | null }

export type Work = {
  readonly context: DeskContext
  readonly ports: DeskPorts
  runs: ToolRun[]
  /** The last slot held; it becomes an appointment where a name is known. */
  hold: Hold | null
  /** The last time held for moving an appointment; it moves where the customer has agreed. */
  move: { appointmentId: string; holdId: string; slot: Slot; agreed: boolean } | null
  /** The appointment that the customer agreed to cancel. */
  cancel: { appointmentId: string; reason: string } | null
  lead: LeadFields | null
  escalation: { reason: EscalationReason; note: string } | null
  tokens: { input: number; output: number } | null
  /** What the guard refused. */
  refused: string[]
  /** Set when the turn has been given up: a model that comes too late must not hold a slot any more. */
  ended: boolean
}

export function startWork(context: DeskContext, ports: DeskPorts): Work {
  return {
    context,
    ports,
    runs: [],
    hold: null,
    move: null,
    cancel: null,
    lead: null,
    escalation: null,
    tokens: null,
    refused: [],
    ended: false,
  }
}

/** What the tools of this turn ask for, without the text. */
export function commandsOf(work: Work): TurnCommand[] {
  const commands: TurnCommand[] = []
  const { hold, move, cancel, lead, escalation } = work
  if (hold?.name) commands.push({ type: 'appointment.book', holdId: hold.holdId, name: hold.name })
  if (move?.agreed)
    commands.push({ type: 'appointment.move', appointmentId: move.appointmentId, holdId: move.holdId })
  if (cancel) commands.push({ type: 'appointment.cancel', ...cancel })
  if (lead) commands.push({ type: 'lead.save', fields: lead })
  if (escalation) commands.push({ type: 'conversation.escalate', ...escalation })
  return commands
}
