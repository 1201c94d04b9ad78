// Editing of opening hours. Pure: the form's clicks as functions on the value.
import type { Hours, Interval, Weekday } from '#domain/hours.ts'

export const weekdayNames: Record<Weekday, string> = {
  monday: 'Monday',
  tuesday: 'Tuesday',
  wednesday: 'Wednesday',
  thursday: 'Thursday',
  friday: 'Friday',
  saturday: 'Saturday',
  sunday: 'Sunday',
}
export const weekdayList = Object.keys(weekdayNames) as Weekday[]

const USUAL: Interval = { opens: '09:00', closes: '17:00' }

/** A further span for a day: after the last one where the day still has room. */
export function addInterval(intervals: Interval[]): Interval[] {
  const last = intervals.at(-1)
  if (!last) return [USUAL]
  const from = Math.min(minutes(last.closes) + 60, 23 * 60)
  if (from <= minutes(last.closes)) return intervals
  return [...intervals, { opens: clock(from), closes: clock(Math.min(from + 240, 24 * 60 - 1)) }]
}

/** What is wrong with a day's spans, in words; null where nothing is. */
export function checkDay(intervals: Interval[]): string | null {
  for (const { opens, closes } of intervals) {
    if (!opens || !closes) return 'Fill in both times'
    if (opens >= closes) return 'It must close after it opens'
  }
  const sorted = [...intervals].sort((a, b) => a.opens.localeCompare(b.opens))
  for (let i = 1; i < sorted.length; i++) {
    const before = sorted[i - 1]
    const next = sorted[i]
    if (before && next && next.opens < before.closes) return 'These times overlap'
  }
  return null
}

/** The first thing that is wrong with the whole form, or null. */
export function checkHours(hours: Hours): string | null {
  for (const day of weekdayList) {
    const problem = checkDay(hours.week[day])
    if (problem) return `${weekdayNames[day]}: ${problem}`
  }
  const seen = new Set<string>()
  for (const holiday of hours.holidays) {
    if (!holiday.date) return 'A holiday needs a date'
    if (seen.has(holiday.date)) return `${holiday.date} stands twice`
    seen.add(holiday.date)
    const problem = checkDay(holiday.intervals)
    if (problem) return `${holiday.name || holiday.date}: ${problem}`
  }
  return null
}

/** Hours as the server keeps them: spans and holidays in order. */
export function tidyHours(hours: Hours): Hours {
  const sorted = (intervals: Interval[]): Interval[] =>
    [...intervals].sort((a, b) => a.opens.localeCompare(b.opens))
  const week = { ...hours.week }
  for (const day of weekdayList) week[day] = sorted(week[day])
  return {
    ...hours,
    week,
    holidays: hours.holidays
      .map((h) => ({ ...h, name: h.name.trim(), intervals: sorted(h.intervals) }))
      .sort((a, b) => a.date.localeCompare(b.date)),
  }
}

/** How long a week is, for the line under the grid: "42 h 30 min". */
export function weekLength(hours: Hours): string {
  const total = weekdayList
    .flatMap((day) => hours.week[day])
    .reduce((sum, { opens, closes }) => sum + Math.max(0, minutes(closes) - minutes(opens)), 0)
  const rest = total % 60
  return `${Math.floor(total / 60)} h${rest ? ` ${rest} min` : ''}`
}

function minutes(time: string): number {
  const [h = 0, m = 0] = time.split(':').map(Number)
  return h * 60 + m
}
function clock(total: number): string {
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`
}
