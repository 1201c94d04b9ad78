// Appointments that are already made: when they are, and who changes them.

import { bookable } from '#ai/answerer/booking/advance.ts'
import { cite, escalate, type Session } from '#ai/answerer/session.ts'
import * as say from '#ai/answerer/wording/booking.ts'
import { formatMoment } from '#ai/format.ts'
import { whatHappensNext } from './people.ts'

const MOST = 5

function upcoming(session: Session): string[] {
  return session.context.contact.upcoming.slice(0, MOST).map((a) => {
    const text = `${a.service} on ${formatMoment(a.start, session.place)}`
    cite(session, { kind: 'calendar', id: a.id, title: 'Calendar', quote: text })
    return text
  })
}

export function replyMyAppointment(session: Session): string {
  const found = upcoming(session)
  if (found.length > 0) return say.appointments(found)
  if (bookable(session).length === 0) return whatHappens(session)
  session.state.asked = { what: 'book', serviceId: null }
  return say.noAppointment
}

function whatHappens(session: Session): string {
  escalate(
    session,
    'cannot_answer',
    `Asks about an appointment that is not here: "${session.context.pending.map((l) => l.text).join(' ')}"`,
  )
  return whatHappensNext(session)
}

export function replyChange(session: Session): string {
  const found = upcoming(session)
  escalate(
    session,
    'asked_for_person',
    `Wants to change or cancel an appointment${found[0] ? ` (${found.join('; ')})` : ''}: "${session.context.pending.map((l) => l.text).join(' ')}"`,
  )
  return say.changeByPerson(found.length === 1 ? (found[0] ?? null) : null)
}
