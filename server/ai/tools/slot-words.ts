// A moment as the customer should read it, always with weekday, date and zone, and back from what a model writes.
import { Temporal } from 'temporal-polyfill'
import type { Profile } from '#domain/knowledge.ts'

type Place = { profile: Pick<Profile, 'locale'>; hours: { timeZone: string } }

function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(locale, options)
  } catch {
    // The profile's locale is free text; a typing error there must not silence the front desk.
    return new Intl.DateTimeFormat('en-US', options)
  }
}

/** "Tuesday, March 3, 2026 at 10:00 AM EST" */
export function sayMoment(at: Date, { profile, hours }: Place): string {
  return formatter(profile.locale, {
    timeZone: hours.timeZone,
    weekday: 'long',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  })
    .format(at)
    .replaceAll('\u202f', ' ')
}

/** "Tuesday, March 3" */
export function sayDay(date: Temporal.PlainDate, { profile }: Place): string {
  const at = new Date(date.toZonedDateTime({ timeZone: 'UTC', plainTime: '12:00' }).epochMilliseconds)
  return formatter(profile.locale, { timeZone: 'UTC', weekday: 'long', month: 'long', day: 'numeric' }).format(
    at,
  )
}

/** "10:00 AM" of a time of day such as "10:00"; midnight at the end of a day is said as midnight. */
export function sayTime(time: string, { profile }: Place): string {
  const at = new Date(`2026-01-01T${time === '24:00' ? '00:00' : time}:00Z`)
  return formatter(profile.locale, { timeZone: 'UTC', hour: 'numeric', minute: '2-digit' })
    .format(at)
    .replaceAll('\u202f', ' ')
}

/** The form in which slots travel to the model and back: "2026-03-03T10:00-05:00", minutes only. */
export function writeMoment(at: Date, zone: string): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone)
  return `${zoned.toPlainDateTime().toString({ smallestUnit: 'minute' })}${zoned.offset}`
}

/** Reads that form; without an offset the business's zone holds. Null where it is no moment. */
export function readMoment(text: string, zone: string): Date | null {
  try {
    if (/(?:Z|[+-]\d\d:?\d\d)$/.test(text))
      return new Date(Temporal.Instant.from(text).epochMilliseconds)
    return new Date(Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds)
  } catch {
    return null
  }
}

/** The local day of a moment. */
export function dayOf(at: Date, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate()
}
