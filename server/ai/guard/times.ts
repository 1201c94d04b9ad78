// Times and days in a reply. What is offered or confirmed must come from the calendar; what is said about opening
// hours must be what the hours say; a time that only the customer named may be repeated, not promised.
import { Temporal } from 'temporal-polyfill'
import type { Slot } from '#domain/booking.ts'
import type { ThreadLine } from '#domain/desk.ts'
import { type Hours, intervalsOn, type Weekday, weekdays } from '#domain/hours.ts'
import { claimsBooking } from './actions.ts'
import type { Checked, Evidence } from './evidence.ts'
import { findMentions, isConsistent, type Mention, mentionOfMoment, sameDay, sameMinute } from './mentions.ts'
import { hasDenial, isOpen, plain, type Sentence, sentencesOf } from './sentences.ts'

const any = (list: string) => new RegExp(`(?<!\\p{L})(?:${list})`, 'giu')
/** Words that make a time an offer or a promise. */
const offerCue = any(
  "offer|(?:i|we)(?:'ve)? (?:have|got)\\b|available|availabilit|(?<!feel )free(?! (?:of|estimate|quote|visit|consult|deliver|inspect))|slots?\\b|an? opening|openings|book|appointment|schedul|come (?:in|by|over)|see you|fit you|squeeze|works?\\b|suits?\\b|how about|what about|can do|could do|reserv|hold|we'll be there|arrive|confirmed|it is(?=\\s*[!.,]|$)|sounds (?:good|great)|no problem|" +
    'termin|frei\\b|verfügbar|passt|anbieten|gebucht|disponib|rendez-vous|créneau|réserv|cita\\b|hueco|libre|reserva|appuntament|prenot|horário livre|consulta|marca(?:do|r)|afspraak|beschikbaar|vrij\\b',
)
/** Words that make it a statement about opening hours. */
const hoursCue = any(
  'open(?!ing at|ings?\\b)|opening hours|hours|close[sd]?\\b|closing|until|till\\b|' +
    'geöffnet|öffn|schlie|ouvert|ouvr|ferm|horaire|abiert|abrimos|abre|cierra|cerra|horario|abert|fecha|apert|apr(?:e|iamo)|chiu|orari|geopend|gesloten|sluit',
)

type Cue = 'booked' | 'offer' | 'hours' | 'none'

/** What is wrong with the times of this sentence, in words for the model. */
export function checkTimes(
  sentence: Sentence,
  { context }: Checked,
  evidence: Evidence,
  known: Known,
): string[] {
  const mentions = findMentions(sentence.text, { now: context.now, timeZone: context.hours.timeZone })
  const problems = mentions.flatMap((mention, i) => {
    if (!isConsistent(mention)) return [`“${mention.text}”: that date is another weekday`]
    const cue = cueOf(sentence.text, mention, evidence.booked !== null)
    const before = mentions.slice(0, i).findLast((m) => m.weekday !== null)
    const after = mentions.slice(i + 1).find((m) => m.weekday !== null)
    // A time without a day belongs to a day that is named before it or after it.
    const borrowed =
      mention.minute !== null && mention.weekday === null
        ? [before, after].filter((m) => m !== undefined)
        : []
    const readings =
      borrowed.length > 0
        ? borrowed.map((day) => ({ ...mention, dates: day.dates, weekday: day.weekday }))
        : [mention]
    if (readings.some((reading) => mayStand(reading, cue, sentence, known, context.hours))) return []
    return [wordsFor(mention, cue)]
  })
  if (
    roundTheClock.test(sentence.text) &&
    !hasDenial(sentence.text) &&
    !sentence.question &&
    !isRoundTheClock(context.hours, evidence)
  )
    problems.push('that it is open round the clock does not agree with the opening hours')
  return problems
}

const roundTheClock =
  /(?<!\d)24\s?\/\s?7(?!\d)|around the clock|round the clock|24 hours a day|rund um die Uhr/i

function isRoundTheClock({ week }: Hours, { business }: Evidence): boolean {
  const always = Object.values(week).every((day) =>
    day.some((i) => i.opens === '00:00' && i.closes === '24:00'),
  )
  return always || business.some((text) => roundTheClock.test(text))
}

function wordsFor(mention: Mention, cue: Cue): string {
  if (cue === 'booked') return `“${mention.text}” is not the time that was booked`
  if (cue === 'hours') return `“${mention.text}” does not agree with the opening hours`
  return `“${mention.text}” was given by no tool in this turn: call find_slots and offer only what it returns`
}

function cueOf(sentence: string, mention: Mention, booked: boolean): Cue {
  if (booked && claimsBooking(sentence)) return 'booked'
  const before = sentence.slice(0, mention.index)
  const after = sentence.slice(mention.index + mention.text.length)
  const near = /^[^,.;:!?]*/.exec(after)?.[0] ?? ''
  if (near.search(offerCue) >= 0) return 'offer'
  const offer = lastIndex(before, offerCue)
  const hours = lastIndex(before, hoursCue)
  if (offer >= 0 || hours >= 0) return offer > hours ? 'offer' : 'hours'
  return after.search(hoursCue) >= 0 ? 'hours' : after.search(offerCue) >= 0 ? 'offer' : 'none'
}

function lastIndex(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].at(-1)?.index ?? -1
}

/** What is known about times before the reply is read. Texts are read once, and only where a reply needs them. */
export type Known = {
  slots: Mention[]
  booked: Mention[]
  now: Mention
  business(): Mention[]
  customer(): Mention[]
}

export function knownTimes({ context }: Checked, evidence: Evidence): Known {
  const place = { now: context.now, timeZone: context.hours.timeZone }
  const moment = (at: Date) => mentionOfMoment(at, place.timeZone)
  const spans = (slots: Slot[]) =>
    slots.flatMap((slot) => [
      moment(slot.start),
      mentionOfMoment(slot.end, place.timeZone, true),
      ...inTheirZone(slot.start),
    ])
  const { timeZone: theirs } = context.contact
  // Where the customer is elsewhere, both times are said.
  const inTheirZone = (at: Date) => (theirs ? [mentionOfMoment(at, theirs)] : [])
  const lines = new Set(context.thread.filter((line) => line.author !== 'contact').map((line) => line.text))
  const texts = evidence.business.filter((text) => !lines.has(text))
  const upcoming = evidence.upcoming.flatMap((at) => [moment(at), ...inTheirZone(at)])
  return {
    slots: [...spans(evidence.slots), ...upcoming],
    booked: [...(evidence.booked ? spans([evidence.booked]) : []), ...upcoming],
    now: moment(context.now),
    business: once(() => [
      ...texts.flatMap((text) => findMentions(text, place)),
      ...ownLines(context.thread.slice(-READ_LINES), place),
    ]),
    customer: once(() => findMentions(evidence.customer.slice(-READ_CUSTOMER), place)),
  }
}

/** An offer that still counts was made not long ago. */
const READ_LINES = 12
const READ_CUSTOMER = 3_000

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null
  return () => (made ??= { value: make() }).value
}

/**
 * What the business said earlier counts. Of an AI's own lines, a time that the customer had named before counts only
 * where it was offered as free: it does not become an offer by having been repeated in a question.
 */
function ownLines(thread: ThreadLine[], place: { now: Date; timeZone: string }): Mention[] {
  const wished: Mention[] = []
  const said: Mention[] = []
  for (const line of thread) {
    const at = { ...place, now: line.at }
    if (line.author === 'contact') wished.push(...findMentions(line.text, at))
    else if (line.author !== 'ai') said.push(...findMentions(line.text, at))
    else
      for (const sentence of sentencesOf(plain(line.text)))
        for (const mention of findMentions(sentence.text, at)) {
          const offered = !isOpen(sentence) && cueOf(sentence.text, mention, false) === 'offer'
          if (offered || !wished.some((wish) => agrees(mention, wish))) said.push(mention)
        }
  }
  return said
}

function agrees(a: Mention, b: Mention): boolean {
  if (!sameDay(a, b) || (b.ends && !a.ends)) return false
  if (a.minute === null || b.minute === null) return a.minute === b.minute || a.minute === null
  return sameMinute({ minute: a.minute, loose: a.loose }, { minute: b.minute, loose: b.loose })
}

function mayStand(m: Mention, cue: Cue, sentence: Sentence, known: Known, hours: Hours): boolean {
  const stands = (list: Mention[]) => list.some((one) => agrees(m, one))
  const echoed =
    (sentence.question || hasDenial(sentence.text)) && (m.minute === null || stands(known.customer()))
  if (cue === 'booked') return stands(known.booked)
  if (stands(known.slots) || stands(known.business())) return true
  if (cue === 'offer') return echoed
  if (m.minute === null) return cue === 'none' || saysHoursRight(m, sentence.text, hours)
  return (
    standsInHours(m, hours) || echoed || agrees(m, known.now) || (cue === 'none' && stands(known.customer()))
  )
}

const toMinutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** Is this a time at which the business opens or closes, on that day if one was named? */
function standsInHours(m: Mention, hours: Hours): boolean {
  return daysOf(m, hours).some((intervals) =>
    intervals
      .flatMap((i) => [toMinutes(i.opens), toMinutes(i.closes) % 1440])
      .some((minute) => sameMinute({ minute: m.minute ?? -1, loose: m.loose }, { minute, loose: false })),
  )
}

/** The intervals of the days that a mention may mean: its dates, else its weekday and holidays on it, else all. */
function daysOf(m: Mention, hours: Hours): { opens: string; closes: string }[][] {
  if (m.dates.length > 0) return m.dates.map((d) => intervalsOn(hours, Temporal.PlainDate.from(d)).intervals)
  const holidays = hours.holidays.filter(
    (h) => m.weekday === null || Temporal.PlainDate.from(h.date).dayOfWeek === m.weekday,
  )
  const week =
    m.weekday === null ? Object.values(hours.week) : [hours.week[weekdays[m.weekday - 1] as Weekday]]
  return [...week, ...holidays.map((h) => h.intervals)]
}

/** "Open on Sunday" and "closed on Monday" must be so. Where the sentence denies, or says neither, nothing is claimed. */
function saysHoursRight(m: Mention, sentence: string, hours: Hours): boolean {
  if (hasDenial(sentence)) return true
  const before = sentence.slice(0, m.index)
  const open = lastIndex(
    before,
    /(?<!\p{L})(?:open|opens|geöffnet|ouverts?|abiert|abert|apert|geopend)(?!\p{L})/giu,
  )
  const closed = lastIndex(
    before,
    /(?<!\p{L})(?:closed|geschlossen|fermée?s?|cerrad|fechad|chius|gesloten)/giu,
  )
  if (open < 0 && closed < 0) return true
  const days = daysOf(m, hours)
  return open > closed ? days.some((d) => d.length > 0) : days.some((d) => d.length === 0)
}
