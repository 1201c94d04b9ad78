// The appointment that a tool is asked about. It is looked up among the contact's own: an id from anywhere else, a
// message, a document, another customer, finds nothing.

import type { MayChange } from '#domain/calendar.ts'
import type { UpcomingAppointment } from '#domain/desk.ts'
import { sayMoment } from './moments.ts'
import { ToolProblem } from './tool.ts'
import type { Work } from './work.ts'

export const tooLate: Record<Exclude<MayChange, 'yes'>, string> = {
  too_late:
    'It is too close for the customer to change it by themselves. Nothing was changed: call escalate, so that a person decides, and say so.',
  not_here:
    'Customers cannot do this here. Nothing was changed: call escalate, so that a person does it, and say so.',
}

/** One of this contact's coming appointments. Throws words for the model, with the list. */
export function ownAppointment(id: string, { context }: Work): UpcomingAppointment {
  const { upcoming } = context.contact
  const found = upcoming.find((a) => a.id === id)
  if (found) return found
  if (upcoming.length === 0)
    throw new ToolProblem('This customer has no coming appointment here. Nothing can be changed.')
  throw new ToolProblem(
    `That is none of this customer’s appointments. Theirs are: ${upcoming
      .slice(0, 5)
      .map((a) => `${a.id} (${a.service}, ${sayMoment(a.start, context)})`)
      .join('; ')}`,
  )
}
