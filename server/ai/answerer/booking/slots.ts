// From a wish ("Tuesday afternoon") to free times, and which of them to offer.
import { Temporal } from 'temporal-polyfill'
import type { Desk } from '#ai/answerer/desk.ts'
import { settleTime, type When } from '#ai/answerer/read/when.ts'
import type { Wish } from '#ai/answerer/state.ts'
import { zonedOf } from '#ai/format.ts'
import type { Slot } from '#domain/booking.ts'
import { intervalsOn } from '#domain/hours.ts'

/** How far ahead times are looked for where no day was named, and after a day that has none. */
export const LOOK_AHEAD_DAYS = 14
/** Two weeks of half hours around the clock: a bound, not a page. */
const MAX_SLOTS = 700
const MAX_DAYS = 31

type PlainDate = Temporal.PlainDate
const compare = Temporal.PlainDate.compare

export function wishOf(when: When): Wish {
  return {
    days: when.days.slice(0, 7).map(({ from, to }) => ({ from: from.toString(), to: to.toString() })),
    time: when.time,
  }
}

export function rangesOf(wish: Wish): { from: PlainDate; to: PlainDate }[] {
  return wish.days.map(({ from, to }) => ({
    from: Temporal.PlainDate.from(from),
    to: Temporal.PlainDate.from(to),
  }))
}

export async function freeSlots(
  desk: Desk,
  serviceId: string,
  from: PlainDate,
  to: PlainDate,
): Promise<Slot[]> {
  const first = compare(from, desk.today) < 0 ? desk.today : from
  if (compare(to, first) < 0) return []
  const days = Math.min(MAX_DAYS, first.until(to, { largestUnit: 'day' }).days + 1)
  return desk.ports.findSlots({ serviceId, from: first.toString(), days, limit: MAX_SLOTS })
}

export function dayOf(desk: Desk, start: Date): PlainDate {
  return zonedOf(start, desk.place.zone).toPlainDate()
}

/** Minutes after midnight, on the business's clock. */
export function minutesOf(desk: Desk, start: Date): number {
  const at = zonedOf(start, desk.place.zone)
  return at.hour * 60 + at.minute
}

/** Does a start time fit the time wished for? "At 3" is settled by the hours of that day. */
export function fitsTime(desk: Desk, start: Date, time: Wish['time']): boolean {
  if (!time) return true
  const settled = settleTime(time, desk.context.hours, dayOf(desk, start))
  const minutes = minutesOf(desk, start)
  return settled.exact
    ? minutes === settled.from
    : minutes >= settled.from && minutes < Math.max(settled.to, settled.from + 1)
}

export type WishResult = {
  /** Free and as wished. */
  fitting: Slot[]
  /** What comes nearest where nothing fits, best first. */
  others: Slot[]
  /** Why nothing fits. */
  why: 'past' | 'closed' | 'closed_then' | 'full' | 'not_free' | 'too_far' | null
  /** The day that the reason speaks of. */
  day: PlainDate | null
}

/** What is free for a wish, and if nothing is, why, and what comes nearest. */
export async function findForWish(desk: Desk, serviceId: string, wish: Wish): Promise<WishResult> {
  const ahead = { from: desk.today, to: desk.today.add({ days: LOOK_AHEAD_DAYS - 1 }) }
  const ranges = wish.days.length > 0 ? rangesOf(wish) : [ahead]
  const found = distinct(
    (await Promise.all(ranges.map(({ from, to }) => freeSlots(desk, serviceId, from, to)))).flat(),
  )
  const fitting = found.filter((slot) => fitsTime(desk, slot.start, wish.time))
  if (fitting.length > 0) return { fitting, others: [], why: null, day: null }
  const day = ranges[0]?.from ?? desk.today
  const last = ranges.reduce((max, r) => (compare(r.to, max) > 0 ? r.to : max), day)
  const later =
    found.length > 0
      ? found
      : await freeSlots(desk, serviceId, last.add({ days: 1 }), last.add({ days: LOOK_AHEAD_DAYS }))
  // Behind the last day that can be booked nothing is free; then what lies before it is worth offering.
  const others = later.length > 0 ? later : await freeSlots(desk, serviceId, ahead.from, ahead.to)
  const why = wish.days.length === 0 ? 'not_free' : reason(desk, wish, day, last, found.length > 0)
  return { fitting, others: nearest(desk, others, wish), why, day }
}

/** Days that were named twice ("Sunday, this week") give each time once, in order. */
function distinct(slots: Slot[]): Slot[] {
  return inOrder([...new Map(slots.map((slot) => [slot.start.getTime(), slot])).values()])
}

function reason(
  desk: Desk,
  wish: Wish,
  day: PlainDate,
  last: PlainDate,
  anyThatDay: boolean,
): WishResult['why'] {
  if (compare(last, desk.today) < 0) return 'past'
  const single = compare(day, last) === 0 && wish.days.length === 1
  const { intervals } = intervalsOn(desk.context.hours, day)
  if (single && intervals.length === 0) return 'closed'
  if (single && wish.time) {
    const time = settleTime(wish.time, desk.context.hours, day)
    if (day.equals(desk.today) && time.exact && time.from <= minutesOf(desk, desk.context.now)) return 'past'
    const open = intervals.some(
      (i) => clock(time.from) < i.closes && i.opens <= clock(Math.max(time.to, time.from)),
    )
    if (!open) return 'closed_then'
  }
  if (anyThatDay) return 'not_free'
  return compare(day, desk.today.add({ days: MAX_DAYS })) > 0 ? 'too_far' : 'full'
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/** The first day's times before later days', and of each day those nearest to the wished hour first. */
function nearest(desk: Desk, slots: Slot[], wish: Wish): Slot[] {
  const { time } = wish
  if (!time) return slots
  const placed = slots.map((slot) => {
    const day = dayOf(desk, slot.start)
    const settled = settleTime(time, desk.context.hours, day)
    const minutes = minutesOf(desk, slot.start)
    return {
      slot,
      day: day.toString(),
      distance: minutes < settled.from ? settled.from - minutes : Math.max(0, minutes - settled.to),
    }
  })
  const first = placed[0]?.day
  return placed
    .sort(
      (a, b) =>
        Number(a.day !== first) - Number(b.day !== first) ||
        a.distance - b.distance ||
        a.slot.start.getTime() - b.slot.start.getTime(),
    )
    .map((p) => p.slot)
}

/**
 * A few times worth offering, in order. Of one day they are spread over it; of several days, the first and a later one
 * of the first day and then the first of the next days, so that the customer sees a choice and not three half hours in
 * a row. `byNearness`: the slots come sorted by nearness to a wish, so the first ones are taken.
 */
export function pickOffer(desk: Desk, slots: Slot[], count: number, byNearness: boolean): Slot[] {
  if (slots.length <= count || byNearness) return inOrder(slots.slice(0, count))
  const byDay = new Map<string, Slot[]>()
  for (const slot of slots) {
    const day = dayOf(desk, slot.start).toString()
    const list = byDay.get(day)
    if (list) list.push(slot)
    else byDay.set(day, [slot])
  }
  const days = [...byDay.values()]
  if (days.length === 1) return spread(slots, count)
  const picked = days
    .slice(0, count)
    .flatMap((day, i) => (i === 0 && day.length > 2 ? spread(day, 3).slice(0, 2) : day.slice(0, 1)))
  return inOrder(picked.slice(0, count))
}

function spread(slots: Slot[], count: number): Slot[] {
  const step = (slots.length - 1) / (count - 1)
  return Array.from({ length: count }, (_, i) => slots[Math.round(i * step)]).filter(
    (s): s is Slot => s !== undefined,
  )
}

function inOrder(slots: Slot[]): Slot[] {
  return [...slots].sort((a, b) => a.start.getTime() - b.start.getTime())
}
