// Days and times in the visitor's own zone and the inbox's language. `now` is always given, so that tests hold still.

export type Calendar = {
  /** "Today", "Yesterday", "Tuesday" within a week, else the date. */
  day(at: Date, now: Date): string
  time(at: Date): string
  /** Day and time in full, for a tooltip and for screen readers. */
  full(at: Date): string
  sameDay(one: Date, other: Date): boolean
}

/** A calendar for a BCP 47 tag; a tag that no browser knows falls back to the browser's own language. */
export function calendarFor(locale: string, timeZone?: string): Calendar {
  const tag = known(locale)
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(tag, { ...options, timeZone })
  const time = format({ hour: 'numeric', minute: '2-digit' })
  const full = format({ dateStyle: 'full', timeStyle: 'short' })
  const weekday = format({ weekday: 'long' })
  const date = format({ weekday: 'short', day: 'numeric', month: 'long' })
  const dateAndYear = format({ day: 'numeric', month: 'long', year: 'numeric' })
  const relative = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' })
  // en-CA writes yyyy-mm-dd, which compares and subtracts without thinking about hours or summer time.
  const key = new Intl.DateTimeFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    timeZone,
  })
  const daysBetween = (one: Date, other: Date) =>
    Math.round((Date.parse(key.format(one)) - Date.parse(key.format(other))) / 86_400_000)

  return {
    day(at, now) {
      const ago = daysBetween(now, at)
      if (ago === 0 || ago === 1) return capitalise(relative.format(-ago, 'day'), tag)
      if (ago > 1 && ago < 7) return capitalise(weekday.format(at), tag)
      return (key.format(at).slice(0, 4) === key.format(now).slice(0, 4) ? date : dateAndYear).format(at)
    },
    time: (at) => time.format(at),
    full: (at) => full.format(at),
    sameDay: (one, other) => key.format(one) === key.format(other),
  }
}

/** Writing direction of a language, for browsers with and without Intl's text information. */
export function directionOf(locale: string): 'ltr' | 'rtl' {
  return /^(ar|dv|fa|he|iw|ku|ps|sd|ug|ur|yi)\b/i.test(locale) ? 'rtl' : 'ltr'
}

function known(locale: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(locale)[0]
  } catch {
    return undefined
  }
}

function capitalise(text: string, locale: string | undefined): string {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1)
}
