// Times of the day that come again: rest at night, somebody's hours on call. Pure; in the business's time zone.
import { Temporal } from 'temporal-polyfill'
import type { DayTime, OnCall } from './handover-settings.ts'
import { type Hours, openState, spansOn, weekdays } from './hours.ts'

const zoned = (at: Date, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone)
const clockOf = (t: Temporal.ZonedDateTime) => t.toPlainTime().toString().slice(0, 5)

/** Is it that time of the day? `from` is in it, `to` is not. */
export function isWithin(time: DayTime, at: Date, zone: string): boolean {
  const now = clockOf(zoned(at, zone))
  return time.from <= time.to ? now >= time.from && now < time.to : now >= time.from || now < time.to
}

/** Is somebody on call? Hours over midnight belong to the day on which they began. */
export function isOnCall(onCall: OnCall | null, at: Date, zone: string): boolean {
  if (!onCall) return true
  const now = zoned(at, zone)
  const clock = clockOf(now)
  const has = (day: Temporal.ZonedDateTime) => onCall.days.includes(weekdays[day.dayOfWeek - 1] ?? 'monday')
  if (onCall.from <= onCall.to) return has(now) && clock >= onCall.from && clock < onCall.to
  return (has(now) && clock >= onCall.from) || (has(now.subtract({ days: 1 })) && clock < onCall.to)
}

/** When the business closes next, after `at`; null where it never opens within 60 days. */
export function nextClosing(hours: Hours, at: Date): Date | null {
  const state = openState(hours, at)
  if (state.open || !state.changesAt) return state.changesAt
  return openState(hours, state.changesAt).changesAt
}

/** Minutes of opening hours between two moments. */
export function openMinutes(hours: Hours, from: Date, to: Date): number {
  const last = zoned(to, hours.timeZone).toPlainDate()
  let total = 0
  // A customer who waits longer than that is no question of minutes any more.
  for (let day = zoned(from, hours.timeZone).toPlainDate(), n = 0; n < 30; day = day.add({ days: 1 }), n++) {
    if (Temporal.PlainDate.compare(day, last) > 0) break
    for (const { start, end } of spansOn(hours, day))
      total += Math.max(0, Math.min(end.getTime(), to.getTime()) - Math.max(start.getTime(), from.getTime()))
  }
  return Math.floor(total / 60_000)
}
