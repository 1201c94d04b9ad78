// The moment is chosen: hold it, then book it, or ask for what is still missing, or say why it cannot be.

import { nameOwn, ownById } from '#ai/answerer/changing/own.ts'
import { cite, type Session, sayMoment } from '#ai/answerer/session.ts'
import type { Booking } from '#ai/answerer/state.ts'
import * as say from '#ai/answerer/wording/booking.ts'
import { formatShortMoment, formatTime } from '#ai/format.ts'
import type { Slot } from '#domain/booking.ts'
import { HOLD_MINUTES } from '#domain/booking.ts'
import type { UpcomingAppointment } from '#domain/desk.ts'
import type { Service } from '#domain/knowledge.ts'
import { choose, citeSlot, dayOf, nearest, nextSlots, present, slotsFor } from './slots.ts'
import { nameOfVisit, visitOf } from './visit.ts'

/** A hold that ends within this time is renewed before anything is promised on it. */
const HOLD_MARGIN_MS = 60_000

/** Holds `start` and goes as far as can be gone. `certain`: the customer picked this moment
 * from an offer or said yes to it; one that was named freely is read back first. */
export async function settle(
  session: Session,
  booking: Booking,
  service: Service,
  start: Date,
  certain: boolean,
): Promise<string> {
  const held = await hold(session, booking, service, start)
  if (!held.ok) return refuse(session, booking, service, start, held)
  citeSlot(session, service, start)
  const moment = sayMoment(session, start)
  booking.days = [dayOf(session, start)]
  booking.range = null
  booking.window = null
  booking.offered = [start.toISOString()]
  const own = ownById(session, booking.moving)
  if (own) {
    // A move is read back whole, old and new, and happens on a yes to exactly that.
    const agreed = booking.asked === 'confirm' && certain
    if (agreed) return moveNow(session, booking, own, start)
    booking.asked = 'confirm'
    return say.change.confirmMove(nameOwn(session, own), moment)
  }
  const what = say.withStaff(nameOfVisit(session, booking, service), booking.staffName)
  const name = booking.name ?? session.context.contact.name ?? session.state.booked?.name
  // The question for the name reads the moment back as well: whoever gives it has agreed.
  if (!name) {
    booking.asked = 'name'
    return say.askName(moment)
  }
  if (!certain) {
    booking.asked = 'confirm'
    return say.askConfirm(what, moment)
  }
  return confirm(session, what, booking, start, name)
}

/** The held moment becomes that of the appointment. */
function moveNow(session: Session, booking: Booking, own: UpcomingAppointment, start: Date): string {
  const { hold } = booking
  if (!hold) throw new Error('an appointment is moved without a hold')
  const moment = sayMoment(session, start)
  const what = say.withStaff(own.service, booking.staffName)
  session.move = { appointmentId: own.id, holdId: hold.id }
  cite(session, { kind: 'calendar', id: own.id, title: 'Calendar', quote: `${own.service}: ${moment}` })
  session.state.booking = null
  session.state.booked = null
  return say.change.moved(what, moment)
}

/** Makes the held moment an appointment. */
function confirm(session: Session, what: string, booking: Booking, start: Date, name: string): string {
  const { hold } = booking
  if (!hold) throw new Error('a booking is confirmed without its hold')
  const moment = sayMoment(session, start)
  session.book = { holdId: hold.id, name }
  cite(session, { kind: 'calendar', id: hold.id, title: 'Calendar', quote: `${what}: ${moment}` })
  session.state.booking = null
  session.state.booked = { service: what, start: start.toISOString(), name }
  const { phone, email } = session.context.contact
  const reach = !phone && !email && !session.lead.phone && !session.lead.email
  if (reach) session.state.asked = { what: 'contact_details' }
  return [say.booked(what, moment, name), reach ? say.askReach : ''].filter(Boolean).join(' ')
}

type Held = { ok: true } | { ok: false; why: keyof typeof say.refused; alternatives: Slot[] }

async function hold(session: Session, booking: Booking, service: Service, start: Date): Promise<Held> {
  const { now } = session.context
  const before = booking.hold
  if (
    before?.start === start.toISOString() &&
    new Date(before.until).getTime() - now.getTime() > HOLD_MARGIN_MS
  )
    return { ok: true }
  const outcome = await session.ports.holdSlot({ ...visitOf(booking, service), start })
  if (!outcome.ok) {
    booking.hold = null
    return outcome
  }
  booking.staffName = outcome.staff?.name ?? null
  booking.hold = {
    id: outcome.holdId,
    start: start.toISOString(),
    until: new Date(now.getTime() + HOLD_MINUTES * 60_000).toISOString(),
  }
  return { ok: true }
}

async function refuse(
  session: Session,
  booking: Booking,
  service: Service,
  wished: Date,
  no: Extract<Held, { ok: false }>,
): Promise<string> {
  const why = say.refused[no.why](formatShortMoment(wished, session.place))
  cite(session, {
    kind: 'calendar',
    id: service.id,
    title: 'Calendar',
    quote: `${formatShortMoment(wished, session.place)}: ${no.why.replaceAll('_', ' ')}`,
  })
  const ahead = wished > session.context.now
  const near = ahead
    ? await slotsFor(session, service, {
        days: [dayOf(session, wished)],
        range: null,
        time: null,
        window: null,
        ...visitOf(booking, service),
      })
    : []
  const known =
    near.length > 0
      ? near
      : no.alternatives.length > 0
        ? no.alternatives
        : await nextSlots(session, service, booking)
  // Far ahead, the nearest would be the last of what was looked up; the next free times serve better.
  const offers =
    no.why === 'too_far'
      ? choose(session, await nextSlots(session, service, booking))
      : nearest(session, known, wished)
  booking.time = null
  booking.window = null
  if (no.why === 'past' || near.length === 0) booking.days = []
  if (offers.length === 0) {
    booking.asked = 'day'
    booking.offered = []
    return `${why} ${say.askDay}`
  }
  booking.asked = 'pick'
  const { times, where } = present(session, booking, service, offers)
  // "On that day" is said once, by the refusal; elsewhere every time carries its day.
  const named = where
    ? dayOf(session, wished) === dayOf(session, offers[0]?.start ?? wished)
      ? times
      : offers.map((s) => formatShortMoment(s.start, session.place))
    : times
  return `${why} ${say.alternatives(named)}`
}

export const nameTimes = (session: Session, starts: string[]): string[] => {
  const days = new Set(starts.map((s) => dayOf(session, new Date(s))))
  return starts.map((s) =>
    days.size === 1 ? formatTime(new Date(s), session.place) : formatShortMoment(new Date(s), session.place),
  )
}
