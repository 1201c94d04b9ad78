// What a turn says about a booking: gathered from its segments, before anything is looked up.

import { readBareName } from '#ai/answerer/lead-facts.ts'
import type { Segment } from '#ai/answerer/segments.ts'
import type { Session } from '#ai/answerer/session.ts'
import { guessTime } from '#ai/answerer/time-of-day.ts'
import { likelyHours, type When, wallClock } from '#ai/answerer/when.ts'
import { splitWords } from '#ai/knowledge/words.ts'
import type { Service } from '#domain/knowledge.ts'

export type Wish = {
  services: Service[]
  when: When | null
  /** Index among the offered slots. */
  pick: number | null
  /** Something before or after what was offered. */
  shift: 'earlier' | 'later' | 'another day' | null
  yes: boolean
  no: boolean
  name: string | null
  /** With whom; `anybody` takes an earlier wish back. */
  staff: string | null
  anybody: boolean
}

export const emptyWish = (): Wish => ({
  services: [],
  when: null,
  pick: null,
  shift: null,
  yes: false,
  no: false,
  name: null,
  staff: null,
  anybody: false,
})

const which = '(?:one|slot|option|time|appointment|opening)'
const ordinals: [string, (count: number) => number][] = [
  ['1st|first|former|earliest|earlier(?= (?:one|slot|option))', () => 0],
  ['2nd|second|middle', () => 1],
  ['3rd|third', () => 2],
  ['last|latest|latter|later(?= (?:one|slot|option))', (count) => count - 1],
]
const indifferent =
  /\b(?:either|whichever|any of (?:them|those|these)|doesnt matter|dont mind|dont care|you (?:choose|pick)|up to you|all work|any works|any is fine|any ?time|whenever|anything works|flexible)\b/
const taking =
  '(?:(?:yes|ok|okay|sure|lets|let us|ill|i will|id|i would|can i|could i|we|i) )*(?:(?:take|have|do|go with|go for|get|choose|pick|prefer|like|book|want) )?'

/** Which of the offered slots a short text points at, or null. */
export function readPick(session: Session, text: string): number | null {
  const offered = session.state.booking?.offered ?? []
  if (offered.length === 0) return null
  const words = splitWords(text)
  const said = words.join(' ')
  if (words.length > 8) return null
  const number = /^(?:number|option|no|nr|slot)? ?(\d{1,2})(?: please| works| is good| it is)?$/.exec(said)
  if (number) {
    const n = Number(number[1])
    const zone = session.context.hours.timeZone
    // "10" after "9:00, 10:00 or 11:00" is a time; "2" is the second one.
    const byHour = offered.findIndex((start) => {
      const at = wallClock(new Date(start), zone)
      return at.minute === 0 && (at.hour === n || at.hour === n + 12)
    })
    if (byHour >= 0) return byHour
    return n >= 1 && n <= offered.length ? n - 1 : null
  }
  if (indifferent.test(said)) return 0
  for (const [ordinal, index] of ordinals) {
    const alone = new RegExp(
      `^${taking}(?:the )?(?:${ordinal})(?: ${which})?(?: (?:please|works|work|then|thanks|is|would|sounds|suits|looks).*)?$`,
    )
    if (!alone.test(said) && !new RegExp(`\\b(?:${ordinal}) ${which}\\b`).test(said)) continue
    const i = index(offered.length)
    return i < offered.length ? i : null
  }
  return null
}

/** "Anything earlier?" */
function readShift(text: string): Wish['shift'] {
  const said = splitWords(text).join(' ')
  if (splitWords(text).length > 9 || /\b(?:earlier|later) (?:one|slot|option)\b/.test(said)) return null
  if (/\b(?:another|different|other) days?\b/.test(said)) return 'another day'
  if (/\b(?:earlier|sooner|too late)\b/.test(said)) return 'earlier'
  return /\b(?:later(?! (?:today|on|this))|too early|too soon)\b/.test(said) ? 'later' : null
}

/** A bare hour in answer to "which time?" ("10", "3:30"), where it is none of the offered. */
export function readBareHour(session: Session, text: string): When | null {
  const found =
    /^(?:(?:is|what about|how about|maybe|at|around|about|do you have|can (?:i|we|you) do|could (?:i|we|you) do|lets do|make it) )*(\d{1,2})(?:[:.](\d{2}))?(?: (?:ok|okay|free|available|possible|fine|good|please|works?|work|then|open|for you|alright))*[?.!]?$/i.exec(
      text.trim().replace(/['’]/g, ''),
    )
  if (!found) return null
  const time = guessTime(
    Number(found[1]),
    Number(found[2] ?? 0),
    likelyHours(session.context.hours, session.state.booking?.days[0] ?? null),
  )
  return time && { days: [], range: null, at: [time], window: null, soonest: false, sure: true }
}

/** Adds what one segment says. True where it said something about the booking. */
export function addToWish(session: Session, wish: Wish, segment: Segment): boolean {
  const asked = session.state.booking?.asked ?? null
  const before = JSON.stringify(wish)
  if (asked !== null) {
    // "The 1st" with a month, or "later on the 1st", is a date; "the 1st one" is a choice.
    if (segment.when === null || /\b(?:one|slot|option)\b/.test(segment.text))
      wish.pick ??= readPick(session, segment.text)
    wish.shift ??= readShift(segment.text)
    if (wish.pick === null && segment.when === null) segment.when = readBareHour(session, segment.text)
  }
  if (segment.when && wish.pick === null) wish.when = mergeWhen(wish.when, segment.when)
  for (const service of segment.named) if (!wish.services.includes(service)) wish.services.push(service)
  const likely = segment.likely[0]
  if (
    wish.services.length === 0 &&
    likely &&
    !segment.tied &&
    (asked === 'service' || segment.intent === 'need' || segment.intent === 'book')
  )
    wish.services.push(likely)
  wish.staff = segment.staff[0]?.id ?? wish.staff
  wish.anybody ||= segment.anybody
  if (segment.intent === 'yes') wish.yes = true
  if (segment.intent === 'no') wish.no = true
  const name =
    segment.lead.name ??
    (segment.when || wish.pick !== null || segment.intent === 'yes' || segment.intent === 'no'
      ? null
      : readBareName(segment.text, asked === 'name' && (segment.intent === null || segment.score < 0.75)))
  if (name && (segment.lead.name || segment.named.length === 0)) wish.name = name
  return JSON.stringify(wish) !== before
}

function mergeWhen(first: When | null, second: When): When {
  if (!first) return second
  return {
    days: second.days.length > 0 ? second.days : first.days,
    range: second.range ?? (second.days.length > 0 ? null : first.range),
    at: second.at.length > 0 ? second.at : first.at,
    window: second.window ?? (second.at.length > 0 ? null : first.window),
    soonest: first.soonest || second.soonest,
    sure: first.sure && second.sure,
  }
}
