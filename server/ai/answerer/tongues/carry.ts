// Carries a burst into English and the answer back. Loaded only when somebody writes in another language.
import * as chrono from 'chrono-node'
import { Temporal } from 'temporal-polyfill'
import { wallClock } from '#ai/answerer/when.ts'
import type { DeskContext } from '#domain/desk.ts'
import { french } from './french.ts'
import { german } from './german.ts'
import { italian } from './italian.ts'
import { portuguese } from './portuguese.ts'
import { spanish } from './spanish.ts'
import { type Language, type SentenceName, sentences, type Tongue } from './tongue.ts'

const tongues: Record<Language, Tongue> = {
  de: german,
  fr: french,
  es: spanish,
  pt: portuguese,
  it: italian,
}

/** What customers write, as the English reader understands it: days and times first, then the phrases. */
export function toEnglish(text: string, language: Language, context: DeskContext): string {
  const dated = datesToEnglish(text, language, context)
  return tongues[language].phrases.reduce((said, [pattern, english]) => said.replace(pattern, english), dated)
}

function datesToEnglish(text: string, language: Language, context: DeskContext): string {
  let out = text
  for (const { index, length, day, time } of datesIn(text, language, context).reverse()) {
    const words = [day ? ` on ${day}` : '', time ? ` at ${time}` : ''].join('')
    out = `${out.slice(0, index)}${words} ${out.slice(index + length)}`
  }
  return out
}

export type DateSaid = {
  index: number
  length: number
  /** "November 24, 2026" */
  day: string | null
  /** The day of the month was said, or follows from today; not from a weekday alone. */
  exact: boolean
  /** "2:30 pm", or "2:30" where it may be either half of the day. */
  time: string | null
}

/** The days and times in a text, in order, as the English reader knows them. */
export function datesIn(text: string, language: Language, context: DeskContext): DateSaid[] {
  const { timeZone } = context.hours
  const offset = wallClock(context.now, timeZone).offsetNanoseconds / 60e9
  const found = chrono[language].casual.parse(
    text,
    { instant: context.now, timezone: offset },
    { forwardDate: true },
  )
  return found.flatMap((result) => {
    const { start } = result
    const day = start.isCertain('day') || start.isCertain('weekday')
    const hour = start.isCertain('hour')
    if (!day && !hour) return []
    const date = Temporal.PlainDate.from({
      year: start.get('year') ?? 1970,
      month: start.get('month') ?? 1,
      day: start.get('day') ?? 1,
    })
    const [h, m] = [start.get('hour') ?? 0, start.get('minute') ?? 0]
    const clock = `${h}:${String(m).padStart(2, '0')}`
    // A bare hour may be the morning's or the afternoon's: the English reader asks the opening hours.
    const said =
      start.isCertain('meridiem') || h > 12
        ? `${h % 12 || 12}:${clock.split(':')[1]} ${h < 12 ? 'am' : 'pm'}`
        : clock
    return {
      index: result.index,
      length: result.text.length,
      day: day ? date.toLocaleString('en-US', { month: 'long', day: 'numeric', year: 'numeric' }) : null,
      exact: start.isCertain('day'),
      time: hour ? said : null,
    }
  })
}

/** What the business says in place of one of our sentences, in the customer's language already. */
export type Instead = Partial<Record<SentenceName, string>>

/** A sentence around the business's own text, which stays as it is. */
export const around = (language: Language, name: keyof Tongue['own'], ...own: string[]): string =>
  tongues[language].own[name].replace(/\$(\d)/g, (_, i: string) => own[Number(i) - 1] ?? '')

/** Our answer in their language; null where a sentence has none. Texts of the business itself are left as they are. */
export function fromEnglish(text: string, language: Language, instead: Instead = {}): string | null {
  const tongue = tongues[language]
  const parts: string[] = []
  let rest = text.trim()
  while (rest) {
    const next = nextSentence(rest)
    if (!next) return null
    const template = instead[next.name] ?? tongue.sentences[next.name]
    const filled = template.replace(/\$(\d)/g, (_, i: string) =>
      localise(next.groups[Number(i) - 1] ?? '', language, tongue),
    )
    parts.push(filled.replace(/ {2,}/g, ' '))
    rest = rest.slice(next.length).trim()
  }
  return parts.filter(Boolean).join(' ')
}

/** The shortest run of sentences at the beginning that is one of ours: some of ours are two. */
function nextSentence(
  text: string,
): { name: SentenceName; groups: (string | undefined)[]; length: number } | null {
  const ends = [...text.matchAll(/[.?!](?=\s|$)/g)].map((m) => m.index + 1)
  for (const end of ends.slice(0, 8))
    for (const [name, pattern] of Object.entries(sentences) as [SentenceName, RegExp][]) {
      const found = pattern.exec(text.slice(0, end))
      if (found) return { name, groups: found.slice(1), length: end }
    }
  return null
}

const month = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*'
const long = new RegExp(
  String.raw`(?:\b(?:on )?)((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day), (${month}) (\d{1,2})(?:, (\d{4}))?(?: at (\d{1,2}:\d\d [AP]M))?(?: \(([A-Z][A-Za-z0-9+:-]*)\))?`,
  'g',
)
const short = new RegExp(
  String.raw`\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun), (${month}) (\d{1,2})(?: at (\d{1,2}:\d\d [AP]M))?`,
  'g',
)

function localise(text: string, language: Language, tongue: Tongue): string {
  const year = new Date().getUTCFullYear()
  const day = (m: string, d: string, y: string | undefined, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }).format(
      new Date(`${m.slice(0, 3)} ${d}, ${y ?? year} 12:00 UTC`),
    )
  return text
    .replace(long, (_, w: string, m: string, d: string, y?: string, t?: string, zone?: string) => {
      const date = y
        ? day(m, d, y, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
        : `${weekday(w, language)}, ${day(m, d, y, { day: 'numeric', month: 'long' })}`
      return [date, t && clock(t), zone && `(${zone})`].filter(Boolean).join(', ').replace(/, \(/, ' (')
    })
    .replace(short, (_, w: string, m: string, d: string, t?: string) =>
      [weekday(w, language), day(m, d, undefined, { day: 'numeric', month: 'short' }), t && clock(t)]
        .filter(Boolean)
        .join(', '),
    )
    .replace(/\b\d{1,2}:\d\d [AP]M\b/g, clock)
    .replace(figures, (found) => figure(found, language, tongue.small))
    .replace(/\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?=[- ])/g, (_, d: string) => weekday(d, language, 'short'))
    .replace(/ your time\b/g, ` ${tongue.your_time}`)
    .replace(/ with (?=\p{L})/gu, ` ${tongue.with} `)
    .replace(/ or (?=[\d\p{L}])/gu, ` ${tongue.or} `)
    .replace(/ and (?=[\d\p{L}])/gu, ` ${tongue.and} `)
}

const figures =
  /(?:[A-Z]{0,3}[$€£¥]|\b[A-Z]{3} )\d[\d,]*(?:\.\d+)?|\b\d+ (?:hours?|minutes)\b|(?<=\d) to (?=\d|midnight)|\bmidnight\b|around the clock|(?<=\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) )closed|^(?:today|tomorrow)(?: at)?|(?<=\S) from (?=[A-Z]{0,3}[$€£¥]|[A-Z]{3} \d)|(?<= )(?:on request|free)(?=;|$)|(?<=, |and )more$/g

/** Money, lengths and small words of our own, as the language writes them. */
function figure(found: string, language: Language, small: Tongue['small']): string {
  const [, sign = '', number] = /^([A-Z]{0,3}[$€£¥]|[A-Z]{3} )(\d.*)$/.exec(found) ?? []
  if (number !== undefined) {
    const fraction = number.split('.')[1]?.length ?? 0
    const amount = new Intl.NumberFormat(language, {
      minimumFractionDigits: fraction,
      maximumFractionDigits: fraction,
    }).format(Number(number.replaceAll(',', '')))
    // The narrow space of French numbers would double the price of a text message.
    const plain = amount.replace(/[\u202f\u00a0]/g, ' ')
    return sign === '€' ? `${plain} €` : `${sign}${plain}`
  }
  const [, count, unit] = /^(\d+) (hours?|minutes)$/.exec(found) ?? []
  if (count)
    return `${count} ${unit === 'minutes' ? small.minutes : count === '1' ? small.hour : small.hours}`
  const word = found.trim()
  if (word.endsWith(' at')) return `${word.startsWith('today') ? small.today : small.tomorrow} ${small.at}`
  const same: Record<string, string> = {
    ...small,
    'around the clock': small.allDay,
    'on request': small.onRequest,
  }
  return found.replace(word, same[word] ?? word)
}

const clock = (text: string): string => {
  const [, h = '0', m = '00', half] = /(\d{1,2}):(\d\d) ([AP])M/.exec(text) ?? []
  return `${(Number(h) % 12) + (half === 'P' ? 12 : 0)}:${m}`
}
const starts = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const weekday = (name: string, language: Language, width: 'long' | 'short' = 'long'): string =>
  new Intl.DateTimeFormat(language, { weekday: width, timeZone: 'UTC' }).format(
    // The fourth of January 2026 is a Sunday.
    new Date(Date.UTC(2026, 0, 4 + starts.indexOf(name.slice(0, 3)))),
  )
