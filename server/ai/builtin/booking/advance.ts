// A booking over several turns: what was said is put into the frame, then one step is taken.
import type { Slot } from '#domain/booking.ts'
import type { Service } from '#domain/knowledge.ts'
import { formatDay, formatTimeOfDay } from '#ai/format.ts'
import { Temporal } from 'temporal-polyfill'
import { choose, citeSlot, dayOf, nearest, nextSlots, present, slotsFor, timeOf } from './slots.ts'
import { nameTimes, settle } from './settle.ts'
import type { Wish } from './wish.ts'
import * as say from '#ai/builtin/wording/booking.ts'
import { nextOpening, now } from '#ai/builtin/replies/hours.ts'
import { citeProfile } from '#ai/builtin/replies/place.ts'
import { orPerson } from '#ai/builtin/wording/facts.ts'
import { orCall } from '#ai/builtin/wording/people.ts'
import { escalate, type Session, serviceById } from '#ai/builtin/session.ts'
import { type Booking, emptyBooking } from '#ai/builtin/state.ts'
import { momentOf } from '#ai/builtin/when.ts'

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
  const step = await takeStep(session, booking, service, wish, asked)
  const first = wish.services.length > 1 && step ? say.oneAtATime(service.name) : ''
  return [openingLine(session, asked), first, step].filter(Boolean).join(' ')
}

function putIn(session: Session, booking: Booking, wish: Wish): void {
  const [service] = wish.services
  if (service && service.id !== booking.serviceId) {
    booking.serviceId = service.id
    booking.offered = []
    booking.hold = null
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
    if (asked === 'confirm' && !wish.yes)
      return say.askConfirm(service.name, questionMoment(session, booking))
    return settle(session, booking, service, new Date(booking.hold.start), true)
  }
  const several = (wish.when?.at.length ?? 0) > 1 || booking.days.length > 1
  const [day] = booking.days
  if (booking.time && day && !several) {
    const said = wish.when?.at.find((t) => t.time === booking.time)
    const sure = (said?.sure ?? true) && (wish.when?.sure ?? true)
    return settle(
      session,
      booking,
      service,
      notPast(session, momentOf(day, booking.time, zone), said?.sure ?? true),
      sure,
    )
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
  const exact = when.at.length === 1 || (when.days.length === 1 && !when.window)
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

/** "Anything earlier?": the free times just before (or after) what was on offer. */
async function shift(
  session: Session,
  booking: Booking,
  service: Service,
  to: 'earlier' | 'later',
): Promise<string> {
  const starts = booking.offered.map((start) => new Date(start)).sort((a, b) => a.getTime() - b.getTime())
  const [edge] = to === 'earlier' ? starts : starts.slice(-1)
  if (!edge) return otherTimes(booking)
  const sameDay = await slotsFor(session, service, {
    days: [dayOf(session, edge)],
    range: null,
    time: null,
    window: null,
  })
  const beyond = (slots: Slot[]) => slots.filter((s) => (to === 'earlier' ? s.start < edge : s.start > edge))
  const found = beyond(sameDay)
  const fits = found.length > 0 ? found : beyond(await nextSlots(session, service))
  Object.assign(booking, { time: null, window: null, hold: null, asked: 'pick' })
  if (fits.length === 0) {
    for (const start of starts) citeSlot(session, service, start)
    return `${say.noneShifted(to)} ${say.alternatives(nameTimes(session, booking.offered))}`
  }
  const { times, where } = present(session, booking, service, nearest(session, fits, edge))
  return say.offerTimes(service.name, where, times)
}

const at = (iso: string | undefined): Date | null => (iso ? new Date(iso) : null)

function otherTimes(booking: Booking): string {
  Object.assign(booking, {
    days: [],
    range: null,
    time: null,
    window: null,
    offered: [],
    hold: null,
    asked: 'day',
  })
  return say.askOther
}

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

async function offer(session: Session, booking: Booking, service: Service, wish: Wish): Promise<string> {
  const times = wish.when?.at.map((t) => t.time) ?? []
  const found = await slotsFor(session, service, times.length > 1 ? { ...booking, time: null } : booking)
  const free = times.length > 1 ? found.filter((s) => times.includes(timeOf(session, s.start))) : found
  const anyWish =
    booking.days.length > 0 || booking.range !== null || booking.time !== null || booking.window !== null
  if (free.length > 0) {
    booking.asked = 'pick'
    booking.misses = 0
    const { times: named, where } = present(session, booking, service, choose(session, free))
    return anyWish
      ? say.offerTimes(service.name, where, named)
      : say.offerNext(service.name, where ? named.map((t) => `${t}${where}`) : named)
  }
  if (booking.time && booking.days.length === 0 && !booking.range) {
    // A time between the usual ones may well be free: the day is missing to know.
    booking.asked = 'day'
    booking.offered = []
    return say.askDayFor(formatTimeOfDay(booking.time, session.place))
  }
  const where = whereOf(session, booking)
  const next = choose(session, await elsewhere(session, service, booking))
  Object.assign(booking, { time: null, window: null, days: [], range: null })
  if (next.length === 0) {
    escalate(session, 'cannot_answer', `The customer wants to book ${service.name}, and no time is free.`)
    session.state.booking = null
    return say.noneAtAll(service.name)
  }
  booking.asked = 'pick'
  const shown = present(session, booking, service, next)
  const named = shown.where ? shown.times.map((t, i) => (i === 0 ? `${t}${shown.where}` : t)) : shown.times
  return `${say.noneThere(where)} ${say.alternatives(named)}`
}

/** Where the wish has nothing: the same day at another time, else the next free times from that day on. */
async function elsewhere(session: Session, service: Service, booking: Booking): Promise<Slot[]> {
  const [day] = booking.days
  if (day && (booking.time || booking.window)) {
    const sameDay = await slotsFor(session, service, { days: [day], range: null, time: null, window: null })
    if (sameDay.length > 0) return sameDay
  }
  const from = day ?? booking.range?.from
  if (from && from > dayOf(session, session.context.now)) {
    const later = await slotsFor(session, service, {
      days: [],
      range: { from, days: 14, label: '' },
      time: null,
      window: null,
    })
    if (later.length > 0) return later
  }
  return nextSlots(session, service)
}

function whereOf(session: Session, booking: Booking): string {
  const part = booking.window?.label
    ? ` in the ${booking.window.label}`
    : booking.window || booking.time
      ? ' then'
      : ''
  const [day] = booking.days
  if (booking.days.length === 1 && day)
    return ` on ${formatDay(Temporal.PlainDate.from(day), session.place)}${part.replace(' then', ' at that time')}`
  if (booking.range?.label) return ` ${booking.range.label}`
  return part || ' then'
}

const questionMoment = (session: Session, booking: Booking): string =>
  nameTimes(session, booking.hold ? [booking.hold.start] : booking.offered).join(', ')

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
  return say.backTo(`${say.list(nameTimes(session, booking.offered), 'or')} for ${service.name}?`)
}
