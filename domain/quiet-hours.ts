// When a message may next leave: hours allowed at the recipient's place (at all of them, where several are possible) and
// what the contact asked for. Pure; Temporal does the calendar, so that nights with a clock change come out right.
import { Temporal } from 'temporal-polyfill'
import type { DoNotDisturb } from './do-not-disturb.ts'
import { isHoliday } from './holidays.ts'
import { findRule, type QuietRule } from './quiet-rules.ts'
import type { Place } from './recipient-place.ts'

/** From a moment to the first one, at or after it, that is allowed; null where none is within the horizon. */
export type Constraint = (from: Date) => Date | null

/** So many days are looked ahead: longer than any run of holidays. */
const HORIZON_DAYS = 21
/** Each turn moves at least one of the places to another of its spans. */
const MAX_TURNS = 200

export type QuietState = {
  allowed: boolean
  /** The next allowed moment: now, where it is allowed; null where there is none in sight. */
  next: Date | null
  /** The rules that hold at the place, the first one that forbids now in front. */
  rules: QuietRule[]
  /** The recipient's clock, for reading: "Fri 22:41". */
  clock: string
  zone: string
}

/** What the law of a place says of a moment. */
export function quietState(table: readonly QuietRule[], place: Place, now: Date): QuietState {
  const spots = place.spots.map(({ zone, region }) => {
    const rule = findRule(table, region)
    return { zone, rule, constraint: hoursOf(rule, zone) }
  })
  const next = nextAllowed(
    spots.map((spot) => spot.constraint),
    now,
  )
  const forbidding = spots.find((spot) => spot.constraint(now)?.getTime() !== now.getTime())
  const shown = forbidding ?? spots[0]
  const rules = [...new Set([...(forbidding ? [forbidding.rule] : []), ...spots.map((spot) => spot.rule)])]
  return {
    allowed: forbidding === undefined,
    next,
    rules,
    zone: shown?.zone ?? 'UTC',
    clock: clockIn(shown?.zone ?? 'UTC', now),
  }
}

/** The first moment at or after `from` that all allow. */
export function nextAllowed(constraints: readonly Constraint[], from: Date): Date | null {
  let at = from
  for (let turn = 0; turn < MAX_TURNS; turn++) {
    let moved = false
    for (const constraint of constraints) {
      const next = constraint(at)
      if (next === null) return null
      if (next > at) {
        at = next
        moved = true
      }
    }
    if (!moved) return at
  }
  return null
}

/** The hours of a rule, by the clock of a zone. */
export function hoursOf(rule: QuietRule, zone: string): Constraint {
  return (from) => {
    const today = dayIn(zone, from)
    for (let day = today; day <= today + HORIZON_DAYS; day++) {
      const span = rule.week[weekdayOf(day) - 1]
      if (!span || (rule.holidays.length > 0 && isHoliday(dateOf(day), rule.holidays))) continue
      const end = momentOf(day, span.to, zone)
      if (end <= from) continue
      const start = momentOf(day, span.from, zone)
      return start > from ? start : from
    }
    return null
  }
}

/** What the contact asked for: not before a moment, and not outside of hours of their own. */
export function disturbanceOf(wish: DoNotDisturb, zone: string): Constraint {
  return (from) => {
    const until = wish.until ? new Date(wish.until) : null
    const first = until && until > from ? until : from
    if (!wish.notBefore && !wish.notAfter && !wish.days) return first
    const today = dayIn(zone, first)
    for (let day = today; day <= today + HORIZON_DAYS; day++) {
      if (wish.days && !wish.days.includes(weekdayOf(day))) continue
      const end = momentOf(day, wish.notAfter ?? '24:00', zone)
      if (end <= first) continue
      const start = momentOf(day, wish.notBefore ?? '00:00', zone)
      return start > first ? start : first
    }
    return null
  }
}

/** Calendars are slow and the gate is asked for each message: what was worked out once is kept for a while. */
function kept<Value>(limit: number): (key: string, make: () => Value) => Value {
  const known = new Map<string, Value>()
  return (key, make) => {
    const before = known.get(key)
    if (before !== undefined) return before
    const value = make()
    if (known.size >= limit) known.clear()
    known.set(key, value)
    return value
  }
}
const dates = kept<Temporal.PlainDate>(2_000)
const offsets = kept<number>(10_000)
const moments = kept<number>(5_000)
/** No clock stands at anything finer than a quarter of an hour from the others, so a day begins at one. */
const QUARTER_MS = 15 * 60_000

const DAY_MS = 86_400_000

/** The day it is there, as a number: days since the first of 1970. */
const dayIn = (zone: string, at: Date) => Math.floor((at.getTime() + offsetIn(zone, at)) / DAY_MS)
const dateOf = (day: number) => dates(`${day}`, () => FIRST.add({ days: day }))
const FIRST = Temporal.PlainDate.from('1970-01-01')
/** 1 is Monday; the first of 1970 was a Thursday. */
const weekdayOf = (day: number) => ((((day + 3) % 7) + 7) % 7) + 1

/** How far a zone's clock is from UTC; it changes at a quarter of an hour too. */
function offsetIn(zone: string, at: Date): number {
  const quarter = Math.floor(at.getTime() / QUARTER_MS) * QUARTER_MS
  return offsets(
    `${zone} ${quarter}`,
    () =>
      Temporal.Instant.fromEpochMilliseconds(quarter).toZonedDateTimeISO(zone).offsetNanoseconds / 1_000_000,
  )
}

/** A time that a clock change skips moves forward by the gap; of one that comes twice, the first counts. */
function momentOf(day: number, time: string, zone: string): Date {
  return new Date(
    moments(
      `${zone} ${day} ${time}`,
      () =>
        dateOf(time === '24:00' ? day + 1 : day)
          .toPlainDateTime(time === '24:00' ? '00:00' : time)
          .toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds,
    ),
  )
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
/** "Fri 22:41", by the clock of a zone. */
export function clockIn(zone: string, at: Date): string {
  const local = new Date(at.getTime() + offsetIn(zone, at))
  return `${weekdays[(local.getUTCDay() + 6) % 7]} ${local.toISOString().slice(11, 16)}`
}

/** "New York" for America/New_York. */
export function cityOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
}
