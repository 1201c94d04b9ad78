// Moments as they travel between a model and us: in words for the customer, and in a form that comes back unharmed.
import { Temporal } from 'temporal-polyfill'
import { formatBothZones, placeOf, zonedOf } from '#ai/format.ts'
import type { Slot } from '#domain/booking.ts'
import type { DeskContext } from '#domain/desk.ts'

/** "Tuesday, March 3, 2026 at 10:00 AM (EST)"; where the customer is elsewhere, with their own time after it. */
export function sayMoment(at: Date, context: DeskContext): string {
  return formatBothZones(at, placeOf(context), context.contact.timeZone ?? null)
}

/** A free time as a model reads it: to say, to send back, and with whom. */
export function sayFree(slot: Slot, context: DeskContext) {
  return {
    start: writeMoment(slot.start, context.hours.timeZone),
    words: sayMoment(slot.start, context),
    ...(slot.staff && slot.staff.length > 0 && { with: slot.staff.map((s) => s.name) }),
  }
}

/** "2026-03-03T10:00-05:00", minutes only. */
export function writeMoment(at: Date, zone: string): string {
  const zoned = zonedOf(at, zone)
  return `${zoned.toPlainDateTime().toString({ smallestUnit: 'minute' })}${zoned.offset}`
}

/**
 * Reads that form; without an offset the business's zone holds. Null where it is no moment, and where the clocks skip
 * it: nobody can come at half past two on the night without one.
 */
export function readMoment(text: string, zone: string): Date | null {
  try {
    if (/(?:Z|[+-]\d\d:?\d\d)$/.test(text)) return new Date(Temporal.Instant.from(text).epochMilliseconds)
    const plain = Temporal.PlainDateTime.from(text)
    const zoned = plain.toZonedDateTime(zone)
    return zoned.toPlainDateTime().equals(plain) ? new Date(zoned.epochMilliseconds) : null
  } catch {
    return null
  }
}
