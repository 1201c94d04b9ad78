// Appointments that are already made: when they are, and who changes them.

import { bookable } from '#ai/answerer/booking/advance.ts'
import { MOST_LISTED, nameOwn } from '#ai/answerer/changing/own.ts'
import { escalate, type Session } from '#ai/answerer/session.ts'
import * as say from '#ai/answerer/wording/booking.ts'
import { whatHappensNext } from './people.ts'

export function replyMyAppointment(session: Session): string {
  const found = session.context.contact.upcoming.slice(0, MOST_LISTED).map((a) => nameOwn(session, a))
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
