// Moments as they travel between a model and us: in words for the customer, and in a form that comes back unharmed.
import { Temporal } from 'temporal-polyfill'
import { formatMoment, placeOf, zonedOf } from '#ai/format.ts'
import type { DeskContext } from '#domain/desk.ts'

/** "Tuesday, March 3, 2026 at 10:00 AM (EST)" */
export function sayMoment(at: Date, context: DeskContext): string {
  return formatMoment(at, placeOf(context))
}

/** "2026-03-03T10:00-05:00", minutes only. */
export function writeMoment(at: Date, zone: string): string {
  const zoned = zonedOf(at, zone)
  return `${zoned.toPlainDateTime().toString({ smallestUnit: 'minute' })}${zoned.offset}`
}

/** Reads that form; without an offset the business's zone holds. Null where it is no moment. */
export function readMoment(text: string, zone: string): Date | null {
  try {
    if (/(?:Z|[+-]\d\d:?\d\d)$/.test(text)) return new Date(Temporal.Instant.from(text).epochMilliseconds)
    return new Date(Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds)
  } catch {
    return null
  }
}
