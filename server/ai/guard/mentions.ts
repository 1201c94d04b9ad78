// Days and times that a text mentions, read on the wall clock of the business. chrono-node reads them, in seven
// languages; here are the masks for what only looks like a time, and what of its guesses is certain.
import * as chrono from 'chrono-node'
import { Temporal } from 'temporal-polyfill'
import { languageOf } from './language.ts'

export type Mention = {
  index: number
  text: string
  /** Readings of the date, YYYY-MM-DD, where a day of a month is named: 3/4 has two. Empty without. */
  dates: string[]
  /** 1 Monday to 7 Sunday, where it is named, or follows from the date. */
  weekday: number | null
  /** Minutes of the day. */
  minute: number | null
  /** Morning or afternoon was not said. */
  loose: boolean
  /** The end of a stretch of time: "until 11:00", and the end of a slot. */
  ends: boolean
}

export type ClockPlace = { now: Date; timeZone: string }

/** What chrono takes for a date and is none. Replaced by spaces of the same length. */
const MASKS = [
  /\b(?:weekdays?|weekends?)\b/gi,
  /\bhttps?:\/\/\S+|\bwww\.\S+/gi,
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g,
  /\b24\s?\/\s?7\b/g,
  /[$€£¥]\s?\d[\d.,]*(?:\s?(?:-|–|to)\s?[$€£]?\d[\d.,]*)?|\b\d[\d.,]*\s?(?:[€£$%]|dollars?|euros?|pounds?|percent)/gi,
  // Lengths of time: "half an hour before", "8 to 12 years", "within 24 hours".
  /\b(?:(?:in|for|within|about|last|past|next|over|every)\s+)?(?:the\s+|an?\s+|half\s+an?\s+|few\s+|couple\s+of\s+)*(?:\d+(?:\s?(?:-|–|to|or)\s?\d+)?|an?|one|two|three|four|five|six|ten|few|several|half|couple)[\s-]*(?:of\s+|an\s+)?(?:business\s+|working\s+)?(?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|seconds?|Minuten?|Stunden?|Tagen?|Wochen?|Jahren?|heures?(?!\s*\d)|jours?|semaines?|ans|horas?|minutos?|días?|semanas?|años?|ore|giorni|dagen|weken|jaar|uren|minuten)(?:\s+(?:before|ago|later|earlier))?\b/gi,
  /\+?\d[\d\s().-]{8,}\d(?!\s?(?:am|pm|:))/g,
  /\b(?:lasts?|now|second|sat down|the sun|sunny|sunshine|may (?:i|we|you|be|not|have|need|also|take|vary|ask))\b/gi,
]

const toEnd = /(?:until|till|to|ends? at|bis|jusqu'à|hasta|fino alle|até|tot|-|–)\s*$/i

/** Reading takes some 30 ms for a thousand characters; what stands behind this in one text is not read for times. */
const MAX_READ = 3_000

export function findMentions(text: string, place: ClockPlace): Mention[] {
  const masked = mask(text.slice(0, MAX_READ))
  const parser = chrono[languageOf(text)].casual
  const offset =
    Temporal.Instant.fromEpochMilliseconds(place.now.getTime()).toZonedDateTimeISO(place.timeZone)
      .offsetNanoseconds / 60e9
  return parser.parse(masked, { instant: place.now, timezone: offset }).flatMap((found) => {
    const start = mentionOf(found.index, found.text, found.start, null)
    if (start && toEnd.test(masked.slice(0, found.index))) start.ends = true
    const end = found.end ? mentionOf(found.index, found.text, found.end, start) : null
    return [start, end].filter((m) => m !== null)
  })
}

function mask(text: string): string {
  // "Mon 9-5, Sat 10-2": the comma ends what is said about Monday.
  const split = text.replace(
    /,(?=\s*(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?\s*(?:-|–|to\b|through\b|:|\d|closed|from\b))/gi,
    ';',
  )
  const single = split.replace(/\b((?:mon|tues|wednes|thurs|fri|satur|sun)day)s\b/gi, '$1 ')
  return MASKS.reduce(
    (masked, pattern) => masked.replace(pattern, (found) => ' '.repeat(found.length)),
    single,
  )
}

function mentionOf(
  index: number,
  text: string,
  part: chrono.ParsedComponents,
  first: Mention | null,
): Mention | null {
  const timed = part.isCertain('hour')
  const weekdaySaid = part.isCertain('weekday')
  const daySaid = part.isCertain('day')
  if (!timed && !weekdaySaid && !daySaid) return null
  const date = Temporal.PlainDate.from({
    year: part.get('year') ?? 1,
    month: part.get('month') ?? 1,
    day: part.get('day') ?? 1,
  })
  const minute = timed ? (part.get('hour') ?? 0) * 60 + (part.get('minute') ?? 0) : null
  return {
    index,
    text,
    dates: daySaid ? readings(date, text) : (first?.dates ?? []),
    weekday: weekdaySaid ? weekdayOf(part) : daySaid ? date.dayOfWeek : (first?.weekday ?? null),
    minute,
    ends: first !== null,
    loose: timed && !part.isCertain('meridiem') && (minute ?? 0) < 13 * 60,
  }
}

function weekdayOf(part: chrono.ParsedComponents): number {
  const day = part.get('weekday') ?? 0
  return day === 0 ? 7 : day
}

/** "3/4" is March 4 to some and April 3 to others. */
function readings(date: Temporal.PlainDate, text: string): string[] {
  const swapped =
    /\d{1,2}[/.]\d{1,2}/.test(text) && date.day <= 12
      ? [date.with({ month: date.day, day: date.month }).toString()]
      : []
  return [date.toString(), ...swapped]
}

/** Does the weekday that was said belong to the date that was said? True where one of them is missing. */
export function isConsistent(mention: Mention): boolean {
  if (mention.weekday === null || mention.dates.length === 0) return true
  return mention.dates.some((d) => Temporal.PlainDate.from(d).dayOfWeek === mention.weekday)
}

const HALF_DAY = 12 * 60

/** The same time of day; where morning or afternoon was not said, either. */
export function sameMinute(
  a: { minute: number; loose: boolean },
  b: { minute: number; loose: boolean },
): boolean {
  return a.minute === b.minute || ((a.loose || b.loose) && (a.minute - b.minute) % HALF_DAY === 0)
}

/** Nothing that both of them say about the day differs. */
export function sameDay(
  a: Pick<Mention, 'dates' | 'weekday'>,
  b: Pick<Mention, 'dates' | 'weekday'>,
): boolean {
  if (a.dates.length > 0 && b.dates.length > 0) return a.dates.some((d) => b.dates.includes(d))
  return a.weekday === null || b.weekday === null || a.weekday === b.weekday
}

/** A moment as a mention: what the calendar says. */
export function mentionOfMoment(at: Date, timeZone: string, ends = false): Mention & { minute: number } {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone)
  return {
    index: 0,
    text: '',
    dates: [local.toPlainDate().toString()],
    weekday: local.dayOfWeek,
    minute: local.hour * 60 + local.minute,
    loose: false,
    ends,
  }
}
