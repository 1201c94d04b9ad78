// Opening hours with holidays, in the business's own time zone. Pure; Temporal does the calendar.
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'write a time as HH:MM')
const Interval = z
  .object({ opens: TimeOfDay, closes: TimeOfDay })
  .refine((i) => i.opens < i.closes, 'must close after it opens')
export type Interval = z.infer<typeof Interval>

export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const
export type Weekday = (typeof weekdays)[number]

const timeZone = z.string().refine((zone) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}, 'not a time zone of the IANA database, e.g. America/New_York')

export const Hours = z.object({
  timeZone,
  week: z.object({
    monday: z.array(Interval),
    tuesday: z.array(Interval),
    wednesday: z.array(Interval),
    thursday: z.array(Interval),
    friday: z.array(Interval),
    saturday: z.array(Interval),
    sunday: z.array(Interval),
  }),
  /** A holiday replaces the day's hours; no intervals means closed. */
  holidays: z.array(
    z.object({
      date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'write a date as YYYY-MM-DD'),
      name: z.string().max(80),
      intervals: z.array(Interval),
    }),
  ),
})
export type Hours = z.infer<typeof Hours>

export type OpenSpan = { start: Date; end: Date }

function zoned(at: Date, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone)
}

/** The intervals that hold on a day (holidays first), and the holiday's name if it is one. */
export function intervalsOn(
  hours: Hours,
  date: Temporal.PlainDate,
): { intervals: Interval[]; holiday: string | null } {
  const holiday = hours.holidays.find((h) => h.date === date.toString())
  if (holiday) return { intervals: holiday.intervals, holiday: holiday.name }
  return { intervals: hours.week[weekdays[date.dayOfWeek - 1] as Weekday], holiday: null }
}

/** The open spans of a day as moments. A time that a clock change skips moves forward by the gap. */
export function spansOn(hours: Hours, date: Temporal.PlainDate): OpenSpan[] {
  return intervalsOn(hours, date)
    .intervals.map(({ opens, closes }) => ({
      start: at(date, opens, hours.timeZone),
      end: at(date, closes, hours.timeZone),
    }))
    .sort((a, b) => a.start.getTime() - b.start.getTime())
}

function at(date: Temporal.PlainDate, time: string, zone: string): Date {
  const day = time === '24:00' ? date.add({ days: 1 }) : date
  const plain = day.toPlainDateTime(time === '24:00' ? '00:00' : time)
  return new Date(plain.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds)
}

export type OpenState = {
  open: boolean
  /** When it closes (open) or opens next (closed; null where nothing opens within 60 days). */
  changesAt: Date | null
  holiday: string | null
}

/** Is the business open at a moment, and when does that change? */
export function openState(hours: Hours, now: Date): OpenState {
  const today = zoned(now, hours.timeZone).toPlainDate()
  const { holiday } = intervalsOn(hours, today)
  for (let offset = 0; offset <= 60; offset++) {
    for (const span of spansOn(hours, today.add({ days: offset }))) {
      if (span.end <= now) continue
      if (span.start <= now) return { open: true, changesAt: span.end, holiday }
      return { open: false, changesAt: span.start, holiday }
    }
  }
  return { open: false, changesAt: null, holiday }
}
