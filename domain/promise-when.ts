// By when a promise is to be kept, read in the business's own zone from the words around it. Pure.
import { Temporal } from 'temporal-polyfill'
import { type Hours, intervalsOn } from './hours.ts'
import type { WhenWords } from './promise-words.ts'

export type DueReader = { hours: Hours; said: Date }

const CLOSES = 17
/** Below this, an hour without "am" is one of the afternoon: nobody promises to call at three in the night. */
const EARLIEST = 7

/** The moment that a text names, or null where it names none. `folded`: lower case, without accents. */
export function readDue(folded: string, words: WhenWords, { hours, said }: DueReader): Date | null {
  const now = Temporal.Instant.fromEpochMilliseconds(said.getTime()).toZonedDateTimeISO(hours.timeZone)
  const span = readSpan(folded, words, now, hours)
  if (span) return moment(span)
  const day = readDay(folded, words, now)
  const part = words.parts.find(([pattern]) => pattern.test(folded))
  const time = readTime(folded, words, part?.[0] ?? null)
  const ends = words.endOfDay.test(folded)
  if (!day && !time && !part && !ends) return null
  const at = (date: Temporal.PlainDate): Temporal.ZonedDateTime =>
    date.toZonedDateTime({ timeZone: hours.timeZone, plainTime: time ?? endOf(date, part?.[1], hours) })
  if (day) {
    const due = at(day)
    // "Today", said after closing, is this evening.
    if (Temporal.ZonedDateTime.compare(due, now) <= 0 && day.equals(now.toPlainDate()))
      return moment(now.with({ hour: 23, minute: 59, second: 0, millisecond: 0 }))
    return moment(due)
  }
  const today = at(now.toPlainDate())
  return moment(
    Temporal.ZonedDateTime.compare(today, now) > 0 ? today : at(now.toPlainDate().add({ days: 1 })),
  )
}

/** When the business closes on the next day that it is open: what "soon" is held to. */
export function nextWorkingDayEnd({ hours, said }: DueReader): Date {
  const today = Temporal.Instant.fromEpochMilliseconds(said.getTime())
    .toZonedDateTimeISO(hours.timeZone)
    .toPlainDate()
  const days = Array.from({ length: 14 }, (_, i) => today.add({ days: i + 1 }))
  const open = days.find((day) => intervalsOn(hours, day).intervals.length > 0) ?? today.add({ days: 1 })
  return moment(open.toZonedDateTime({ timeZone: hours.timeZone, plainTime: endOf(open, undefined, hours) }))
}

const moment = (at: Temporal.ZonedDateTime): Date => new Date(at.epochMilliseconds)

function endOf(date: Temporal.PlainDate, hour: number | undefined, hours: Hours): Temporal.PlainTime {
  if (hour !== undefined) return new Temporal.PlainTime(hour)
  const closes = intervalsOn(hours, date).intervals.at(-1)?.closes
  return closes && closes < '24:00' ? Temporal.PlainTime.from(closes) : new Temporal.PlainTime(CLOSES)
}

function readSpan(
  text: string,
  words: WhenWords,
  now: Temporal.ZonedDateTime,
  hours: Hours,
): Temporal.ZonedDateTime | null {
  const found = words.span.exec(text)?.groups
  if (!found) return null
  const said = found.n ?? found.n2 ?? ''
  const amount = words.numbers[said] ?? Number(said)
  const unit = found.u ?? ''
  if (!Number.isFinite(amount)) return null
  if (words.units.minute.test(unit)) return now.add({ minutes: Math.round(amount) })
  if (words.units.hour.test(unit)) return now.add({ minutes: Math.round(amount * 60) })
  const days = words.units.week.test(unit) ? amount * 7 : amount
  const date = now.toPlainDate().add({ days: Math.round(days) })
  return date.toZonedDateTime({ timeZone: hours.timeZone, plainTime: endOf(date, undefined, hours) })
}

function readDay(text: string, words: WhenWords, now: Temporal.ZonedDateTime): Temporal.PlainDate | null {
  const today = now.toPlainDate()
  const date = readDate(text, words, today)
  if (date) return date
  const relative = words.days.find(([pattern]) => pattern.test(text))
  if (relative) return today.add({ days: relative[1] })
  for (const [index, name] of words.weekdays.entries()) {
    const found = new RegExp(`\\b${name}\\b`).exec(text)
    if (!found) continue
    const ahead = (index + 1 - today.dayOfWeek + 7) % 7
    if (words.nextWeekday?.test(text.slice(0, found.index)))
      return today.add({ days: 7 - today.dayOfWeek + index + 1 })
    return today.add({ days: ahead === 0 && now.hour >= CLOSES ? 7 : ahead })
  }
  // By the Friday of that week: the last day on which one would still call it kept.
  const friday = today.add({ days: 5 - today.dayOfWeek })
  if (words.nextWeek.test(text)) return friday.add({ days: 7 })
  if (words.endOfWeek.test(text)) return today.dayOfWeek > 5 ? friday.add({ days: 7 }) : friday
  return null
}

function readDate(text: string, words: WhenWords, today: Temporal.PlainDate): Temporal.PlainDate | null {
  for (const pattern of words.dates) {
    const found = pattern.exec(text)?.groups
    if (!found) continue
    const day = Number(found.d)
    const named = words.months.findIndex((m) => new RegExp(`^(?:${m})$`).test(found.mon ?? ''))
    const month = found.mo ? Number(found.mo) : named + 1
    if (day < 1 || day > 31 || month > 12) continue
    if (month > 0) {
      const date = Temporal.PlainDate.from({ year: today.year, month, day })
      return Temporal.PlainDate.compare(date, today) < 0 ? date.add({ years: 1 }) : date
    }
    const date = today.with({ day })
    return Temporal.PlainDate.compare(date, today) < 0 ? today.add({ months: 1 }).with({ day }) : date
  }
  return null
}

function readTime(text: string, words: WhenWords, part: RegExp | null): Temporal.PlainTime | null {
  for (const pattern of words.times) {
    const found = pattern.exec(text)?.groups
    if (!found) continue
    const said = words.numbers[found.h ?? ''] ?? Number(found.h)
    const minute = found.half ? 30 : found.quarter ? 15 : Number(found.m ?? 0)
    if (!Number.isInteger(said) || said > 24 || minute > 59) continue
    // "halb vier" is half an hour before four.
    const halfTo = /\bum halb /.test(pattern.exec(text)?.[0] ?? '')
    const named = `${found.mer ?? ''} ${part ? (part.exec(text)?.[0] ?? '') : ''}`.trim()
    let hour = said % 24
    const before = found.mer ? words.earlier.test(found.mer) : words.earlier.test(named)
    const after = found.mer ? words.later.test(found.mer) : words.later.test(named)
    if (hour < 12 && (after || (!before && hour > 0 && hour < EARLIEST))) hour += 12
    if (before && hour === 12) hour = 0
    if (halfTo) return new Temporal.PlainTime(hour, 0).subtract({ minutes: 30 })
    return new Temporal.PlainTime(hour, minute)
  }
  return words.noon.test(text) ? new Temporal.PlainTime(12) : null
}
