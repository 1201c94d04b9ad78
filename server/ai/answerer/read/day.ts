// Days in a customer's words. chrono-node reads dates; what it does not read or reads otherwise ("the 24th", "a week
// from Monday", "next week") is read here first.
import * as chrono from 'chrono-node/en'
import { Temporal } from 'temporal-polyfill'
import { MASK } from './time.ts'

/** Days that somebody wishes or asks about, first and last included. */
export type DayRange = { from: Temporal.PlainDate; to: Temporal.PlainDate }

export type DaysRead = {
  days: DayRange[]
  /** Days that were named to say no to them ("not Tuesday"). */
  refused: DayRange[]
}

type Found = { index: number; length: number; range: DayRange }

/** "sun" and "sat" are words too, but beside other dates and times they are days far more often. */
const WEEKDAY =
  '(mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday)'
const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)'
const ORDINAL = '(\\d{1,2})(?:st|nd|rd|th)'
const NUMBER_WORDS: Record<string, number> = {
  a: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  a_couple_of: 2,
  couple: 2,
}

/**
 * Reads the days of a text whose times have been taken out. `now` is the business's wall clock; days lie ahead unless
 * the text says otherwise.
 */
export function readDays(text: string, now: Temporal.PlainDateTime, dayFirst: boolean): DaysRead {
  const today = now.toPlainDate()
  const found: Found[] = []
  const plain = normaliseDays(text)
  let rest = plain
  const mask = (index: number, length: number) => {
    rest = rest.slice(0, index) + MASK.repeat(length) + rest.slice(index + length)
  }
  for (const { pattern, range } of ownPatterns)
    for (const match of rest.matchAll(pattern)) {
      const read = range(match, today, now.hour)
      if (!read) continue
      found.push({ index: match.index, length: match[0].length, range: read })
      mask(match.index, match[0].length)
    }

  const reader = dayFirst ? chrono.GB : chrono.casual
  // The business's wall clock is given to chrono as if it were UTC, and only its calendar fields are read back:
  // no clock change and no zone of the machine can move a day.
  const instant = new Date(Date.UTC(now.year, now.month - 1, now.day, now.hour, now.minute))
  for (const result of reader.parse(rest, { instant, timezone: 0 }, { forwardDate: true })) {
    const { start } = result
    const day = start.isCertain('day')
    if (!day && !start.isCertain('month')) continue
    // Alone, these are more often verbs and fillers than dates.
    if (/^\W*(may|march|mar|second|sec|now|the week|a week)\W*$/i.test(result.text)) continue
    const year = start.get('year')
    const month = start.get('month')
    if (year === null || month === null) continue
    const monthOnly = !day
    // A month alone is meant after "in" or "for"; else it is a name ("August Barbers") or a verb.
    if (
      monthOnly &&
      !/\b(?:in|for|during|next|this|early|late|mid|until|by|of)[\s-]*$/i.test(rest.slice(0, result.index)) &&
      result.text.trim().length < plain.trim().length
    )
      continue
    const from = Temporal.PlainDate.from({ year, month, day: monthOnly ? 1 : (start.get('day') ?? 1) })
    const range = monthOnly
      ? { from, to: from.add({ months: 1 }).subtract({ days: 1 }) }
      : { from, to: endOf(result, from) }
    found.push({ index: result.index, length: result.text.length, range })
  }
  found.sort((a, b) => a.index - b.index)
  const isRefused = (f: Found) =>
    /(?:\bnot|\bexcept|\bbut not|n[o']?t (?:do|make|on|come)|\bcannot (?:do|make)|other than|instead of|rather than|(?:don'?t|dont|doesn'?t) (?:work|want|think))\s+(?:it\s+)?(?:on\s+|this\s+|for\s+)?$/i.test(
      plain.slice(0, f.index),
    ) ||
    /^\s*(?:does ?n[o']?t work|is ?n[o']?t (?:good|possible)|won'?t work|is (?:bad|no good))/i.test(
      plain.slice(f.index + f.length),
    )
  return {
    days: found.filter((f) => !isRefused(f)).map((f) => f.range),
    refused: found.filter(isRefused).map((f) => f.range),
  }
}

function endOf(result: chrono.ParsedResult, from: Temporal.PlainDate): Temporal.PlainDate {
  const { end } = result
  if (!end || !end.isCertain('day')) return from
  const [year, month, day] = [end.get('year'), end.get('month'), end.get('day')]
  if (year === null || month === null || day === null) return from
  const to = Temporal.PlainDate.from({ year, month, day })
  return Temporal.PlainDate.compare(to, from) < 0 ? from : to
}

/** Usual misspellings and shortenings, in place and of equal meaning; runs before anything looks at positions. */
function normaliseDays(text: string): string {
  return text
    .replace(/[’‘]/g, "'")
    .replace(/\b(?:tomm?orr?ow|tmrw|tmr|tmw|2moro|tomoro)\b/gi, 'tomorrow')
    .replace(/\bwed(?:ne|en)s?day\b|\bwensday\b/gi, 'wednesday')
    .replace(/\bthur?s?day\b/gi, 'thursday')
    .replace(/\btues?day\b/gi, 'tuesday')
    .replace(/\bsat(?:ur|er)day\b/gi, 'saturday')
    .replace(/\b(monday|tuesday|wednesday|thursday|friday|saturday|sunday)s\b/gi, '$1')
}

const one = (day: Temporal.PlainDate): DayRange => ({ from: day, to: day })
const mondayOf = (day: Temporal.PlainDate) => day.subtract({ days: day.dayOfWeek - 1 })
const numberOfDay = (name: string) =>
  ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].indexOf(name.slice(0, 3).toLowerCase()) + 1
const comingDay = (name: string, today: Temporal.PlainDate) =>
  today.add({ days: (numberOfDay(name) - today.dayOfWeek + 7) % 7 })

const ownPatterns: {
  pattern: RegExp
  range: (m: RegExpExecArray, today: Temporal.PlainDate, hour: number) => DayRange | null
}[] = [
  {
    pattern: new RegExp(`\\b(?:on )?(?:the )?${ORDINAL} (?:of )?(this|the|next) month\\b`, 'gi'),
    range: (m, today) => dayOfThatMonth(Number(m[1]), m[2] ?? '', today),
  },
  { pattern: /\b(?:the )?day after tomorrow\b/gi, range: (_, today) => one(today.add({ days: 2 })) },
  {
    pattern: new RegExp(`\\b(?:a week from|week from|week on)\\s+${WEEKDAY}\\b`, 'gi'),
    range: (m, today) => one(comingDay(m[1] ?? '', today).add({ days: 7 })),
  },
  {
    pattern: new RegExp(`\\b(?:this\\s+)?${WEEKDAY}\\s+(?:of\\s+)?this\\s+week\\b`, 'gi'),
    range: (m, today) => one(mondayOf(today).add({ days: numberOfDay(m[1] ?? '') - 1 })),
  },
  {
    pattern: new RegExp(`\\b${WEEKDAY}\\s+week\\b`, 'gi'),
    range: (m, today) => one(comingDay(m[1] ?? '', today).add({ days: 7 })),
  },
  {
    pattern: new RegExp(`\\b(?:next week(?: on)?\\s+${WEEKDAY}|${WEEKDAY}\\s+(?:of\\s+)?next week)\\b`, 'gi'),
    range: (m, today) => one(mondayOf(today).add({ days: 6 + numberOfDay(m[1] ?? m[2] ?? '') })),
  },
  // "Tuesday the 24th": the number says it all.
  {
    pattern: new RegExp(`\\b${WEEKDAY},?\\s+(?:the\\s+)?${ORDINAL}\\b(?!\\s+(?:of\\s+)?[a-z]{3})`, 'gi'),
    range: (m, today) => dayOfMonth(Number(m[2]), today),
  },
  {
    pattern:
      /\b(?:early |mid |late |some ?time |any ?time |any day )?(?:in |of )?(?:the )?(?:next|following|coming) week\b(?!end)/gi,
    range: (m, today) => weekAfter(m[0], today),
  },
  {
    pattern: /\b(?:later |some ?time |any ?time |any day )?(?:in |of )?this week\b(?!end)/gi,
    range: (_, today) => ({ from: today, to: mondayOf(today).add({ days: 6 }) }),
  },
  {
    pattern: /\bin (a|one|two|three|four|a couple of|\d) weeks?(?:' time)?\b/gi,
    range: (m, today) => one(today.add({ days: 7 * count(m[1]) })),
  },
  {
    pattern: /\bin (a|one|two|three|four|a couple of|\d{1,2}) days?\b/gi,
    range: (m, today) => one(today.add({ days: count(m[1]) })),
  },
  {
    pattern: /\b(?:on )?(?:the |this |over the )?(next )?weekends?\b/gi,
    range: (m, today) => weekend(today, Boolean(m[1])),
  },
  { pattern: /\bon weekdays\b/gi, range: (_, today) => one(comingDay('monday', today)) },
  {
    pattern: new RegExp(
      `(?<!${MONTH}[a-z]*\\.?,?\\s+(?:the\\s+)?)\\b(?:on )?(?:the )?${ORDINAL}\\b(?!\\s+(?:of\\b|one\\b|time\\b|option\\b|slot\\b|floor\\b|street\\b|st\\b|ave|visit\\b|${MONTH}))`,
      'gi',
    ),
    range: (m, today) => dayOfMonth(Number(m[1]), today, /^on /i.test(m[0]) ? 1 : 4),
  },
  { pattern: /\b(?:on )?the (\d{1,2})\.(?=\s|$)/g, range: (m, today) => dayOfMonth(Number(m[1]), today) },
  // Weekdays too: chrono-node, given the same wall clock, finds another week where the machine's zone differs.
  {
    pattern: new RegExp(
      `\\b(?:(next|this|coming|this coming)\\s+)?${WEEKDAY}\\b(?!,?\\s+(?:the\\s+)?\\d{1,2}(?:st|nd|rd|th|[./]\\d|\\s+(?:of\\s+)?${MONTH}))(?!,?\\s+${MONTH}[a-z]*\\.?\\s+\\d)`,
      'gi',
    ),
    range: (m, today, hour) => one(weekday(m[1]?.toLowerCase() ?? '', m[2] ?? '', m[0], today, hour)),
  },
  // A date as much of Europe writes it: "24.11."
  {
    pattern: /\b(\d{1,2})\.(\d{1,2})\.(?!\d)/g,
    range: (m, today) => dayAndMonth(Number(m[1]), Number(m[2]), today),
  },
]

/** "next Friday" is the one of next week; a weekday that is today is a week from now once the day is nearly over. */
function weekday(
  which: string,
  name: string,
  words: string,
  today: Temporal.PlainDate,
  hour: number,
): Temporal.PlainDate {
  if (which === 'next') return mondayOf(today).add({ days: 6 + numberOfDay(name) })
  const day = comingDay(name, today)
  return day.equals(today) && which === '' && hour >= 17 && !/today/i.test(words) ? day.add({ days: 7 }) : day
}

function count(word: string | undefined): number {
  return Number(word) || (NUMBER_WORDS[(word ?? '').replaceAll(' ', '_')] ?? 1)
}

function weekAfter(words: string, today: Temporal.PlainDate): DayRange {
  const monday = mondayOf(today).add({ days: 7 })
  if (/early/i.test(words)) return { from: monday, to: monday.add({ days: 2 }) }
  if (/late/i.test(words)) return { from: monday.add({ days: 3 }), to: monday.add({ days: 6 }) }
  if (/mid/i.test(words)) return { from: monday.add({ days: 1 }), to: monday.add({ days: 3 }) }
  return { from: monday, to: monday.add({ days: 6 }) }
}

function weekend(today: Temporal.PlainDate, next: boolean): DayRange {
  const saturday = mondayOf(today).add({ days: next ? 12 : 5 })
  const from = !next && today.dayOfWeek === 7 ? today : saturday
  return { from, to: mondayOf(saturday).add({ days: 6 }) }
}

/** The next day with that number. `least`: smaller numbers are left alone ("the 2nd" is more often a choice). */
function dayOfMonth(number: number, today: Temporal.PlainDate, least = 1): DayRange | null {
  if (number < least || number > 31) return null
  for (let ahead = 0; ahead < 13; ahead++) {
    const month = today.add({ months: ahead }).with({ day: 1 })
    if (number > month.daysInMonth) continue
    const day = month.with({ day: number })
    if (Temporal.PlainDate.compare(day, today) >= 0) return one(day)
  }
  return null
}

function dayOfThatMonth(number: number, which: string, today: Temporal.PlainDate): DayRange | null {
  const month = today.add({ months: which.toLowerCase() === 'next' ? 1 : 0 }).with({ day: 1 })
  return number >= 1 && number <= month.daysInMonth ? one(month.with({ day: number })) : null
}

function dayAndMonth(day: number, month: number, today: Temporal.PlainDate): DayRange | null {
  for (const year of [today.year, today.year + 1])
    try {
      const date = Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })
      if (Temporal.PlainDate.compare(date, today) >= 0) return one(date)
    } catch {
      // No such day.
    }
  return null
}
