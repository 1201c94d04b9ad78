// Times of day in a customer's words. Written here and not left to chrono, because it must know a wish ("after 3",
// "in the morning", "around 10ish") from a moment, and a bare "10" only where a time was asked for.

/** Minutes after midnight. A wish for one time has `from` equal to `to`. */
export type TimeWish = {
  from: number
  to: number
  /** One time was named, not a stretch of the day. */
  exact: boolean
  /** No am or pm was said: 3 may be 15:00. The opening hours decide. */
  loose: boolean
}

export type TimeRead = {
  time: TimeWish | null
  /** A time named to say no to it ("not 10"). */
  refused: TimeWish | null
  /** "in 2 hours": minutes from now. */
  inMinutes: number | null
  /** IANA zone that the customer named beside the time. */
  zone: string | null
  /** The text without the words of times, same length. */
  rest: string
}

const WORDS = [
  'twelve',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
]
const HOUR_WORD = WORDS.join('|')
const HOUR = `(?:[01]?\\d|2[0-4]|${HOUR_WORD})`
const MERIDIEM = '(?:\\s*(a\\.?m?\\.?|p\\.?m?\\.?)(?![a-z]))'
const CLOCK = `(${HOUR})(?:\\s*[:.h]\\s*([0-5]\\d)|\\s+(thirty|fifteen|forty[ -]?five))?`
/** What may not follow a bare number if it is to be a time. */
const NOT_COUNT =
  '(?!\\s*(?:st|nd|rd|th)\\b|[\\d/%$€£]|[.,:]\\d|-\\d|\\s*(?:or \\d+\\s*)?(?:of (?:us|them)|people|persons?|guests?|kids?|children|adults?|dogs?|cats?|years?|months?|weeks?|days?|hours?|hrs?|min|minutes?|mins|bed|bath|rooms?|units?|items?|dollars|bucks|euros?|pounds|feet|foot|inch|gallons?|miles?|km|times?|more|other|options?|toilets?|sinks?|taps?|floors?|[A-Z][a-z]+ (?:St|Ave|Rd|Street|Avenue|Road|Lane|Ln|Dr|Drive|Blvd)))'

// biome-ignore format: a table
const ZONES: Record<string, string> = {
  et: 'America/New_York', est: 'America/New_York', edt: 'America/New_York', ct: 'America/Chicago', cst: 'America/Chicago', cdt: 'America/Chicago',
  mt: 'America/Denver', mst: 'America/Denver', mdt: 'America/Denver', pt: 'America/Los_Angeles', pst: 'America/Los_Angeles', pdt: 'America/Los_Angeles',
  gmt: 'Europe/London', bst: 'Europe/London', cet: 'Europe/Berlin', cest: 'Europe/Berlin', utc: 'UTC',
}

const NUMBERS_THAT_ARE_NO_TIMES = [
  /[$€£]\s*\d[\d.,]*/g,
  /\+?\d[\d\s().-]{7,}\d/g,
  /\b\d{4}-\d{1,2}-\d{1,2}\b/g,
  /\b\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4}|\.)?(?![\d:]|\s*[ap]\.?m)(?=\W|$)/gi,
  /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?\s+\d{1,2}(?!\s*[ap]\.?m|[:.]\d|\d)(?:st|nd|rd|th)?\b(?:,?\s+\d{4})?/gi,
  /\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\b/gi,
  /\b[\w.+-]+@[\w-]+\.[\w.]+/g,
  /\bhttps?:\S+/g,
]

/** Stands for what was read already. Not a space: chrono-node reads "24 November" and three spaces as a month. */
export const MASK = '|'

/** Parts of the day, as far as businesses mean them. */
const PARTS: [RegExp, number, number][] = [
  [/\bfirst thing(?: in the morning)?\b/gi, 0, 10 * 60],
  [/\b(?:early|first half of the) morning\b/gi, 0, 10 * 60],
  [/\b(?:late|mid)[ -]?morning\b/gi, 10 * 60, 12 * 60],
  [/\b(?:lunch ?time|lunch|around midday)\b/gi, 11 * 60 + 30, 13 * 60 + 30],
  [/\b(?:early afternoon)\b/gi, 12 * 60, 15 * 60],
  [/\b(?:late afternoon|end of the day|after work)\b/gi, 16 * 60, 20 * 60],
  [/\bmornings?\b/gi, 0, 12 * 60],
  [/\bafternoons?\b/gi, 12 * 60, 17 * 60 + 30],
  [/\b(?:evenings?|tonight)\b/gi, 17 * 60, 24 * 60],
]

type Hit = { index: number; length: number; wish: TimeWish; certain: boolean }

/** Reads the time of a text. With `bare`, a lone number counts ("10", "9 works", "half three"). Pure. */
export function readTime(text: string, bare = false): TimeRead {
  const inMinutes = readRelative(text)
  let rest = text.replace(/[’‘]/g, "'")
  const mask = (index: number, length: number) => {
    rest = rest.slice(0, index) + MASK.repeat(length) + rest.slice(index + length)
  }
  // Hidden while times are read; put back for whoever reads the days.
  const whole = rest
  for (const pattern of NUMBERS_THAT_ARE_NO_TIMES)
    for (const m of whole.matchAll(pattern)) mask(m.index, m[0].length)
  const hidden = rest

  const hits: Hit[] = []
  const take = (index: number, length: number, wish: TimeWish, certain = true) => {
    hits.push({ index, length, wish, certain })
    mask(index, length)
  }
  readStretches(hidden, (m, wish) => take(m.index, m[0].length, wish))
  readMoments(
    () => rest,
    bare,
    (index, length, wish) => take(index, length, wish),
  )
  const named = [...hits]
  for (const [pattern, from, to] of PARTS)
    for (const m of rest.matchAll(pattern)) {
      // "10 in the morning" needs no second time, but it settles am and pm.
      const beside = named.find((h) => h.wish.exact && h.wish.loose)
      if (beside) settleByPart(beside.wish, from)
      else if (named.length === 0)
        hits.push({
          index: m.index,
          length: m[0].length,
          wish: { from, to, exact: false, loose: false },
          certain: true,
        })
      const article = /\b(?:in the|this|in|the)\s+$/i.exec(rest.slice(0, m.index))?.[0].length ?? 0
      // "tonight" names the day too, and is left for the days to be read.
      if (!/tonight/i.test(m[0])) mask(m.index - article, m[0].length + article)
    }

  hits.sort((a, b) => a.index - b.index)
  const isRefused = (h: Hit) =>
    /(?:\bnot|\bexcept|n'?t (?:do|make)|instead of|other than|rather than)\s+(?:at\s+)?$/i.test(
      whole.slice(0, h.index),
    )
  const wanted = hits.filter((h) => !isRefused(h))
  // The last one wins: "10, no wait, 11".
  const time = wanted.findLast((h) => h.wish.exact)?.wish ?? wanted.at(-1)?.wish ?? null
  const zone = hits.length === 0 ? null : readZone(whole)
  // Dates go back to their places.
  const visible = [...rest].map((c, i) => (hidden[i] === MASK ? (whole[i] as string) : c)).join('')
  return { time, refused: hits.find(isRefused)?.wish ?? null, inMinutes, zone, rest: visible }
}

function readRelative(text: string): number | null {
  const m = /\bin (an|half an|a couple of|\d{1,2}) (hours?|hrs?|minutes?|mins?)\b/i.exec(text)
  if (!m) return null
  const n =
    m[1]?.toLowerCase() === 'half an'
      ? 0.5
      : m[1]?.toLowerCase() === 'an'
        ? 1
        : m[1]?.toLowerCase() === 'a couple of'
          ? 2
          : Number(m[1])
  return Math.round(n * (/^h/i.test(m[2] ?? '') ? 60 : 1))
}

function readZone(text: string): string | null {
  const m = /\b(ET|EST|EDT|CT|CST|CDT|MT|MST|MDT|PT|PST|PDT|GMT|BST|UTC|CET|CEST)\b/i.exec(text)
  // Lower-case "et" and "pt" are words of other languages and slips; lower-case "est" is meant.
  return m && (m[0].length > 2 || m[0] === m[0].toUpperCase()) ? (ZONES[m[0].toLowerCase()] ?? null) : null
}

type Clock = { hour: number; minute: number; loose: boolean }

function clockOf(
  hourText: string,
  minuteText: string | undefined,
  minuteWord: string | undefined,
  meridiem: string | undefined,
): Clock | null {
  const word = WORDS.indexOf(hourText.toLowerCase())
  let hour = word === 0 ? 12 : word > 0 ? word : Number(hourText)
  const spoken = minuteWord?.toLowerCase()
  const minute = minuteText
    ? Number(minuteText)
    : spoken === 'thirty'
      ? 30
      : spoken === 'fifteen'
        ? 15
        : spoken
          ? 45
          : 0
  if (meridiem) {
    if (hour < 1 || hour > 12) return hour <= 24 ? { hour, minute, loose: false } : null
    hour = (hour % 12) + (meridiem.toLowerCase().startsWith('p') ? 12 : 0)
    return { hour, minute, loose: false }
  }
  if (hour > 24) return null
  return { hour, minute, loose: hour >= 1 && hour <= 12 && !/^0/.test(hourText) }
}

const minutesOf = (c: Clock) => Math.min(c.hour * 60 + c.minute, 24 * 60)
const exactly = (c: Clock): TimeWish => ({
  from: minutesOf(c),
  to: minutesOf(c),
  exact: true,
  loose: c.loose,
})

/** "between 2 and 4", "from 9 to 11am", "after 5pm", "before noon". */
function readStretches(text: string, take: (m: RegExpExecArray, wish: TimeWish) => void): void {
  const between = new RegExp(
    `\\b(?:between|from)?\\s*\\b${CLOCK}${MERIDIEM}?\\s*(?:-|–|to|and|until|till)\\s*${CLOCK}${MERIDIEM}?\\b${NOT_COUNT}`,
    'gi',
  )
  for (const m of text.matchAll(between)) {
    const named = /between|from/i.test(m[0]) || m[4] !== undefined || m[8] !== undefined || /:/.test(m[0])
    if (!named) continue
    const to = clockOf(m[5] ?? '', m[6], m[7], m[8])
    const from = clockOf(
      m[1] ?? '',
      m[2],
      m[3],
      m[4] ?? (m[8] && Number(m[1]) < Number(m[5]) ? m[8] : undefined),
    )
    if (!from || !to) continue
    const wish = { from: minutesOf(from), to: minutesOf(to), exact: false, loose: from.loose || to.loose }
    if (wish.to > wish.from || wish.loose) take(m, wish)
  }
  const oneSided = new RegExp(
    `\\b(after|any ?time after|later than|past|from|before|by|until|till|no later than|earlier than)\\s+(?:about |around )?(?:${CLOCK}${MERIDIEM}?${NOT_COUNT}|(noon|midday|lunch))(?![\\d:])`,
    'gi',
  )
  for (const m of text.matchAll(oneSided)) {
    const c = m[6] ? { hour: 12, minute: 0, loose: false } : clockOf(m[2] ?? '', m[3], m[4], m[5])
    if (!c || /half\s*$|quarter\s*$/i.test(text.slice(0, m.index))) continue
    const late = /after|later|past|from/i.test(m[1] ?? '') && !/no later/i.test(m[1] ?? '')
    const at = minutesOf(c)
    take(
      m,
      late
        ? { from: at, to: 24 * 60, exact: false, loose: c.loose }
        : { from: 0, to: at, exact: false, loose: c.loose },
    )
  }
}

function readMoments(
  rest: () => string,
  bare: boolean,
  take: (index: number, length: number, wish: TimeWish) => void,
): void {
  const each = (pattern: RegExp, read: (m: RegExpExecArray) => Clock | null) => {
    for (const m of rest().matchAll(pattern)) {
      const clock = read(m)
      if (clock) take(m.index, m[0].length, exactly(clock))
    }
  }
  const at = '(?:\\b(?:at|around|about|approximately|say|@)\\s*)?'
  each(
    new RegExp(
      `${at}\\b(half past|half|quarter past|quarter to|(?:ten|twenty|five) (?:past|to))\\s+(${HOUR})\\b${MERIDIEM}?`,
      'gi',
    ),
    (m) => {
      const clock = clockOf(m[2] ?? '', undefined, undefined, m[3])
      if (!clock) return null
      const how = (m[1] ?? '').toLowerCase()
      const minutes = how.startsWith('half')
        ? 30
        : how.startsWith('quarter')
          ? 15
          : how.startsWith('twenty')
            ? 20
            : how.startsWith('ten')
              ? 10
              : 5
      const total = clock.hour * 60 + (how.endsWith('to') ? -minutes : minutes)
      return { hour: Math.floor(total / 60), minute: total % 60, loose: clock.loose }
    },
  )
  each(new RegExp(`${at}\\b${CLOCK}${MERIDIEM}`, 'gi'), (m) => clockOf(m[1] ?? '', m[2], m[3], m[4]))
  each(new RegExp(`${at}\\b(${HOUR})[:h]([0-5]\\d)\\b`, 'gi'), (m) =>
    clockOf(m[1] ?? '', m[2], undefined, undefined),
  )
  each(new RegExp(`${at}\\b(${HOUR})\\s*(?:o'?\\s?clock|ish|h(?:rs|ours)?\\b)(?:\\s*(am|pm))?`, 'gi'), (m) =>
    clockOf(m[1] ?? '', undefined, undefined, m[2]),
  )
  each(
    new RegExp(`\\b(?:at|around|about|@|say|make it|maybe|on the)\\s*${CLOCK}\\b${NOT_COUNT}`, 'gi'),
    (m) => clockOf(m[1] ?? '', m[2], m[3], undefined),
  )
  each(
    new RegExp(
      `(?<=day|today|tomorrow|\\b(?:mon|tues?|weds?|thurs?|fri|sat))\\s+${CLOCK}\\b${NOT_COUNT}(?!\\s+(?:of\\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))`,
      'gi',
    ),
    (m) =>
      // "the Tuesday one" is a choice among days.
      /^(?:one|two)$/i.test(m[1] ?? '') ? null : clockOf(m[1] ?? '', m[2], m[3], undefined),
  )
  each(
    new RegExp(
      `${at}\\b${CLOCK}(?=\\s+(?:o'?clock )?(?:in the|at) (?:early |late )?(?:morning|afternoon|evening|night)\\b)`,
      'gi',
    ),
    (m) => clockOf(m[1] ?? '', m[2], m[3], undefined),
  )
  each(
    new RegExp(`(?<=\\b(?:morning|afternoon|evening),?)\\s+(?:at\\s+)?${CLOCK}\\b${NOT_COUNT}`, 'gi'),
    (m) => clockOf(m[1] ?? '', m[2], m[3], undefined),
  )
  each(/\b(?:at |around |about )?(?:(?:12 )?noon|midday)\b/gi, () => ({ hour: 12, minute: 0, loose: false }))
  if (!bare) return
  each(new RegExp(`\\b${CLOCK}\\b${NOT_COUNT}`, 'gi'), (m) => {
    const word = WORDS.indexOf((m[1] ?? '').toLowerCase()) >= 0
    // "one" alone is a pronoun ("the last one"); "ten" is a time.
    if (word && /^(?:one|two)$/i.test(m[1] ?? '') && !m[3]) return null
    return clockOf(m[1] ?? '', m[2], m[3], undefined)
  })
}

function settleByPart(wish: TimeWish, partFrom: number): void {
  const afternoon = partFrom >= 11 * 60
  const hour = Math.floor(wish.from / 60)
  const shift = afternoon && hour < 12 ? 12 * 60 : !afternoon && hour === 12 ? -12 * 60 : 0
  wish.from += shift
  wish.to += shift
  wish.loose = false
}
