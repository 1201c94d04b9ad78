// What the list says of somebody who is booked. Pure.
import type { DayOff } from '#domain/calendar.ts'
import type { Hours, Weekday } from '#domain/hours.ts'

const short: Record<Weekday, string> = {
  monday: 'Mon',
  tuesday: 'Tue',
  wednesday: 'Wed',
  thursday: 'Thu',
  friday: 'Fri',
  saturday: 'Sat',
  sunday: 'Sun',
}

/** "Haircut, Color and 2 more"; what follows where nothing is ticked is said, too. */
export function describeServices(ids: string[], services: { id: string; name: string }[]): string {
  const names = services.filter((s) => ids.includes(s.id)).map((s) => s.name)
  if (names.length === 0) return 'Performs no service yet, so nothing is booked here'
  if (names.length === services.length && names.length > 2) return 'Performs every service'
  return names.length > 3 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more` : names.join(', ')
}

/** "In the opening hours", "Mon, Tue, Fri 09:00 to 17:00". */
export function describeHours(week: Hours['week'] | null): string {
  if (!week) return 'In the opening hours'
  const groups = new Map<string, string[]>()
  for (const [day, intervals] of Object.entries(week) as [Weekday, Hours['week'][Weekday]][]) {
    if (intervals.length === 0) continue
    const text = intervals.map((i) => `${i.opens} to ${i.closes}`).join(', ')
    groups.set(text, [...(groups.get(text) ?? []), short[day]])
  }
  if (groups.size === 0) return 'Has no hours, so nothing is booked here'
  return [...groups].map(([text, days]) => `${days.join(', ')} ${text}`).join('; ')
}

/** The absence that is on, or comes next; null where there is none. */
export function nextAway(daysOff: DayOff[], today: string): string | null {
  const [next] = daysOff.filter((d) => d.to >= today).sort((a, b) => a.from.localeCompare(b.from))
  if (!next) return null
  const day = (date: string) =>
    new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
      new Date(`${date}T00:00:00Z`),
    )
  if (next.from <= today) return `Away until ${day(next.to)}`
  return next.from === next.to ? `Away ${day(next.from)}` : `Away ${day(next.from)} to ${day(next.to)}`
}
