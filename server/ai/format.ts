// How moments, prices and hours are written to customers. One place, so that the guard can read back what was written.
import { Temporal } from 'temporal-polyfill'
import type { DeskContext } from '#domain/desk.ts'
import { type Hours, intervalsOn, type Weekday, weekdays } from '#domain/hours.ts'
import type { Service } from '#domain/knowledge.ts'

export type Place = { zone: string; locale: string; currency: string }

/** The business's zone, currency and way of writing dates. The words are English whatever the locale's language. */
export function placeOf(context: Pick<DeskContext, 'profile' | 'hours'>): Place {
  const { locale, country, currency } = context.profile
  return { zone: context.hours.timeZone, locale: englishOf(locale, country), currency }
}

function englishOf(locale: string, country: string): string {
  for (const candidate of [locale.toLowerCase().startsWith('en') ? locale : `en-${country}`, `en-${country}`])
    try {
      if (Intl.DateTimeFormat.supportedLocalesOf(candidate).length > 0) return candidate
    } catch {
      // Not a language tag at all: the next one.
    }
  return 'en-US'
}

// Making a formatter costs a hundred times what formatting does; there are as many as zones and styles in use.
const formatters = new Map<string, Intl.DateTimeFormat>()
const MAX_FORMATTERS = 500

function format(at: Date, place: Place, options: Intl.DateTimeFormatOptions, zone = place.zone): string {
  const key = `${place.locale}|${zone}|${JSON.stringify(options)}`
  let formatter = formatters.get(key)
  if (!formatter) {
    if (formatters.size >= MAX_FORMATTERS) formatters.clear()
    formatter = new Intl.DateTimeFormat(place.locale, { ...options, timeZone: zone })
    formatters.set(key, formatter)
  }
  // The narrow space before AM would turn a text message into UCS-2, which doubles its price.
  return formatter.format(at).replace(/[\u202f\u00a0]/g, ' ')
}

/** "10:00 AM" */
export function formatTime(at: Date, place: Place): string {
  return format(at, place, { hour: 'numeric', minute: '2-digit' })
}
/** "Tuesday, November 24, 2026" */
export function formatDate(at: Date, place: Place): string {
  return format(at, place, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
}
/** "Tue, Nov 24" */
export function formatShortDate(at: Date, place: Place): string {
  return format(at, place, { weekday: 'short', day: 'numeric', month: 'short' })
}
/** "EST" */
export function formatZone(at: Date, place: Place): string {
  const text = format(at, place, { timeZoneName: 'short', year: 'numeric' })
  return text.replace(/^\d+,?\s*/, '') || place.zone
}
/** "Tuesday, November 24, 2026 at 10:00 AM (EST)": weekday, date, time and zone, as a booking is confirmed. */
export function formatMoment(at: Date, place: Place): string {
  return `${formatDate(at, place)} at ${formatTime(at, place)} (${formatZone(at, place)})`
}
/**
 * The moment in the business's zone and, where the customer is in one whose clocks show something else then, in theirs:
 * "Tuesday, November 24, 2026 at 10:00 AM (EST), 7:00 AM (PST) your time".
 */
export function formatBothZones(at: Date, place: Place, customerZone: string | null): string {
  const here = formatMoment(at, place)
  if (!customerZone || zonedOf(at, customerZone).offset === zonedOf(at, place.zone).offset) return here
  const there = { ...place, zone: customerZone }
  const sameDay = zonedOf(at, customerZone).toPlainDate().equals(zonedOf(at, place.zone).toPlainDate())
  const day = sameDay ? '' : `${formatShortDate(at, there)} at `
  return `${here}, ${day}${formatTime(at, there)} (${formatZone(at, there)}) your time`
}
/** "Tue, Nov 24 at 10:00 AM" */
export function formatShortMoment(at: Date, place: Place): string {
  return `${formatShortDate(at, place)} at ${formatTime(at, place)}`
}

/** A calendar day in words: "Saturday, November 21". */
export function formatDay(day: Temporal.PlainDate, place: Place): string {
  const noon = new Date(Date.UTC(day.year, day.month - 1, day.day, 12))
  return format(noon, place, { weekday: 'long', day: 'numeric', month: 'long' }, 'UTC')
}

/** A time of day of the opening hours, "18:00", in the business's way: "6:00 PM". */
export function formatTimeOfDay(time: string, place: Place): string {
  if (time === '24:00') return 'midnight'
  const [hour = '0', minute = '0'] = time.split(':')
  const at = new Date(Date.UTC(2026, 0, 1, Number(hour), Number(minute)))
  return format(at, place, { hour: 'numeric', minute: '2-digit' }, 'UTC')
}

/** "$149", "$12.50" */
export function formatMoney(minor: number, place: Place): string {
  const options: Intl.NumberFormatOptions = {
    style: 'currency',
    currency: place.currency,
    trailingZeroDisplay: 'stripIfInteger',
  }
  const formatter = new Intl.NumberFormat(place.locale, options)
  const digits = formatter.resolvedOptions().maximumFractionDigits ?? 2
  return formatter.format(minor / 10 ** digits).replace(/[\u202f\u00a0]/g, ' ')
}

/** "$149", "from $120", "free", or null where the price is on request. */
export function formatPrice(service: Pick<Service, 'priceMinor' | 'priceKind'>, place: Place): string | null {
  if (service.priceMinor === null || service.priceKind === 'on_request') return null
  if (service.priceMinor === 0) return 'free'
  const money = formatMoney(service.priceMinor, place)
  return service.priceKind === 'from' ? `from ${money}` : money
}

/** "45 minutes", "1 hour", "1 hour 30 minutes" */
export function formatDuration(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  const words = [hours > 0 && `${hours} ${hours === 1 ? 'hour' : 'hours'}`, rest > 0 && `${rest} minutes`]
  return words.filter(Boolean).join(' ')
}

/** "8:00 AM to 6:00 PM", "9:00 AM to 12:00 PM and 2:00 PM to 5:00 PM"; empty where there are no intervals. */
export function formatIntervals(intervals: { opens: string; closes: string }[], place: Place): string {
  return intervals
    .map((i) =>
      i.opens === '00:00' && i.closes === '24:00'
        ? 'around the clock'
        : `${formatTimeOfDay(i.opens, place)} to ${formatTimeOfDay(i.closes, place)}`,
    )
    .join(' and ')
}

const dayNames: Record<Weekday, string> = {
  monday: 'Mon',
  tuesday: 'Tue',
  wednesday: 'Wed',
  thursday: 'Thu',
  friday: 'Fri',
  saturday: 'Sat',
  sunday: 'Sun',
}

/** The week in one line, equal days together: "Mon-Fri 8:00 AM to 6:00 PM, Sat 9:00 AM to 1:00 PM, Sun closed". */
export function formatWeek(hours: Hours, place: Place): string {
  const runs: { from: Weekday; to: Weekday; text: string }[] = []
  for (const day of weekdays) {
    const text = formatIntervals(hours.week[day], place) || 'closed'
    const last = runs.at(-1)
    if (last?.text === text) last.to = day
    else runs.push({ from: day, to: day, text })
  }
  return runs
    .map(
      (run) =>
        `${run.from === run.to ? dayNames[run.from] : `${dayNames[run.from]}-${dayNames[run.to]}`} ${run.text}`,
    )
    .join(', ')
}

export function todayIn(zone: string, now: Date): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).toPlainDate()
}

export function zonedOf(at: Date, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone)
}

export function hasHours(hours: Hours): boolean {
  return weekdays.some((day) => hours.week[day].length > 0)
}

/** Holidays from today on within so many days, in order. */
export function comingHolidays(
  hours: Hours,
  today: Temporal.PlainDate,
  days: number,
): { date: Temporal.PlainDate; name: string; text: string }[] {
  const last = today.add({ days })
  return hours.holidays
    .map((h) => ({ date: Temporal.PlainDate.from(h.date), name: h.name }))
    .filter(
      ({ date }) =>
        Temporal.PlainDate.compare(date, today) >= 0 && Temporal.PlainDate.compare(date, last) <= 0,
    )
    .sort((a, b) => Temporal.PlainDate.compare(a.date, b.date))
    .map((h) => ({
      ...h,
      text: intervalsOn(hours, h.date)
        .intervals.map((i) => `${i.opens}-${i.closes}`)
        .join(', '),
    }))
}
