// Times of day in a customer's words: "3pm", "half past ten", "after 2", "between 9 and 11", "in the afternoon".
// What is read is taken out of the text, so that the reader of dates does not meet it again.

/** A span of the day as HH:MM; `label` is how the customer called it ("afternoon"), for the answer. */
export type DayWindow = { from: string; to: string; label: string }
/** `sure` is false where morning or afternoon had to be guessed. */
export type ClockTime = { time: string; sure: boolean }
export type TimeOfDay = { at: ClockTime[]; window: DayWindow | null; rest: string }

/** Where a bare hour may lie (the business's opening hours of the day, as HH:MM), to tell 3 AM from 3 PM. */
export type Likely = { from: string; to: string }

const numbers = [
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
  'twelve',
]
const numberWord = `(?:${numbers.join('|')})`
const parts: [RegExp, DayWindow][] = [
  [/\b(?:in the |this |the )?late afternoons?\b/, { from: '15:00', to: '18:00', label: 'late afternoon' }],
  [
    /\b(?:first thing|early)(?: in the)?(?: morning)?\b/,
    { from: '05:00', to: '10:30', label: 'early morning' },
  ],
  [
    /\b(?:in |during |over |at |around )?(?:the )?lunch ?(?:time|break|hour)?\b/,
    { from: '11:30', to: '14:00', label: 'around lunchtime' },
  ],
  [/\b(?:in the |this |the )?mornings?\b/, { from: '05:00', to: '12:00', label: 'morning' }],
  [/\b(?:in the |this |the )?afternoons?\b/, { from: '12:00', to: '17:00', label: 'afternoon' }],
  [/\b(?:in the |this |the )?evenings?\b/, { from: '17:00', to: '22:00', label: 'evening' }],
  [/\btonight\b/, { from: '17:00', to: '23:59', label: 'evening' }],
  [/\bafter (?:work|school)\b/, { from: '16:00', to: '22:00', label: 'after work' }],
]

const clock = String.raw`(\d{1,2})(?:[:.h](\d{2}))?(?: ?(am|pm))?(?: ?(?:hrs|hours))?`
const notTime = String.raw`(?! ?(?:%|st\b|nd\b|rd\b|th\b|/|\.\d|,\d|people|persons?|kids|weeks?|days?|months?|years?|minutes?|mins?|of\b|dollars?|bucks|january|february|march|april|may|june|july|august|september|october|november|december|jan\b|feb\b|mar\b|apr\b|jun\b|jul\b|aug\b|sept?\b|oct\b|nov\b|dec\b))`

/** Reads every time of day. A window ("after 3") is kept apart from exact times; `rest` is the text without them. */
export function readTimeOfDay(input: string, likely: Likely): TimeOfDay {
  let rest = spellOut(input)
  const at: ClockTime[] = []
  let window: DayWindow | null = null
  const part = parts.find(([pattern]) => pattern.test(rest))?.[1] ?? null
  const hint = part && part.label !== 'around lunchtime' && part.label !== 'after work' ? part : null
  const take = (pattern: string, use: (m: RegExpExecArray) => void) => {
    rest = rest.replace(new RegExp(pattern, 'g'), (...found) => {
      const match = found.slice(
        0,
        found.findIndex((f) => typeof f === 'number'),
      ) as unknown[]
      const before = at.length + (window ? 1 : 0)
      use(match as RegExpExecArray)
      return at.length + (window ? 1 : 0) > before || window ? ' ' : String(match[0])
    })
  }
  const read = (hour?: string, minute?: string, half?: string) => toClock(hour, minute, half, hint, likely)

  take(String.raw`\b(?:between|from)? ?${clock} ?(?:and|to|-|–|until|till) ?${clock}${notTime}\b`, (m) => {
    const bound = /^(?:between|from)/.test(m[0] ?? '') || m[3] || m[6] || (m[2] && m[5])
    const to = read(m[4], m[5], m[6])
    const from =
      to &&
      read(
        m[1],
        m[2],
        m[3] ?? (m[6] && Number(m[1]) <= Number(m[4]) && Number(m[1]) !== 12 ? m[6] : undefined),
      )
    if (bound && from && to && from.time < to.time) window = { from: from.time, to: to.time, label: '' }
  })
  take(
    String.raw`\b(?:any ?time )?(?:after|past|from|no earlier than|not before) ${clock}${notTime}(?: onwards?)?\b`,
    (m) => {
      const time = read(m[1], m[2], m[3])
      if (time) window = { from: time.time, to: '24:00', label: '' }
    },
  )
  take(
    String.raw`\b(?:any ?time )?(?:before|until|till|by|no later than|not after) ${clock}${notTime}\b`,
    (m) => {
      const time = read(m[1], m[2], m[3])
      if (time) window = { from: '00:00', to: time.time, label: '' }
    },
  )
  take(String.raw`\b(?:at|@|around|about|make it|how about|what about) ?${clock}${notTime}\b`, (m) => {
    const time = read(m[1], m[2], m[3])
    if (time) at.push(time)
  })
  take(String.raw`\b(\d{1,2})(?:[:.h](\d{2}))? ?(am|pm)\b`, (m) => {
    const time = read(m[1], m[2], m[3])
    if (time) at.push(time)
  })
  take(String.raw`\b(\d{1,2})[:h](\d{2})\b`, (m) => {
    const time = read(m[1], m[2])
    if (time) at.push(time)
  })
  for (const [pattern] of parts)
    rest = rest.replace(new RegExp(pattern, 'g'), pattern.source.includes('tonight') ? ' today ' : ' ')
  return {
    at: unique(at),
    window: window ?? (at.length === 0 ? part : null),
    rest: rest.replace(/ {2,}/g, ' ').trim(),
  }
}

/** A bare hour as HH:MM: with the part of the day that was said, else where the business is open. */
export function guessTime(hour: number, minute: number, likely: Likely): ClockTime | null {
  return toClock(String(hour), String(minute).padStart(2, '0'), undefined, null, likely)
}

function toClock(
  hour: string | undefined,
  minute: string | undefined,
  half: string | undefined,
  part: DayWindow | null,
  likely: Likely,
): ClockTime | null {
  const h = Number(hour)
  const m = Number(minute ?? 0)
  if (hour === undefined || Number.isNaN(h) || h > 24 || m > 59) return null
  const write = (hours: number) => `${String(hours).padStart(2, '0')}:${String(m).padStart(2, '0')}`
  if (half && h > 12) return { time: write(h % 24), sure: true }
  if (half) return h === 0 ? null : { time: write((h % 12) + (half === 'pm' ? 12 : 0)), sure: true }
  if (h > 12 || h === 0 || (hour.startsWith('0') && minute !== undefined))
    return { time: write(h % 24), sure: true }
  const early = write(h % 12)
  const late = write((h % 12) + 12)
  if (part) return { time: part.from < '12:00' && part.to <= '12:00' ? early : late, sure: true }
  const fits = [early, late].filter((time) => time >= likely.from && time < likely.to)
  if (fits.length === 1 && fits[0]) return { time: fits[0], sure: true }
  return { time: h >= 7 && h < 12 ? early : late, sure: false }
}

function unique(times: ClockTime[]): ClockTime[] {
  return times.filter((t, i) => times.findIndex((o) => o.time === t.time) === i)
}

/** Words to digits, in the few forms in which people say times. */
function spellOut(text: string): string {
  const digit = (word: string) => String(numbers.indexOf(word) + 1)
  const previous = (hour: number) => (hour === 1 ? 12 : hour - 1)
  const toHour = (word: string) => (/\d/.test(word) ? Number(word) : numbers.indexOf(word) + 1)
  return text
    .toLowerCase()
    .replace(/\b([ap])\.? ?m\b\.?/g, '$1m')
    .replace(/\b(\d{1,2})(\d{2})(?= ?(?:am|pm)\b)/g, '$1:$2')
    .replace(/\b(\d{1,2}) ?o['’"]?clock/g, 'at $1:00')
    .replace(
      new RegExp(String.raw`\b(${numberWord}) ?o['’"]?clock`, 'g'),
      (_, w: string) => `at ${digit(w)}:00`,
    )
    .replace(
      new RegExp(String.raw`\bhalf(?: past)? (\d{1,2}|${numberWord})\b`, 'g'),
      (_, w: string) => `at ${toHour(w)}:30`,
    )
    .replace(
      new RegExp(String.raw`\bquarter past (\d{1,2}|${numberWord})\b`, 'g'),
      (_, w: string) => `at ${toHour(w)}:15`,
    )
    .replace(
      new RegExp(String.raw`\b(?:a )?quarter (?:to|of) (\d{1,2}|${numberWord})\b`, 'g'),
      (_, w: string) => `at ${previous(toHour(w))}:45`,
    )
    .replace(
      new RegExp(
        String.raw`\b(${numberWord})(?: (thirty|fifteen|forty[- ]five))?(?= ?(?:am|pm|in the (?:morning|afternoon|evening))\b)`,
        'g',
      ),
      (_, w: string, m?: string) =>
        `${digit(w)}${m ? (m.startsWith('forty') ? ':45' : m === 'thirty' ? ':30' : ':15') : ''}`,
    )
    .replace(
      new RegExp(
        String.raw`\b(at|around|about|after|before|until|till|by|between|and|make it) (${numberWord})(?: (thirty|fifteen))?\b(?! (?:of|more|other|thing|person|people|time|day|week|hour|minute))`,
        'g',
      ),
      (_, p: string, w: string, m?: string) => `${p} ${digit(w)}${m ? (m === 'thirty' ? ':30' : ':15') : ''}`,
    )
    .replace(
      /\b(?:at )?(morning|afternoon|evening) (?:at )?(\d{1,2})(?![\d:]|\.\d|st|nd|rd|th)(?! ?(?:am|pm))/g,
      '$1 at $2',
    )
    .replace(/\b(at|around|about) (\d{1,2}(?::\d\d)?(?: ?[ap]m)?) or (?:at )?(?=\d)/g, '$1 $2 $1 ')
    .replace(/\b(?:at )?(?:noon|midday)\b/g, 'at 12:00pm')
    .replace(/(?<![\d:.])\b(\d{1,2})(?= in the (?:morning|afternoon|evening)\b)/g, 'at $1')
    .replace(/\b(zday\d{8}) +(\d{1,2})(?=$|[,.!?])/g, '$1 at $2')
    .replace(/\bat at\b/g, 'at')
}
