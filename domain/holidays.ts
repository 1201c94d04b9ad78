// Days on which the law of some places lets nobody advertise. A date is spelled as data: `12-25` each year, `2026-07-03`
// once, `easter+1` by the moon, `us-federal` for the eleven of the United States with the days on which they are kept.
import { Temporal } from 'temporal-polyfill'

/** Is a day one of these? */
export function isHoliday(date: Temporal.PlainDate, spellings: readonly string[]): boolean {
  const iso = date.toString()
  return spellings.some((each) => {
    if (each === 'us-federal') return isFederal(date)
    const moon = /^easter([+-]\d+)?$/.exec(each)
    if (moon)
      return easter(date.year)
        .add({ days: Number(moon[1] ?? 0) })
        .equals(date)
    return each === iso || each === iso.slice(5)
  })
}

const federalByYear = new Map<number, Set<string>>()
function isFederal(date: Temporal.PlainDate): boolean {
  // New Year's Day may be kept on the last day of the year before.
  return [date.year, date.year + 1].some((year) => federal(year).has(date.toString()))
}

function federal(year: number): Set<string> {
  const known = federalByYear.get(year)
  if (known) return known
  const day = (month: number, at: number) => Temporal.PlainDate.from({ year, month, day: at })
  const nth = (month: number, weekday: number, n: number) => {
    const first = day(month, 1)
    return first.add({ days: ((weekday - first.dayOfWeek + 7) % 7) + 7 * (n - 1) })
  }
  const lastMondayOfMay = () => {
    const last = day(5, 31)
    return last.subtract({ days: last.dayOfWeek - 1 })
  }
  const fixed = [day(1, 1), day(6, 19), day(7, 4), day(11, 11), day(12, 25)]
  // On a weekend they are kept on the nearest workday; the day itself stays one too.
  const kept = fixed.flatMap((each) =>
    each.dayOfWeek === 6 ? [each.subtract({ days: 1 })] : each.dayOfWeek === 7 ? [each.add({ days: 1 })] : [],
  )
  const moving = [nth(1, 1, 3), nth(2, 1, 3), lastMondayOfMay(), nth(9, 1, 1), nth(10, 1, 2), nth(11, 4, 4)]
  const all = new Set([...fixed, ...kept, ...moving].map(String))
  federalByYear.set(year, all)
  return all
}

/** Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher). */
export function easter(year: number): Temporal.PlainDate {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = Math.floor(
    (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30,
  )
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114
  return Temporal.PlainDate.from({ year, month: Math.floor(f / 31), day: (f % 31) + 1 })
}
