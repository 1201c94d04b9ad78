// Things that happened in a conversation beside its messages, as thin lines of the thread. Pure.
import type { EventType } from '#domain/events.ts'
import type { AppointmentWire } from '#wire/api/contacts.ts'
import type { Conversation } from '#wire/api/conversations.ts'
import type { FeedEvent } from '#wire/events.ts'

export type Mark = {
  cursor: string
  kind: 'person' | 'ai' | 'escalated' | 'closed' | 'booked' | 'canceled' | 'opted_out'
  text: string
  at: string
}

type Teller = { kind: Mark['kind']; tell: (who: string | null) => string }
const tellers: Partial<Record<EventType, Teller>> = {
  'conversation.taken_over': { kind: 'person', tell: (who) => `${who ?? 'A person'} took over` },
  'conversation.ai_resumed': { kind: 'ai', tell: (who) => `${who ?? 'Somebody'} handed back to the AI` },
  'conversation.escalated': {
    kind: 'escalated',
    tell: (who) => (who ? `${who} escalated this` : 'Escalated to a person'),
  },
  'conversation.acknowledged': { kind: 'person', tell: (who) => `${who ?? 'Somebody'} takes care of this` },
  'conversation.closed': { kind: 'closed', tell: (who) => `${who ?? 'Somebody'} closed this` },
  'conversation.reopened': { kind: 'person', tell: (who) => `${who ?? 'Somebody'} reopened this` },
  'contact.opted_out': { kind: 'opted_out', tell: () => 'The customer opted out of messages' },
  'contact.opted_in': { kind: 'person', tell: () => 'The customer opted in again' },
}

export function isMark(type: EventType): boolean {
  return type in tellers
}

export function toMark(event: FeedEvent): Mark {
  const teller = tellers[event.type]
  const who = typeof event.data.by === 'string' ? event.data.by : null
  return {
    cursor: event.cursor,
    kind: teller?.kind ?? 'person',
    text: teller?.tell(who) ?? event.type,
    at: event.at,
  }
}

/** The marks that stored rows tell by themselves, for what happened before this page was opened. */
export function storedMarks(conversation: Conversation, appointments: AppointmentWire[]): Mark[] {
  const marks: Mark[] = []
  const { escalation } = conversation
  if (escalation) {
    const why = { ...escalationText, manual: null }[escalation.reason]
    marks.push({
      cursor: `escalation-${escalation.at}`,
      kind: 'escalated',
      text: ['Escalated', why, escalation.note].filter(Boolean).join(' · '),
      at: escalation.at,
    })
  }
  if (escalation?.acknowledged)
    marks.push({
      cursor: `acknowledged-${escalation.acknowledged.at}`,
      kind: 'person',
      text: `${escalation.acknowledged.by} takes care of this`,
      at: escalation.acknowledged.at,
    })
  for (const booking of appointments)
    if (
      booking.conversationId === conversation.id &&
      (booking.status === 'booked' || booking.status === 'canceled')
    ) {
      const what = `${booking.service.name}${booking.staff ? ` with ${booking.staff.name}` : ''}`
      marks.push({
        cursor: `appointment-${booking.id}`,
        kind: 'booked',
        text: `Booked ${what}${booking.movedFrom ? ', moved since' : ''}`,
        at: booking.createdAt,
      })
      if (booking.canceled)
        marks.push({
          cursor: `appointment-${booking.id}-canceled`,
          kind: 'canceled',
          text: [`Canceled ${booking.service.name}`, booking.canceled.reason].filter(Boolean).join(' · '),
          at: booking.canceled.at,
        })
    }
  return marks
}

export const escalationText: Record<NonNullable<Conversation['escalation']>['reason'], string> = {
  asked_for_person: 'the customer asked for a person',
  cannot_answer: 'the AI could not answer',
  manual: 'by hand',
  complaint: 'a complaint',
  emergency: 'an emergency',
  failure: 'the AI failed',
  anger: 'the customer is angry',
  refund: 'the customer wants money back',
  repeated_contact: 'the customer wrote about it again',
  guard_refused: 'the AI had no safe answer',
  budget_used: 'the AI’s budget for today is used up',
  undeliverable: 'the AI’s answer did not arrive',
  unanswered: 'nobody answered the customer',
}

/** Stored and live marks as one line of time; what both tell is told once, by the richer stored one. */
export function joinMarks(storedOnes: Mark[], live: Mark[]): Mark[] {
  const told = live.filter(
    (mark) =>
      !storedOnes.some(
        (s) => s.kind === mark.kind && Math.abs(Date.parse(s.at) - Date.parse(mark.at)) < 5_000,
      ),
  )
  return [...storedOnes, ...told].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}
