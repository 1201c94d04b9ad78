// The monthly SMS allowance: counted by outgoing message, in the business's own month.
import { Temporal } from 'temporal-polyfill'

/** The month that a moment belongs to in a zone, as YYYY-MM: the key under which usage is counted. */
export function monthOf(now: Date, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toPlainYearMonth()
    .toString()
}

/** When the next month begins in that zone. */
export function nextMonthAt(now: Date, timeZone: string): Date {
  const start = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .with({ day: 1 })
    .startOfDay()
    .add({ months: 1 })
  return new Date(start.epochMilliseconds)
}

/** When the month of a moment began in that zone. */
export function monthStart(now: Date, timeZone: string): Date {
  const start = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .with({ day: 1 })
    .startOfDay()
  return new Date(start.epochMilliseconds)
}
