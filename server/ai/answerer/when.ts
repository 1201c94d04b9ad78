// Days and times in a customer's words, read in the business's own zone. Days come from chrono-node, which knows many
// ways to say them; what it does not know, or reads against common use, is put right here. Times: time-of-day.ts.
import * as chrono from 'chrono-node/en'
import { Temporal } from 'temporal-polyfill'
import { type Hours, intervalsOn } from '#domain/hours.ts'
import { type ClockTime, type DayWindow, readTimeOfDay } from './time-of-day.ts'

export type When = {
  /** Days that were named, YYYY-MM-DD, in order of naming. */
  days: string[]
  /** A stretch of days ("next week"). */
  range: { from: string; days: number; label: string } | null
  at: ClockTime[]
  window: DayWindow | null
  /** As early as possible. */
  soonest: boolean
  /** False where a weekday and a date contradict each other. */
  sure: boolean
}

export type WhenReader = { hours: Hours; now: Date; country: string }
/** What a text says about time; null where it says nothing. `masked` is the text with " xwhen " in its place. */
export type WhenRead = { when: When | null; masked: string }

const monthFirst = new Set(['US', 'PH', 'FM', 'MH', 'PW', 'PR', 'GU', 'VI', 'AS'])
const soonestWords =
  /\b(?:as soon as possible|asap|a\.s\.a\.p|earliest|soonest|as early as possible|(?:next|first) (?:available|free|open|possible)(?: (?:one|slot|time|appointment|opening))?|right away|right now|straight away|immediately|any ?time|whenever)\b/
const weekday = '(?:mon|tues|wednes|thurs|fri|satur|sun)day'
const dayName = '(mon|tues?|wed(?:nes)?|weds|thu|thurs?|fri|sat(?:ur)?|sun)(?:day)?'
const dayStarts = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** Now, on the wall of the business. */
export function wallClock(now: Date, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone)
}

/** A wall time of the business as a moment; a time that a clock change skips moves forward by the gap. */
export function momentOf(day: string, time: string, zone: string): Date {
  const date = Temporal.PlainDate.from(day)
  const plain = time >= '24:00' ? date.add({ days: 1 }).toPlainDateTime() : date.toPlainDateTime(time)
  return new Date(plain.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds)
}

/** A wish in another zone as a wish in the business's: "3pm Pacific" is six in the evening in New York. */
export function inZone(when: When, from: string, to: string, now: Date): When {
  if (when.at.length === 0) return when
  const today = wallClock(now, from).toPlainDate().toString()
  const days = when.days.length > 0 ? when.days : [today]
  const moved = days.map((day) =>
    when.at.map((t) => ({ sure: t.sure, moment: wallClock(momentOf(day, t.time, from), to) })),
  )
  return {
    ...when,
    days:
      when.days.length > 0 ? moved.flatMap(([first]) => first?.moment.toPlainDate().toString() ?? []) : [],
    at: (moved[0] ?? []).map(({ moment, sure }) => ({
      time: moment.toPlainTime().toString({ smallestUnit: 'minute' }),
      sure,
    })),
  }
}

export function readWhen(text: string, reader: WhenReader): WhenRead {
  const { hours, now } = reader
  const today = wallClock(now, hours.timeZone).toPlainDate()
  const prepared = namedDays(prepare(text.toLowerCase(), today), reader, today)
  const first = findDays(prepared, reader, today)
  const times = readTimeOfDay(prepared, likelyHours(hours, first.days[0] ?? null))
  const found = findDays(times.rest, reader, today)
  // "Now" and "any time" say how soon; "any time Friday" or "any time after 3" say when.
  const soonest =
    soonestWords.test(found.rest) &&
    found.days.length === 0 &&
    times.at.length === 0 &&
    !/\bany ?time|whenever/.test(found.rest)
  const at = times.at.length > 0 ? times.at : found.at
  const says = found.days.length > 0 || found.range || at.length > 0 || times.window || soonest
  if (!says) return { when: null, masked: text.toLowerCase() }
  const masked = `${found.rest.replace(soonestWords, ' xwhen ')}${(times.at.length > 0 || times.window) && !found.rest.includes('xwhen') ? ' xwhen' : ''}`
  return {
    when: { days: found.days, range: found.range, at, window: times.window, soonest, sure: found.sure },
    masked: masked
      .replace(/\s+/g, ' ')
      .replace(/\b(?:on|for|at|by|in|this|next|the)? ?(?:xwhen\s*)+/g, ' xwhen ')
      .replace(/\s+/g, ' ')
      .trim(),
  }
}

/** What chrono would miss or misread, said in other words. */
function prepare(text: string, today: Temporal.PlainDate): string {
  return text
    .replace(/\b24 ?\/ ?7\b/g, ' ')
    .replace(/\b(?:the )?day after tomorrow\b/g, 'in 2 days')
    .replace(/\b(?:tmrw|tmr|tomm?or?row|2morrow|tomorow|tommorow)\b/g, 'tomorrow')
    .replace(/\bday after (today)\b/g, 'tomorrow')
    .replace(/\b(?:a )?week from (today|now)\b/g, 'in 7 days')
    .replace(/\bend of (?:the|this) week\b/g, 'friday')
    .replace(/\b(?:thur|thurs|thrusday|thurday)\b/g, 'thursday')
    .replace(/\b(?:wensday|wendesday|wednsday|wedsnesday)\b/g, 'wednesday')
    .replace(/\b(?:tuseday|teusday|tuesdy)\b/g, 'tuesday')
    .replace(/\b(?:saterday|satuday)\b/g, 'saturday')
    .replace(new RegExp(`\\binstead of (?:this |next )?${weekday}\\b`, 'g'), ' ')
    .replace(new RegExp(`\\bnot (?:on |this |next )?${weekday}\\b`, 'g'), ' ')
    .replace(/\b(?:on )?the (\d{1,2})(?:st|nd|rd|th)?(?: of (?:this|the) month)\b/g, (_, d: string) =>
      dayOfMonth(Number(d), today),
    )
    .replace(/\b(\d{1,2})(?:st|nd|rd|th)? of (?:this|the) month\b/g, (_, d: string) =>
      dayOfMonth(Number(d), today),
    )
    .replace(
      new RegExp(
        `(?<!${weekday},? )\\b(?:on )?the (\\d{1,2})(?:st|nd|rd|th)\\b(?! of| ?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)| (?:one|slot|option|time|floor|street|avenue|ave))`,
        'g',
      ),
      (_, d: string) => dayOfMonth(Number(d), today),
    )
    .replace(
      new RegExp(`\\b(${weekday}),? the (\\d{1,2})(?:st|nd|rd|th)\\b(?! of)`, 'g'),
      (_, _w: string, d: string) => dayOfMonth(Number(d), today),
    )
}

/**
 * Weekdays as dates. Read here, not by chrono-node: its weekdays depend on the zone of the machine. A weekday beside a
 * date is left alone, so that the two can be compared.
 */
function namedDays(text: string, reader: WhenReader, today: Temporal.PlainDate): string {
  const monday = today.subtract({ days: today.dayOfWeek - 1 })
  const number = (name: string) => dayStarts.indexOf(name.slice(0, 3)) + 1
  const month = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)'
  const dateBeside = `(?!,? (?:the )?(?:\\d{1,2}(?:st|nd|rd|th)\\b|\\d{1,2} (?:of )?${month}|${month}[a-z]* \\d|\\d{4}-|\\d{1,2}[/.]\\d{1,2}))`
  const late = isLate(reader, today)
  return text
    .replace(
      new RegExp(`\\b${dayName}s?,? (?:of )?(next|this|the (?:following|coming)) week\\b`, 'g'),
      (_, name: string, which: string) =>
        token(monday.add({ days: number(name) - 1 + (which === 'this' ? 0 : 7) })),
    )
    .replace(
      new RegExp(`\\b(next|last|this|coming)? ?\\b${dayName}s?\\b${dateBeside}`, 'g'),
      (_, which: string | undefined, name: string) => {
        const ahead = (number(name) - today.dayOfWeek + 7) % 7
        if (which === 'last') return token(today.subtract({ days: 7 - ahead }))
        if (which === 'next') return token(monday.add({ days: 6 + number(name) }))
        // "Friday", said on a Friday evening, is the next one.
        return token(today.add({ days: ahead === 0 && which !== 'this' && late ? 7 : ahead }))
      },
    )
}

/** A day that has been read, as a word that no other reader takes for a time. */
const token = (day: Temporal.PlainDate): string => ` zday${day.toString().replaceAll('-', '')} `
const tokens = /\bzday(\d{4})(\d\d)(\d\d)\b/g

function isLate(reader: WhenReader, today: Temporal.PlainDate): boolean {
  const closes = intervalsOn(reader.hours, today).intervals.map((i) => i.closes)
  const now = wallClock(reader.now, reader.hours.timeZone).toPlainTime().toString({ smallestUnit: 'minute' })
  return now >= (closes.sort().at(-1) ?? '18:00')
}

/** "The 9th": the next day with that number. */
function dayOfMonth(day: number, today: Temporal.PlainDate): string {
  for (let ahead = 0; ahead < 3; ahead++) {
    const month = today.toPlainYearMonth().add({ months: ahead })
    if (day < 1 || day > month.daysInMonth) continue
    const date = month.toPlainDate({ day })
    if (Temporal.PlainDate.compare(date, today) >= 0) return token(date)
  }
  return ' '
}

type DaysFound = { days: string[]; range: When['range']; at: ClockTime[]; sure: boolean; rest: string }

function findDays(text: string, reader: WhenReader, today: Temporal.PlainDate): DaysFound {
  const parser = monthFirst.has(reader.country) ? chrono.casual : chrono.GB
  const offset = wallClock(reader.now, reader.hours.timeZone).offsetNanoseconds / 60e9
  const found: DaysFound = {
    days: [],
    range: null,
    at: [],
    sure: true,
    rest: text.replace(tokens, ' xwhen '),
  }
  const own = [...text.matchAll(tokens)].map(([, y, m, d]) => `${y}-${m}-${d}`)
  const results = parser.parse(found.rest, { instant: reader.now, timezone: offset }, { forwardDate: true })
  for (const result of [...results].reverse()) {
    if (isNameOfMonth(found.rest, result) || !takeResult(found, result, today)) continue
    found.rest = `${found.rest.slice(0, result.index)} xwhen ${found.rest.slice(result.index + result.text.length)}`
  }
  found.days = [...new Set([...own, ...found.days.reverse()])]
  return found
}

function takeResult(found: DaysFound, result: chrono.ParsedResult, today: Temporal.PlainDate): boolean {
  const { start, text } = result
  const named = (['day', 'weekday', 'month'] as const).some((part) => start.isCertain(part))
  const said = text.toLowerCase().trim()
  if (/^(?:now|last (?:week|month|year)|this (?:year|morning)|next year)$/.test(said)) return false
  const date = dateOf(start)
  if (!date) return false
  if (/\b(?:hour|minute|min)s?$/.test(said) && /^(?:in|within) /.test(said)) {
    found.days.push(date.toString())
    found.at = [{ time: `${two(start.get('hour'))}:${two(start.get('minute'))}`, sure: true }]
    return true
  }
  // "A job of 2 hours" is no date.
  if (/^(?:this |the |next |coming )*week$/.test(said)) {
    found.range = weekRange(said, today)
    return true
  }
  if (!named || /\b(?:hour|minute|min)s?$/.test(said)) return false
  if (/weekend$/.test(said))
    found.days.push(saturdayOf(date).add({ days: 1 }).toString(), saturdayOf(date).toString())
  else if (!start.isCertain('day') && !start.isCertain('weekday')) found.range = monthRange(date, today)
  else found.days.push(pastIfMeant(said, date, start, today).toString())
  if (start.isCertain('day') && start.isCertain('weekday') && date.dayOfWeek % 7 !== start.get('weekday'))
    found.sure = false
  return true
}

/** "August Barbershop", "I may", "March on": a month alone is one only after "in" and its like. */
function isNameOfMonth(text: string, result: chrono.ParsedResult): boolean {
  const { start } = result
  const alone =
    start.isCertain('month') &&
    !start.isCertain('day') &&
    !start.isCertain('weekday') &&
    /^[a-z]+$/i.test(result.text)
  return (
    alone &&
    !/\b(?:in|during|for|until|by|early|late|mid|next|this|of|is) (?:the )?$/.test(
      text.slice(0, result.index),
    )
  )
}

/** Forward dates are right, but "last Monday" is behind us, and "19 November" said on the 20th was yesterday. */
function pastIfMeant(
  said: string,
  date: Temporal.PlainDate,
  start: chrono.ParsedResult['start'],
  today: Temporal.PlainDate,
): Temporal.PlainDate {
  if (said.startsWith('last ') && Temporal.PlainDate.compare(date, today) >= 0)
    return date.subtract({ days: 7 })
  if (start.isCertain('month') && start.isCertain('day') && !start.isCertain('year')) {
    const before = date.subtract({ years: 1 })
    const age = before.until(today, { largestUnit: 'days' }).days
    if (age > 0 && age <= 31) return before
  }
  return date
}

function dateOf(start: chrono.ParsedResult['start']): Temporal.PlainDate | null {
  const [year, month, day] = [start.get('year'), start.get('month'), start.get('day')]
  if (!year || !month || !day) return null
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })
  } catch {
    return null
  }
}

function weekRange(said: string, today: Temporal.PlainDate): When['range'] {
  if (!said.includes('next') && !said.includes('coming'))
    return { from: today.toString(), days: 8 - today.dayOfWeek, label: 'this week' }
  return { from: today.add({ days: 8 - today.dayOfWeek }).toString(), days: 7, label: 'next week' }
}

function monthRange(date: Temporal.PlainDate, today: Temporal.PlainDate): When['range'] {
  const first = date.with({ day: 1 })
  const from = Temporal.PlainDate.compare(first, today) < 0 ? today : first
  return { from: from.toString(), days: from.daysInMonth - from.day + 1, label: 'that month' }
}

/** From the earliest opening to the latest closing, of a day or of the week. */
export function likelyHours(hours: Hours, day: string | null): { from: string; to: string } {
  const ofDay = day ? intervalsOn(hours, Temporal.PlainDate.from(day)).intervals : []
  const spans = ofDay.length > 0 ? ofDay : Object.values(hours.week).flat()
  if (spans.length === 0) return { from: '08:00', to: '19:00' }
  return {
    from: spans.map((s) => s.opens).sort()[0] ?? '08:00',
    to:
      spans
        .map((s) => s.closes)
        .sort()
        .at(-1) ?? '19:00',
  }
}

const two = (n: number | null): string => String(n ?? 0).padStart(2, '0')

const saturdayOf = (date: Temporal.PlainDate): Temporal.PlainDate =>
  date.add({ days: date.dayOfWeek === 7 ? -1 : 6 - date.dayOfWeek })
