// Times are offered: those that fit the wish, those before or after what was offered, or what comes nearest.
import { Temporal } from 'temporal-polyfill'
import { escalate, type Session } from '#ai/answerer/session.ts'
import type { Booking } from '#ai/answerer/state.ts'
import * as say from '#ai/answerer/wording/booking.ts'
import { formatDay, formatTimeOfDay } from '#ai/format.ts'
import type { Slot } from '#domain/booking.ts'
import type { Service } from '#domain/knowledge.ts'
import { nameTimes } from './settle.ts'
import { choose, citeSlot, dayOf, nearest, nextSlots, present, slotsFor, timeOf } from './slots.ts'
import { nameOfVisit, partsOf } from './visit.ts'
import type { Wish } from './wish.ts'

export async function offer(
  session: Session,
  booking: Booking,
  service: Service,
  wish: Wish,
): Promise<string> {
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
      ? say.offerTimes(nameOfVisit(session, booking, service), where, named)
      : say.offerNext(
          nameOfVisit(session, booking, service),
          where ? named.map((t) => `${t}${where}`) : named,
        )
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
    const sameDay = await slotsFor(session, service, {
      ...partsOf(booking),
      days: [day],
      range: null,
      time: null,
      window: null,
    })
    if (sameDay.length > 0) return sameDay
  }
  const from = day ?? booking.range?.from
  if (from && from > dayOf(session, session.context.now)) {
    const later = await slotsFor(session, service, {
      ...partsOf(booking),
      days: [],
      range: { from, days: 14, label: '' },
      time: null,
      window: null,
    })
    if (later.length > 0) return later
  }
  return nextSlots(session, service, booking)
}

/** "Anything earlier?": the free times just before (or after) what was on offer. */
export async function shift(
  session: Session,
  booking: Booking,
  service: Service,
  to: NonNullable<Wish['shift']>,
): Promise<string> {
  const starts = booking.offered.map((start) => new Date(start)).sort((a, b) => a.getTime() - b.getTime())
  const [edge] = to === 'earlier' ? starts : starts.slice(-1)
  if (!edge) return otherTimes(booking)
  if (to === 'another day') {
    const shown = new Set(starts.map((start) => dayOf(session, start)))
    const other = (await nextSlots(session, service, booking)).filter(
      (s) => !shown.has(dayOf(session, s.start)),
    )
    Object.assign(booking, { days: [], range: null, time: null, window: null, hold: null, asked: 'pick' })
    if (other.length === 0) return otherTimes(booking)
    const { times, where } = present(session, booking, service, choose(session, other))
    return say.offerTimes(nameOfVisit(session, booking, service), where, times)
  }
  const sameDay = await slotsFor(session, service, {
    ...partsOf(booking),
    days: [dayOf(session, edge)],
    range: null,
    time: null,
    window: null,
  })
  const beyond = (slots: Slot[]) => slots.filter((s) => (to === 'earlier' ? s.start < edge : s.start > edge))
  const found = beyond(sameDay)
  const fits = found.length > 0 ? found : beyond(await nextSlots(session, service, booking))
  Object.assign(booking, { time: null, window: null, hold: null, asked: 'pick' })
  if (fits.length === 0) {
    for (const start of starts) citeSlot(session, service, start)
    return `${say.noneShifted(to)} ${say.alternatives(nameTimes(session, booking.offered))}`
  }
  const { times, where } = present(session, booking, service, nearest(session, fits, edge))
  return say.offerTimes(nameOfVisit(session, booking, service), where, times)
}

export function otherTimes(booking: Booking): string {
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
