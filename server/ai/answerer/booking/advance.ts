// A booking over several turns: what was said is put into the frame, then one step is taken.

import { noticeTwice } from '#ai/answerer/changing/change.ts'
import { nameOwn, ownById } from '#ai/answerer/changing/own.ts'
import { wantsAnother } from '#ai/answerer/changing/read.ts'
import { nextOpening, now } from '#ai/answerer/replies/hours.ts'
import { citeProfile } from '#ai/answerer/replies/place.ts'
import { escalate, type Session, sayMoment, serviceById } from '#ai/answerer/session.ts'
import { type Booking, emptyBooking } from '#ai/answerer/state.ts'
import { momentOf } from '#ai/answerer/when.ts'
import * as say from '#ai/answerer/wording/booking.ts'
import { orPerson } from '#ai/answerer/wording/facts.ts'
import { orCall } from '#ai/answerer/wording/people.ts'
import type { UpcomingAppointment } from '#domain/desk.ts'
import type { Service } from '#domain/knowledge.ts'
import { offer, otherTimes, shift } from './offer.ts'
import { nameTimes, settle } from './settle.ts'
import { citeSlot, dayOf, nextSlots, timeOf } from './slots.ts'
import { isPerformable, nameOfVisit, performs } from './visit.ts'
import type { Wish } from './wish.ts'

const MAX_MISSES = 2

export const bookable = (session: Session): Service[] => session.context.services.filter((s) => s.bookable)

/** Takes the booking one step on with what this turn said, and gives the sentence for it. */
export async function advance(session: Session, wish: Wish): Promise<string> {
  const booking: Booking = session.state.booking ?? structuredClone(emptyBooking)
  session.state.booking = booking
  const [wished] = wish.services
  if (wished && !wished.bookable) {
    session.state.booking = null
    session.state.asked = { what: 'person', about: wished.name }
    const { phone } = session.context.profile
    if (phone) citeProfile(session, 'Phone', phone)
    return `${say.notBookable(wished.name)} ${phone ? orCall(phone) : ''} ${orPerson}`.replace(/ {2,}/g, ' ')
  }
  const { asked } = booking
  putIn(session, booking, wish)
  const service = serviceOf(session, booking)
  if (!service) return askForService(session, booking, asked === 'service')
  session.state.service = service.id
  const twice = alreadyHas(session, booking, service, wish)
  if (twice) return noticeTwice(session, twice)
  const staffNote = checkStaff(session, booking, service)
  const step = await takeStep(session, booking, service, wish, asked)
  return [openingLine(session, asked), staffNote, step].filter(Boolean).join(' ')
}

/** The contact's own appointment for the same, where they seem not to think of it. */
function alreadyHas(
  session: Session,
  booking: Booking,
  service: Service,
  wish: Wish,
): UpcomingAppointment | null {
  if (booking.another || booking.moving || session.before.booking || session.before.change) return null
  const said = session.context.pending.map((line) => line.text).join(' ')
  if (wantsAnother(said)) return null
  const own = session.context.contact.upcoming.find((a) => a.serviceIds?.includes(service.id))
  // Another day that they name for what they just booked is another appointment, or a change that they will say.
  return own && wish.services.length < 2 ? own : null
}

/** A wish for somebody who does not perform this is said, and then everybody's times are looked at. */
function checkStaff(session: Session, booking: Booking, service: Service): string {
  const notes: string[] = []
  if (!isPerformable(session, [service.id, ...booking.also])) {
    booking.also = []
    notes.push(say.notTogether(service.name))
  }
  const { staffId } = booking
  if (!staffId || performs(session, staffId, [service.id, ...booking.also])) return notes.join(' ')
  booking.staffId = null
  const who = session.context.staff?.find((s) => s.id === staffId)?.name
  return [...notes, who ? say.notPerformed(who, service.name) : ''].filter(Boolean).join(' ')
}

function putIn(session: Session, booking: Booking, wish: Wish): void {
  const [service, ...more] = wish.services
  if (more.length > 0) booking.also = more.filter((s) => s.bookable).map((s) => s.id)
  if (wish.staff && wish.staff !== booking.staffId)
    Object.assign(booking, { staffId: wish.staff, hold: null })
  if (wish.anybody) booking.staffId = null
  if (service && service.id !== booking.serviceId) {
    booking.serviceId = service.id
    booking.offered = []
    booking.hold = null
    if (more.length === 0) booking.also = booking.also.filter((id) => id !== service.id)
  }
  if (wish.name) {
    booking.name = wish.name
    session.lead.name = wish.name
  }
  const { when } = wish
  if (!when) return
  if (when.days.length > 0 || when.range) {
    booking.days = when.days
    booking.range = when.range
    if (when.window && when.at.length === 0) booking.time = null
  }
  if (when.soonest) {
    booking.days = []
    booking.range = null
    booking.time = null
    booking.window = null
  }
  if (when.window) booking.window = when.window
  if (when.window && when.at.length === 0) booking.time = null
  const [time] = when.at
  if (time) {
    booking.time = time.time
    booking.window = null
  }
}

function serviceOf(session: Session, booking: Booking): Service | null {
  const known = serviceById(session, booking.serviceId)
  if (known) return known
  const all = bookable(session)
  const last = all.find((s) => s.id === session.state.service)
  const only = last ?? (all.length === 1 ? all[0] : undefined)
  if (!only) return null
  booking.serviceId = only.id
  return only
}

function askForService(session: Session, booking: Booking, again: boolean): string {
  const names = bookable(session).map((s) => s.name)
  if (again && ++booking.misses >= MAX_MISSES)
    return giveUp(session, 'wants to book, the service is not clear')
  if (!again) booking.misses = 0
  booking.asked = 'service'
  return again
    ? say.askServiceAgain(names.slice(0, 8))
    : say.askService(names.slice(0, session.brief ? 5 : 8))
}

async function takeStep(
  session: Session,
  booking: Booking,
  service: Service,
  wish: Wish,
  asked: Booking['asked'],
): Promise<string> {
  const zone = session.context.hours.timeZone
  const picked = pickedStart(session, booking, wish, asked)
  if (picked) return settle(session, booking, service, picked, true)
  if (wish.shift && !wish.when && booking.offered.length > 0)
    return shift(session, booking, service, wish.shift)
  if (wish.no && !wish.when && wish.services.length === 0) return otherTimes(booking)
  if (asked === 'pick' && wish.yes && !wish.when) {
    const [first] = booking.offered
    // "Yes" to three times, twice: the first of them, if that is what was meant.
    if (first && ++booking.misses > 1) return settle(session, booking, service, new Date(first), false)
    for (const start of booking.offered) citeSlot(session, service, new Date(start))
    return say.askWhich(nameTimes(session, booking.offered))
  }
  // A name, or the service, while a moment is already held.
  if (!wish.when && booking.hold && (asked === 'name' || asked === 'confirm')) {
    if (asked === 'name' && !booking.name) return askNameAgain(session, booking)
    if (asked === 'confirm' && !wish.yes) {
      const own = ownById(session, booking.moving)
      return own
        ? say.change.confirmMove(nameOwn(session, own), questionMoment(session, booking))
        : say.askConfirm(nameOfVisit(session, booking, service), questionMoment(session, booking))
    }
    return settle(session, booking, service, new Date(booking.hold.start), true)
  }
  if (wish.when?.soonest) {
    const [first] = await nextSlots(session, service, booking)
    if (first) return settle(session, booking, service, first.start, false)
  }
  const several = (wish.when?.at.length ?? 0) > 1 || booking.days.length > 1
  const [day] = booking.days
  if (booking.time && day && !several) {
    const said = wish.when?.at.find((t) => t.time === booking.time)
    const start = notPast(session, momentOf(day, booking.time, zone), said?.sure ?? true)
    return settle(session, booking, service, start, false)
  }
  return offer(session, booking, service, wish)
}

const HALF_DAY_MS = 12 * 3_600_000

/** "Friday at seven", said on Friday at ten, is the evening's. */
function notPast(session: Session, start: Date, sure: boolean): Date {
  const { now } = session.context
  const later = new Date(start.getTime() + HALF_DAY_MS)
  return !sure && start <= now && later > now && dayOf(session, later) === dayOf(session, start)
    ? later
    : start
}

/** The slot that the customer chose among those on offer. */
function pickedStart(session: Session, booking: Booking, wish: Wish, asked: Booking['asked']): Date | null {
  const { offered } = booking
  if (offered.length === 0) return null
  if (wish.pick !== null) return at(offered[wish.pick])
  const { when } = wish
  if (!when)
    return (asked === 'pick' || asked === 'confirm') && wish.yes && !wish.no && offered.length === 1
      ? at(offered[0])
      : null
  if (asked !== 'pick') return null
  const fits = offered.filter((start) => {
    const on = dayOf(session, new Date(start))
    const time = timeOf(session, new Date(start))
    return (
      (when.days.length === 0 || when.days.includes(on)) &&
      when.at.every((t) => t.time === time) &&
      (!when.window || (time >= when.window.from && time < when.window.to))
    )
  })
  // A day alone picks a time only where the same time was on offer for several days.
  const sameTime =
    booking.time !== null && offered.every((start) => timeOf(session, new Date(start)) === booking.time)
  const exact = when.at.length === 1 || (when.days.length === 1 && !when.window && sameTime)
  if (fits.length === 1 && exact && !when.range && !when.soonest) return at(fits[0])
  // A time alone belongs to the day that was on offer.
  const days = new Set(offered.map((start) => dayOf(session, new Date(start))))
  if (
    when.at.length === 1 &&
    when.days.length === 0 &&
    !when.range &&
    days.size === 1 &&
    booking.days.length === 0
  )
    booking.days = [...days]
  return null
}

const at = (iso: string | undefined): Date | null => (iso ? new Date(iso) : null)

function askNameAgain(session: Session, booking: Booking): string {
  if (++booking.misses > MAX_MISSES) return giveUp(session, 'is booking, the name is missing')
  booking.asked = 'name'
  return say.askNameAgain
}

function giveUp(session: Session, why: string): string {
  session.state.booking = null
  escalate(
    session,
    'cannot_answer',
    `The customer ${why}: "${session.context.pending.map((l) => l.text).join(' ')}"`,
  )
  return ''
}

/** The held moment in full, for a question that a yes answers. */
const questionMoment = (session: Session, booking: Booking): string =>
  sayMoment(session, new Date(booking.hold?.start ?? booking.offered[0] ?? session.context.now))

/** Once, when a booking begins after hours: that we are closed, and that this can be done all the same. */
function openingLine(session: Session, asked: Booking['asked']): string {
  const { open } = session.context
  if (asked !== null || open.open || session.before.booking || session.book) return ''
  now(session)
  return say.closedButBooking(nextOpening(session))
}

/** The open question of a booking, to come back to after something else was answered. */
export function openQuestion(session: Session): string {
  const { booking } = session.state
  if (!booking) return ''
  const service = serviceById(session, booking.serviceId)
  if (booking.asked === 'service') return say.backTo('which service do you need?')
  if (booking.asked === 'name') return say.backTo('what name should I put it under?')
  if (!service || booking.offered.length === 0) return say.backTo('which day and time would suit you?')
  for (const start of booking.offered) citeSlot(session, service, new Date(start))
  if (booking.asked === 'confirm')
    return say.backTo(`shall I book ${service.name} for ${questionMoment(session, booking)}?`)
  return say.backTo(`${say.list(nameTimes(session, booking.offered), 'or')} for ${service.name}?`)
}
