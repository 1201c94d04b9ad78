// When the owner is told that a limit comes near, and how long what is left will last.
export const WARN_AT = [80, 100] as const

/** The thresholds (in percent) that a message which added so much has crossed. */
export function crossed(used: number, added: number, limit: number | null): number[] {
  if (limit === null || limit === 0 || added <= 0) return []
  const reached = (amount: number, percent: number) => amount * 100 >= limit * percent
  return WARN_AT.filter((percent) => reached(used, percent) && !reached(used - added, percent))
}

export type Forecast = {
  /** What the month will have taken at its end, at the pace so far. */
  atEnd: number
  /** When the limit is reached at that pace; null where it is not within the month, or there is none. */
  fullAt: Date | null
}

/** By the pace of the month so far; the first day is no pace. */
export function forecast(
  used: number,
  limit: number | null,
  month: { start: Date; end: Date },
  now: Date,
): Forecast | null {
  const passed = now.getTime() - month.start.getTime()
  if (passed < 86_400_000 || used === 0) return null
  const perMs = used / passed
  const atEnd = Math.round(perMs * (month.end.getTime() - month.start.getTime()))
  if (limit === null || atEnd <= limit) return { atEnd, fullAt: null }
  const fullAt = new Date(month.start.getTime() + limit / perMs)
  return { atEnd, fullAt: fullAt < now ? now : fullAt }
}

/** The words of a warning, for a text message or a mail. */
export function warningText(
  business: string,
  warning: { meter: 'messages' | 'segments' | 'budget'; percent: number; used: string; limit: string },
  link: string,
): string {
  const what = {
    messages: 'text messages of this month',
    segments: 'text message segments of this month',
    budget: 'message budget of this month',
  }[warning.meter]
  return warning.percent >= 100
    ? `${business}: the ${what} are used up (${warning.used} of ${warning.limit}). Raise the limit: ${link}`.replace(
        'budget of this month are',
        'budget of this month is',
      )
    : `${business}: ${warning.percent} % of the ${what} are used (${warning.used} of ${warning.limit}). ${link}`
}
