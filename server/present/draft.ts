// A draft as people see it: its words, what else it would do, and why it waits.
import type { DraftRecord } from '#db/drafts.ts'
import type { TurnCommand } from '#domain/commands.ts'
import type { Draft } from '#wire/api/drafts.ts'

/** A held time, for the sentence that says what would be booked. */
export type HeldTime = { id: string; service_name: string; starts_at: Date; time_zone: string }

export function presentDraft(d: DraftRecord, held: HeldTime[]): Draft {
  return {
    id: d.id,
    conversationId: d.conversation_id,
    channel: d.channel,
    text: d.final_text ?? d.text,
    does: d.commands.flatMap((command) => sayCommand(command, held)),
    intent: d.intent,
    risk: d.risk,
    reasons: d.reasons,
    sources: d.trace.sources,
    engine: d.trace.model ?? d.trace.engine,
    state: d.state,
    why: d.why,
    closedBy: d.closed_by_name,
    createdAt: d.created_at.toISOString(),
    expiresAt: d.expires_at.toISOString(),
  }
}

/** What happens beside the words; empty for what nobody needs to know. */
function sayCommand(command: TurnCommand, held: HeldTime[]): string[] {
  switch (command.type) {
    case 'message.send':
    case 'desk.remember':
      return []
    case 'appointment.book': {
      const slot = held.find((one) => one.id === command.holdId)
      return [slot ? `Books ${slot.service_name}, ${sayTime(slot)}` : 'Books the appointment']
    }
    case 'appointment.move': {
      const slot = held.find((one) => one.id === command.holdId)
      return [slot ? `Moves the appointment to ${sayTime(slot)}` : 'Moves the appointment']
    }
    case 'appointment.cancel':
      return [`Cancels the appointment${command.reason ? `, because: “${command.reason}”` : ''}`]
    case 'lead.save':
      return [`Saves ${Object.keys(command.fields).join(', ')} of the customer`]
    case 'conversation.escalate':
      return ['Hands over to a person']
  }
}

function sayTime({ starts_at, time_zone }: HeldTime): string {
  return new Intl.DateTimeFormat('en', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: time_zone,
  }).format(starts_at)
}
