// When does the customer mean? Days and times together, in the business's own zone.
import { Temporal } from 'temporal-polyfill'
import { type Hours, intervalsOn } from '#domain/hours.ts'
import { type DayRange, readDays } from './day.ts'
import { readTime, type TimeWish } from './time.ts'

export type When = {
  days: DayRange[]
  refusedDays: DayRange[]
  time: TimeWish | null
  refusedTime: TimeWish | null
  /** "as soon as possible", "the first free time". */
  soonest: boolean
  /** "right now", "today?", a question about this moment. */
  now: boolean
}

/** Countries that write the month first; everywhere else "5/12" is the fifth of December. */
const MONTH_FIRST = new Set(['US', 'PH', 'CA', 'BZ', 'PW', 'FM', 'MH'])

const SOONEST =
  /\b(?:as soon as (?:possible|you can)|asap|soonest|(?:first|next|earliest|soonest) (?:available|free|open|possible|time|slot|opening|appointment)|earliest|any ?time(?: is fine| works)?$|whenever|no preference|(?:doesn'?t|does not) matter)\b/i

/** Reads days and time out of a text. With `bare`, a lone number is a time. Pure: `now` is given. */
export function readWhen(
  text: string,
  of: { now: Date; hours: Hours; country: string; bare?: boolean },
): When {
  const zone = of.hours.timeZone
  const wall = Temporal.Instant.fromEpochMilliseconds(of.now.getTime()).toZonedDateTimeISO(zone)
  const timeRead = readTime(text, of.bare)
  let { days, refused } = readDays(timeRead.rest, wall.toPlainDateTime(), !MONTH_FIRST.has(of.country))
  let time = timeRead.time
  if (timeRead.inMinutes !== null) {
    const then = wall.add({ minutes: timeRead.inMinutes })
    const minutes = then.hour * 60 + then.minute
    time = { from: minutes, to: 24 * 60, exact: false, loose: false }
    days = [{ from: then.toPlainDate(), to: then.toPlainDate() }]
  }
  if (time?.exact && !time.loose && timeRead.zone && timeRead.zone !== zone) {
    const day = days[0]?.from ?? wall.toPlainDate()
    const there = day
      .toPlainDateTime({ hour: Math.floor(time.from / 60) % 24, minute: time.from % 60 })
      .toZonedDateTime(timeRead.zone)
    const here = there.withTimeZone(zone)
    const minutes = here.hour * 60 + here.minute
    time = { from: minutes, to: minutes, exact: true, loose: false }
    if (days.length === 1) days = [{ from: here.toPlainDate(), to: here.toPlainDate() }]
  }
  return {
    days,
    refusedDays: refused,
    time,
    refusedTime: timeRead.refused,
    soonest: SOONEST.test(text.replace(/[’‘]/g, "'").trim()),
    now: /\b(?:right now|now|at the moment|currently)\b/i.test(text),
  }
}

/** Does the text say anything about when? */
export function saysWhen(when: When): boolean {
  return (
    when.days.length > 0 ||
    when.time !== null ||
    when.soonest ||
    when.refusedDays.length > 0 ||
    when.refusedTime !== null
  )
}

/**
 * Settles "at 3" by the opening hours of a day: the reading inside them wins; where both or neither lie inside, the one
 * of the working day (7 to 18 o'clock). Wishes that said am or pm come back as they are.
 */
export function settleTime(time: TimeWish, hours: Hours, day: Temporal.PlainDate | null): TimeWish {
  if (!time.loose) return time
  const intervals = day ? intervalsOn(hours, day).intervals : Object.values(hours.week).flat()
  const isOpen = (minutes: number) =>
    intervals.some((i) => minutesOf(i.opens) <= minutes && minutes < minutesOf(i.closes))
  const settle = (minutes: number) => {
    if (minutes < 60 || minutes >= 13 * 60) return minutes
    const am = minutes >= 12 * 60 ? minutes - 12 * 60 : minutes
    const pm = am + 12 * 60
    if (isOpen(am) !== isOpen(pm)) return isOpen(am) ? am : pm
    return am >= 7 * 60 ? am : pm
  }
  if (time.exact) return { ...time, from: settle(time.from), to: settle(time.to), loose: false }
  const from = time.from === 0 ? 0 : settle(time.from)
  let to = time.to === 24 * 60 ? time.to : settle(time.to)
  if (to <= from && to + 12 * 60 <= 24 * 60) to += 12 * 60
  return { from, to, exact: false, loose: false }
}

function minutesOf(time: string): number {
  const [hour = '0', minute = '0'] = time.split(':')
  return Number(hour) * 60 + Number(minute)
}
