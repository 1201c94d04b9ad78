// The oracle's clocks: hours from UTC and the two moments at which summer time begins and ends, nothing of the product's.
import type { DoNotDisturb } from '#domain/do-not-disturb.ts'
import type { Clock } from './places.ts'

const HOUR_MS = 3_600_000

function localOf({ offset, summer }: Clock, at: number): { day: number; minute: number } {
  const ahead = offset + (at >= summer[0] && at < summer[1] ? 1 : 0)
  const local = new Date(at + ahead * HOUR_MS)
  return { day: local.getUTCDay(), minute: local.getUTCHours() * 60 + local.getUTCMinutes() }
}

export function isNight(clock: Clock, at: number): boolean {
  const { day, minute } = localOf(clock, at)
  const hours = clock.days[day]
  return !hours || minute < hours[0] * 60 || minute >= hours[1] * 60
}

export function isDisturbing(wish: DoNotDisturb, clock: Clock, at: number): boolean {
  const { day, minute } = localOf(clock, at)
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  return (
    (wish.until !== undefined && at < Date.parse(wish.until)) ||
    (wish.notBefore !== undefined && minute < minutes(wish.notBefore)) ||
    (wish.notAfter !== undefined && minute >= minutes(wish.notAfter)) ||
    (wish.days !== undefined && !wish.days.includes(day === 0 ? 7 : day))
  )
}
