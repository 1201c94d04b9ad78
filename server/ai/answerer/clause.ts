// A clause of a burst, and what it belongs to: the booking under way, or a question beside it.
import { bookable } from './booking/steps.ts'
import { isQuestion, splitClauses } from './clauses.ts'
import { type Desk, whenOf } from './desk.ts'
import type { IntentName } from './examples.ts'
import { isClearQuestion } from './intents/unsure.ts'
import { readMore, readYesNo } from './read/choice.ts'
import { readBareName } from './read/person.ts'
import { chooseService } from './read/service.ts'
import { saysWhen } from './read/when.ts'
import { type Understood, understand } from './understand.ts'

export const SMALL_TALK = new Set<IntentName>(['greeting', 'thanks', 'bye'])
/** Questions that are answered in the middle of a booking, which then goes on. */
const BESIDES_BOOKING = new Set<IntentName>([
  'hours',
  'price',
  'services',
  'location',
  'contact',
  'appointment',
  'bot',
])
const BESIDES_SCORE = 0.55

export type Clause = { text: string; question: boolean; understood: Understood }

export function readClauses(desk: Desk, text: string): Clause[] {
  return splitClauses(text).map((clause) => ({
    text: clause,
    question: isQuestion(clause),
    understood: understand(desk, clause),
  }))
}

/** Is a clause a question of its own, and no answer to what a booking asked for? */
export function isBeside(desk: Desk, clause: Clause): boolean {
  const { understood } = clause
  const { booking } = desk.state
  if (!understood && readMore(clause.text) !== null) return false
  if (!understood)
    return (
      clause.question &&
      !saysWhen(whenOf(desk, clause.text)) &&
      booking !== null &&
      isClearQuestion(clause.text, true) &&
      readYesNo(clause.text) === null
    )
  if (!BESIDES_BOOKING.has(understood.intent) || understood.score < BESIDES_SCORE) return false
  // "Leak repair" is the service that was asked for, not a question about services.
  if (understood.intent === 'services' && booking?.expects === 'service' && !clause.question) return false
  return clause.question || understood.score > 0.8
}

/** Clauses that together make one booking ("My drain is blocked. Can you come tomorrow?") become one. */
export function mergeBooking(desk: Desk, clauses: Clause[]): Clause[] {
  const books = clauses.find(
    (c) => c.understood?.intent === 'booking' || bookingOf(desk, c.text, c.understood),
  )
  if (!books || bookable(desk).length === 0) return clauses
  const belongs = (c: Clause) =>
    c === books ||
    c.understood?.intent === 'booking' ||
    ((!c.question || c.understood === null) &&
      (c.understood === null || c.understood.intent === 'services') &&
      (chooseService(c.text, desk.context.services).one !== null ||
        saysWhen(whenOf(desk, c.text)) ||
        readBareName(c.text) !== null))
  const merged: Clause = {
    ...books,
    understood: { intent: 'booking', score: 1 },
    text: clauses
      .filter(belongs)
      .map((c) => c.text)
      .join('. '),
  }
  return [...clauses.filter((c) => !belongs(c)), merged]
}

/** "And Monday?" after a question about the hours. */
export function goesOnAboutHours(desk: Desk, text: string): boolean {
  return (
    desk.context.state['last'] === 'hours' &&
    text.split(/\s+/).length <= 5 &&
    /^(?:and|or|what about|how about|on)?\b/i.test(text) &&
    whenOf(desk, text).days.length > 0 &&
    !/\b(?:book|come|appointment|free|available)\b/i.test(text)
  )
}

/** "Drain cleaning, Tuesday at 10" is a booking, whatever verb it lacks. */
export function bookingOf(desk: Desk, text: string, understood: Understood): boolean {
  if (bookable(desk).length === 0 || (understood && !['services', 'booking'].includes(understood.intent)))
    return false
  const when = whenOf(desk, text)
  // A day and an hour together are a wish even without a service.
  if (when.days.length > 0 && when.time?.exact && !/\b(?:open|opened|closed?)\b/i.test(text)) return true
  // "Is 2:45 free?"
  if (when.time?.exact && /\b(?:available|availability|free|openings?)\b/i.test(text)) return true
  const { one, byName } = chooseService(text, bookable(desk))
  return one !== null && byName && saysWhen(when)
}

/** "No, make it the 12th instead", said of what is booked already. */
export function changesBooked(desk: Desk, text: string): boolean {
  return (
    desk.context.contact.upcoming.length > 0 &&
    /^no\b|\b(?:instead|actually|change|move|make it|rather)\b/i.test(text) &&
    saysWhen(whenOf(desk, text))
  )
}
