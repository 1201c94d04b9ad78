// Is every figure of a reply in one of its sources? Prices, times and durations are compared as values, so that "6 PM"
// and "18:00" are the same; a date must at least be a date that exists, on the weekday that is named with it.
const months =
  'January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec'
const date = new RegExp(
  String.raw`(?:\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? )?\b(?:(${months})[a-z]*\.? (\d{1,2})|(\d{1,2}) (${months})[a-z]*)\b(?:,? (\d{4}))?`,
  'g',
)
const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** Figures of `text` that none of `allowed` has, and dates whose weekday is wrong. Empty is what one wants. */
export function strayFigures(text: string, allowed: string[], year: number): string[] {
  const stray: string[] = []
  const withoutDates = text.replace(
    date,
    (
      whole,
      weekday?: string,
      month1?: string,
      day1?: string,
      day2?: string,
      month2?: string,
      said?: string,
    ) => {
      const month = monthNames.indexOf((month1 ?? month2 ?? '').slice(0, 3).toLowerCase())
      const day = Number(day1 ?? day2)
      const years = said ? [Number(said)] : [year, year + 1]
      const fits = years.some((y) => {
        const at = new Date(Date.UTC(y, month, day))
        return at.getUTCDate() === day && (!weekday || at.toUTCString().startsWith(weekday))
      })
      if (!fits) stray.push(whole)
      return ' '
    },
  )
  const known = new Set(allowed.flatMap((a) => figuresOf(a.replace(date, (d) => `${d} `))))
  return [...stray, ...figuresOf(withoutDates).filter((f) => !known.has(f))]
}

function figuresOf(text: string): string[] {
  const figures: string[] = []
  const noTimes = text.replace(
    /\b(\d{1,2})(?::(\d{2}))?\s?([AaPp])\.?[Mm]\b\.?|\b(\d{1,2}):(\d{2})\b/g,
    (_, h12?: string, m12?: string, half?: string, h24?: string, m24?: string) => {
      const hour =
        h12 === undefined ? Number(h24) : (Number(h12) % 12) + (half?.toLowerCase() === 'p' ? 12 : 0)
      figures.push(`${hour}:${m12 ?? m24 ?? '00'}`)
      return ' '
    },
  )
  // "1 hour 30 minutes" and "90 minutes" are the same length.
  const noLengths = noTimes.replace(
    /\b(?:(\d+) ?h(?:ours?)?)?(?:(?: and)? ?(\d+) ?min(?:ute)?s?)?\b/g,
    (whole, h?: string, m?: string) => {
      if (h === undefined && m === undefined) return whole
      figures.push(`${Number(h ?? 0) * 60 + Number(m ?? 0)} minutes`)
      return ' '
    },
  )
  for (const number of noLengths.match(/\d[\d,]*(?:\.\d+)?/g) ?? [])
    figures.push(String(Number(number.replaceAll(',', ''))))
  return figures
}
