// Times of tasks, in words and as choices. Pure.
import { clockTime, dayLabel, whenShort } from '#web/ui/time.ts'

const HOUR = 3_600_000

/** "Today at 15:00", "Overdue since yesterday, 15:00", "Fri at 18:00". */
export function sayDue(iso: string, now: Date): string {
  const at = Date.parse(iso)
  const day = dayLabel(iso, now)
  if (at <= now.getTime())
    return now.getTime() - at < 60_000
      ? 'Due now'
      : `Overdue since ${day === 'Today' ? '' : `${day}, `}${clockTime(iso)}`
  const when = whenShort(iso, now)
  return when.startsWith('at ') ? `Today ${when}` : when.charAt(0).toUpperCase() + when.slice(1)
}

export const inAnHour = (now: Date): string => new Date(now.getTime() + HOUR).toISOString()

export function nextMorning(now: Date): string {
  return morning(now, 1)
}

/** The Monday that comes. */
export function nextWeek(now: Date): string {
  return morning(now, (8 - now.getDay()) % 7 || 7)
}

function morning(now: Date, days: number): string {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 9).toISOString()
}

/** As a field of date and time wants it, in the browser's zone. */
export function inputOf(iso: string | null): string {
  if (!iso) return ''
  const at = new Date(iso)
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
