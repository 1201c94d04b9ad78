// Free times, as they are looked up, chosen for an offer and named. Nothing is offered that findSlots did not return.
import { Temporal } from 'temporal-polyfill'
import { cite, type Session, sayMoment } from '#ai/answerer/session.ts'
import type { Booking } from '#ai/answerer/state.ts'
import { wallClock } from '#ai/answerer/when.ts'
import { formatDay, formatMoment, formatShortDate, formatShortMoment, formatTime } from '#ai/format.ts'
import type { Slot } from '#domain/booking.ts'
import type { Service } from '#domain/knowledge.ts'
import { partsOf, type VisitParts, visitOf } from './visit.ts'

const OFFERS = 3
const FAR = 31

export const dayOf = (session: Session, at: Date): string =>
  wallClock(at, session.context.hours.timeZone).toPlainDate().toString()
export const timeOf = (session: Session, at: Date): string =>
  wallClock(at, session.context.hours.timeZone).toPlainTime().toString({ smallestUnit: 'minute' })
export const todayOf = (session: Session): string => dayOf(session, session.context.now)

/** Free slots that fit a wish, in order of time. */
export async function slotsFor(
  session: Session,
  service: Service,
  wish: Pick<Booking, 'days' | 'range' | 'time' | 'window'> & VisitParts,
): Promise<Slot[]> {
  const today = todayOf(session)
  const spans =
    wish.days.length > 0
      ? wish.days.map((day) => ({ from: day, days: 1 }))
      : wish.range
        ? [{ from: wish.range.from, days: Math.min(wish.range.days, FAR) }]
        : [{ from: today, days: 14 }]
  const found: Slot[] = []
  for (const span of spans.slice(0, 7)) {
    if (
      Temporal.PlainDate.compare(
        Temporal.PlainDate.from(span.from).add({ days: span.days - 1 }),
        Temporal.PlainDate.from(today),
      ) < 0
    )
      continue
    // A time or a part of the day thins the list out, so the whole of it is needed.
    found.push(
      ...(await session.ports.findSlots({
        ...visitOf(wish, service),
        ...span,
        limit: wish.time || wish.window || span.days === 1 ? 500 : 60,
      })),
    )
  }
  return found.filter((slot) => fits(session, slot, wish))
}

function fits(session: Session, slot: Slot, wish: Pick<Booking, 'time' | 'window'>): boolean {
  const time = timeOf(session, slot.start)
  if (wish.time) return time === wish.time
  return !wish.window || (time >= wish.window.from && time < wish.window.to)
}

/** The next free slots, whatever the wish. */
export const nextSlots = (session: Session, service: Service, visit: VisitParts): Promise<Slot[]> =>
  slotsFor(session, service, { ...partsOf(visit), days: [], range: null, time: null, window: null })

/** A few slots that show the choice: spread over the days, or over the one day. */
export function choose(session: Session, slots: Slot[]): Slot[] {
  if (slots.length <= OFFERS) return slots
  const days = [...new Set(slots.map((s) => dayOf(session, s.start)))]
  if (days.length === 1) {
    const step = (slots.length - 1) / (OFFERS - 1)
    return Array.from({ length: OFFERS }, (_, i) => slots[Math.round(i * step)]).filter(
      (s) => s !== undefined,
    )
  }
  const picked: Slot[] = []
  for (const day of days) {
    const first = slots.find((s) => dayOf(session, s.start) === day)
    if (first && picked.length < OFFERS) picked.push(first)
  }
  for (const slot of slots) if (picked.length < OFFERS && !picked.includes(slot)) picked.push(slot)
  return picked.sort((a, b) => a.start.getTime() - b.start.getTime())
}

/** The slots nearest to a wished moment: the same day first. */
export function nearest(session: Session, slots: Slot[], wished: Date): Slot[] {
  const day = dayOf(session, wished)
  const distance = (s: Slot) => Math.abs(s.start.getTime() - wished.getTime())
  const same = slots.filter((s) => dayOf(session, s.start) === day).sort((a, b) => distance(a) - distance(b))
  const other = slots.filter((s) => dayOf(session, s.start) !== day).sort((a, b) => distance(a) - distance(b))
  return [...same, ...other].slice(0, OFFERS).sort((a, b) => a.start.getTime() - b.start.getTime())
}

/** Names slots for a sentence, notes them as offered, and cites the calendar. `where` is set where they share a day. */
export function present(
  session: Session,
  booking: Booking,
  service: Service,
  slots: Slot[],
): { times: string[]; where: string } {
  booking.offered = slots.map((s) => s.start.toISOString())
  const days = new Set(slots.map((s) => dayOf(session, s.start)))
  const [first] = slots
  const oneDay = first !== undefined && days.size === 1
  const times = slots.map((s) =>
    oneDay ? formatTime(s.start, session.place) : formatShortMoment(s.start, session.place),
  )
  for (const slot of slots) citeSlot(session, service, slot.start)
  const where = oneDay
    ? ` on ${session.brief ? formatShortDate(first.start, session.place) : formatDay(Temporal.PlainDate.from(dayOf(session, first.start)), session.place)}`
    : ''
  return { times, where }
}

export function citeSlot(session: Session, service: Service, start: Date): void {
  cite(session, {
    kind: 'calendar',
    id: service.id,
    title: 'Calendar',
    quote: `Free for ${service.name}: ${formatShortDate(start, session.place)} at ${formatTime(start, session.place)}${theirTime(session, start)}`,
  })
}

/** The customer's own time, where they are elsewhere. */
function theirTime(session: Session, start: Date): string {
  const whole = sayMoment(session, start)
  const here = formatMoment(start, session.place)
  return whole.slice(here.length)
}
