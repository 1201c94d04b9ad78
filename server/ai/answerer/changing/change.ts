// Appointments that a customer has already, changed step by step: which one, what about it, read back, done on a yes.
// A move goes on as a booking that knows what it replaces.
import { advance } from '#ai/answerer/booking/advance.ts'
import { addToWish, emptyWish, type Wish } from '#ai/answerer/booking/wish.ts'
import { readSegments, type Segment } from '#ai/answerer/segments.ts'
import { escalate, type Session } from '#ai/answerer/session.ts'
import { type Change, emptyBooking } from '#ai/answerer/state.ts'
import { change as say } from '#ai/answerer/wording/booking.ts'
import type { UpcomingAppointment } from '#domain/desk.ts'
import { MOST_LISTED, nameOwn, ownById, whichOwn } from './own.ts'
import {
  cannotMakeIt,
  isRunningLate,
  readAnswer,
  readKind,
  readReason,
  splitTarget,
  wantsAnother,
} from './read.ts'

const MAX_MISSES = 2
const words = (segments: Segment[]): string => segments.map((s) => s.text).join(' ')

/** Begins a change: somebody wants to move or cancel, or cannot come. */
export async function beginChange(
  session: Session,
  segments: Segment[],
  moving: string | null = null,
): Promise<string> {
  const text = words(segments)
  const { upcoming } = session.context.contact
  if (isRunningLate(text)) return handOver(session, `Is running late: "${text}"`, say.late)
  if (upcoming.length === 0)
    return handOver(session, `Wants to change or cancel an appointment that is not here: "${text}"`, say.none)
  const change: Change = {
    what: readKind(text) ?? (cannotMakeIt(text) || !segments.some((s) => s.when) ? null : 'move'),
    id: moving ?? (session.state.booked ? (justBooked(session)?.id ?? null) : null),
    asked: null,
    reason: readReason([text], false),
    misses: 0,
    said: text,
  }
  session.state.change = change
  session.state.booking = null
  const known = ownById(session, change.id)
  if (known) return act(session, change, known)
  const { which, target } = splitTarget(text)
  // Where a new time is named as well, only what stands before it tells which appointment is meant.
  const pointing = target ? readSegments(session, which) : segments
  return choose(session, change, whichOwn(session, pointing, false))
}

/** What was booked in this conversation a moment ago: "actually, make it three" means that. */
const justBooked = (session: Session): UpcomingAppointment | undefined =>
  session.context.contact.upcoming.find((a) => a.start.toISOString() === session.state.booked?.start)

/** Goes on with a change that asked something. */
export async function continueChange(session: Session, change: Change, segments: Segment[]): Promise<string> {
  const text = words(segments)
  const kind = readKind(text)
  if (change.asked === 'which') {
    if (kind) change.what = kind
    const answer = readAnswer(segments)
    const found = whichOwn(session, segments, true)
    if (answer === 'no' && found.length !== 1) return stopChange(session)
    return choose(session, change, found)
  }
  const own = ownById(session, change.id)
  if (!own) return handOver(session, `Wants to change an appointment: "${change.said}"`, say.none)
  if (change.asked === 'twice') return answerTwice(session, change, own, segments)
  change.reason ||= readReason([text], change.asked === 'confirm')
  if (change.asked === 'what') {
    if (!kind && !segments.some((s) => s.when)) {
      if (readAnswer(segments) === 'no') return stopChange(session, own)
      return ++change.misses >= MAX_MISSES
        ? handOver(
            session,
            `Has an appointment and wants a change, it is not clear which: "${text}"`,
            say.byPerson(nameOwn(session, own)),
          )
        : say.what(nameOwn(session, own))
    }
    change.what = kind ?? 'move'
    change.said = text
    return act(session, change, own)
  }
  // Asked to confirm a cancellation.
  const answer = readAnswer(segments)
  if ((kind === 'move' && answer !== 'yes') || segments.some((s) => s.when)) {
    change.what = 'move'
    change.said = text
    return act(session, change, own)
  }
  if (answer === 'no') return stopChange(session, own)
  if (answer === 'yes' || kind === 'cancel') return cancelNow(session, change, own)
  if (++change.misses >= MAX_MISSES)
    return handOver(
      session,
      `Was asked whether to cancel, and the answer is not clear: "${text}"`,
      say.byPerson(nameOwn(session, own)),
    )
  return say.confirmCancel(nameOwn(session, own))
}

/** A booking begins for what the customer has already: said, before anything is booked twice. */
export function noticeTwice(session: Session, own: UpcomingAppointment): string {
  session.state.change = { what: null, id: own.id, asked: 'twice', reason: '', misses: 0, said: '' }
  return say.twice(nameOwn(session, own))
}

async function answerTwice(
  session: Session,
  change: Change,
  own: UpcomingAppointment,
  segments: Segment[],
): Promise<string> {
  const text = words(segments)
  const { booking } = session.state
  const kind = readKind(text)
  if (kind === 'cancel') {
    session.state.booking = null
    change.what = 'cancel'
    return act(session, change, own)
  }
  if (booking && wantsAnother(text)) {
    session.state.change = null
    booking.another = true
    return advance(session, wishOf(session, segments))
  }
  if (kind === 'move' || /\byes,? (?:please )?(?:move|it)\b/i.test(text)) {
    change.what = 'move'
    // The time that they named for a booking is the time to which it moves.
    change.said = text
    return act(session, change, own, booking)
  }
  if (readAnswer(segments) === 'no') {
    session.state.booking = null
    return stopChange(session, own)
  }
  if (++change.misses >= MAX_MISSES)
    return handOver(
      session,
      `Has an appointment and asks for one: "${text}"`,
      say.byPerson(nameOwn(session, own)),
    )
  return say.twice(nameOwn(session, own))
}

function choose(session: Session, change: Change, found: UpcomingAppointment[]): Promise<string> | string {
  const [only] = found
  if (only && found.length === 1) {
    change.id = only.id
    return act(session, change, only)
  }
  const again = change.asked === 'which'
  if (again && ++change.misses >= MAX_MISSES)
    return handOver(session, `Wants to change one of several appointments: "${change.said}"`, say.none)
  change.asked = 'which'
  const items = session.context.contact.upcoming.slice(0, MOST_LISTED).map((a) => nameOwn(session, a))
  return again ? say.whichAgain(items) : say.which(change.what, items)
}

/** The appointment is known: what is to happen is asked, read back, or begun, as far as the rules allow it. */
function act(
  session: Session,
  change: Change,
  own: UpcomingAppointment,
  wished: Session['state']['booking'] = null,
): Promise<string> | string {
  change.id = own.id
  const item = nameOwn(session, own)
  if (change.what === null) {
    change.asked = 'what'
    return say.what(item)
  }
  const may = (change.what === 'move' ? own.mayMove : own.mayCancel) ?? 'yes'
  if (may !== 'yes') {
    const note = `Wants to ${change.what} ${item}${change.reason ? ` (${change.reason})` : ''}: "${change.said}"`
    return handOver(session, note, may === 'too_late' ? say.tooLate(item) : say.byPerson(item))
  }
  if (change.what === 'cancel') {
    change.asked = 'confirm'
    return say.confirmCancel(item)
  }
  const [serviceId, ...also] = own.serviceIds ?? []
  if (!serviceId) return handOver(session, `Wants to move ${item}: "${change.said}"`, say.byPerson(item))
  return beginMove(session, change, own, serviceId, also, wished)
}

async function beginMove(
  session: Session,
  change: Change,
  own: UpcomingAppointment,
  serviceId: string,
  also: string[],
  wished: Session['state']['booking'],
): Promise<string> {
  const { which, target } = splitTarget(change.said)
  // With one appointment, a day without "to" is the new one, unless it is the old one's own.
  const segments = readSegments(session, target || which)
  const wish = wishOf(session, segments)
  wish.services = []
  wish.yes = false
  wish.no = false
  wish.pick = null
  if (wish.when && pointsAt(session, own, wish)) wish.when = null
  session.state.change = null
  session.state.booking = {
    ...structuredClone(emptyBooking),
    ...(wished && { days: wished.days, range: wished.range, time: wished.time, window: wished.window }),
    serviceId,
    also,
    staffId: wish.staff ?? own.staffId ?? null,
    moving: own.id,
  }
  const { booking } = session.state
  if (!wish.when && booking.days.length === 0 && !booking.time && !booking.range && !booking.window) {
    booking.asked = 'day'
    return say.newTime(nameOwn(session, own))
  }
  return advance(session, wish)
}

/** Is the time that was said the appointment's own ("my appointment on Tuesday")? */
function pointsAt(session: Session, own: UpcomingAppointment, { when }: Wish): boolean {
  if (!when || when.range || when.window) return false
  const [segment] = readSegments(session, nameOwn(session, own))
  const day = segment?.when?.days[0]
  const sameDay = when.days.length === 0 || (day !== undefined && when.days.every((d) => d === day))
  const time = segment?.when?.at[0]?.time
  return sameDay && when.at.every((t) => t.time === time) && when.days.length + when.at.length > 0
}

function wishOf(session: Session, segments: Segment[]): Wish {
  const wish = emptyWish()
  for (const segment of segments) addToWish(session, wish, segment)
  return wish
}

function cancelNow(session: Session, change: Change, own: UpcomingAppointment): string {
  session.cancel = { appointmentId: own.id, reason: change.reason }
  session.state.change = null
  session.state.booking = null
  session.state.booked = null
  session.state.asked = { what: 'book', serviceId: own.serviceIds?.[0] ?? null }
  return say.canceled(nameOwn(session, own))
}

/** It stays as it is. */
export function stopChange(session: Session, own: UpcomingAppointment | null = null): string {
  session.state.change = null
  return say.kept(own ? nameOwn(session, own) : 'nothing was changed')
}

function handOver(session: Session, note: string, words_: string): string {
  session.state.change = null
  session.state.booking = null
  escalate(session, 'asked_for_person', note)
  return words_
}
