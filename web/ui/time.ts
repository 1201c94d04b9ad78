// Times as a person reads them, in the browser's language and zone (or a zone that is named). Only Intl.

const formats = new Map<string, Intl.DateTimeFormat>()
function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options)
  let known = formats.get(key)
  if (!known) {
    known = new Intl.DateTimeFormat(undefined, options)
    formats.set(key, known)
  }
  return known
}

const DAY = 86_400_000
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto', style: 'narrow' })
const relativeLong = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' })

/** A day of the calendar as a number that grows by one a day, in a zone. */
function dayNumber(at: Date, timeZone?: string): number {
  const parts = format({ year: 'numeric', month: 'numeric', day: 'numeric', ...(timeZone && { timeZone }) })
    .formatToParts(at)
    .reduce<Record<string, number>>(
      (all, p) => (p.type === 'literal' ? all : { ...all, [p.type]: Number(p.value) }),
      {},
    )
  return Math.floor(Date.UTC(parts.year ?? 0, (parts.month ?? 1) - 1, parts.day ?? 1) / DAY)
}

/** For a list: "now", "5m ago", "14:32", "Yesterday", "Tue", "3 Nov", "3 Nov 2025". */
export function listTime(iso: string, now: Date): string {
  const at = new Date(iso)
  const minutes = Math.floor((now.getTime() - at.getTime()) / 60_000)
  if (minutes < 1) return 'now'
  if (minutes < 60) return relative.format(-minutes, 'minute')
  const days = dayNumber(now) - dayNumber(at)
  if (days === 0) return clockTime(iso)
  if (days === 1) return capitalise(relativeLong.format(-1, 'day'))
  if (days < 7) return format({ weekday: 'short' }).format(at)
  if (at.getFullYear() === now.getFullYear()) return format({ day: 'numeric', month: 'short' }).format(at)
  return format({ day: 'numeric', month: 'short', year: 'numeric' }).format(at)
}

export function clockTime(iso: string, timeZone?: string): string {
  return format({ hour: 'numeric', minute: '2-digit', ...(timeZone && { timeZone }) }).format(new Date(iso))
}

/** For something to come: "at 18:00", "tomorrow at 18:00", "Tue at 18:00". */
export function whenShort(iso: string, now: Date): string {
  const days = dayNumber(new Date(iso)) - dayNumber(now)
  const time = `at ${clockTime(iso)}`
  if (days <= 0) return time
  if (days === 1) return `${relativeLong.format(1, 'day')} ${time}`
  const day = format(days < 7 ? { weekday: 'short' } : { day: 'numeric', month: 'short' })
  return `${day.format(new Date(iso))} ${time}`
}

/** For a separator: "Today", "Yesterday", "Tuesday, 3 November". */
export function dayLabel(iso: string, now: Date, timeZone?: string): string {
  const at = new Date(iso)
  const days = dayNumber(now, timeZone) - dayNumber(at, timeZone)
  if (Math.abs(days) <= 1) return capitalise(relativeLong.format(-days, 'day'))
  return format({
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(at.getFullYear() !== now.getFullYear() && { year: 'numeric' }),
    ...(timeZone && { timeZone }),
  }).format(at)
}

/** One key per day, for grouping. */
export function dayKey(iso: string, timeZone?: string): number {
  return dayNumber(new Date(iso), timeZone)
}

/** Everything, for a tooltip: "Tuesday, 3 November 2026 at 14:32". */
export function fullTime(iso: string, timeZone?: string): string {
  return format({ dateStyle: 'full', timeStyle: 'short', ...(timeZone && { timeZone }) }).format(
    new Date(iso),
  )
}
export function shortDate(iso: string, timeZone?: string): string {
  return format({ weekday: 'short', day: 'numeric', month: 'short', ...(timeZone && { timeZone }) }).format(
    new Date(iso),
  )
}
export function mediumDate(iso: string): string {
  return format({ dateStyle: 'medium' }).format(new Date(iso))
}

/** "3 minutes ago", "yesterday", "2 weeks ago". */
export function agoLong(iso: string, now: Date): string {
  const seconds = (Date.parse(iso) - now.getTime()) / 1000
  const steps: [Intl.RelativeTimeFormatUnit, number][] = [
    ['year', 31_557_600],
    ['month', 2_629_800],
    ['week', 604_800],
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
  ]
  for (const [unit, length] of steps)
    if (Math.abs(seconds) >= length) return relativeLong.format(Math.round(seconds / length), unit)
  return 'just now'
}

function capitalise(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1)
}
