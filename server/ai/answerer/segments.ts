// A burst of messages, cut into the single things that it says, each with what was read out of it.
import { isStopWord, splitWords } from '#ai/knowledge/words.ts'
import { readZone } from '#ai/zones.ts'
import type { LeadFields } from '#domain/commands.ts'
import type { Service } from '#domain/knowledge.ts'
import { decideIntent, needsWord } from './decide-intent.ts'
import type { Intent } from './intents.ts'
import { readBareName, readLeadFacts } from './lead-facts.ts'
import { isIntentWord, scoreIntents } from './scorer.ts'
import { findServices } from './services-named.ts'
import type { Session } from './session.ts'
import { findStaff, type StaffNamed } from './staff-named.ts'
import { inZone, readWhen, type When } from './when.ts'

export type Segment = {
  text: string
  /** Lower case, with services, times and contact facts masked. */
  masked: string
  intent: Intent | null
  score: number
  second: Intent | null
  when: When | null
  named: Service[]
  likely: Service[]
  tied: boolean
  lead: LeadFields
  /** With whom: people or rooms that can be booked. */
  staff: StaffNamed[]
  /** "Anybody", "whoever is free". */
  anybody: boolean
  /** Is it put as a question, or as a wish to know? */
  question: boolean
  /** Bearing words that no intent knows: the customer's own subject. */
  foreign: string[]
}

/** Nobody asks more in one breath; a pasted page is read in part. */
const MAX_TEXT = 2_000
const MAX_SEGMENTS = 10

/** The segments of one text, wherever it is from. */
export function readSegments(session: Session, text: string): Segment[] {
  return splitText(text.slice(0, MAX_TEXT))
    .slice(0, MAX_SEGMENTS)
    .map((part) => readSegment(session, part))
}

export function readBurst(session: Session): Segment[] {
  const said = session.context.pending.map((line) => splitSignature(line.text.trim().slice(0, MAX_TEXT)))
  const text = said
    .map((part) => part.text)
    .filter(Boolean)
    .join('\n')
    .slice(0, MAX_TEXT)
  const segments = splitText(text)
    .slice(0, MAX_SEGMENTS)
    .flatMap((part) => readHalves(session, part) ?? [readSegment(session, part)])
  const name = said.map((part) => part.name).find((found) => found !== null)
  const [first] = segments
  if (name && first && !segments.some((s) => s.lead.name)) first.lead.name = name
  return segments
}

const farewell =
  /^(?:best|all the best|best wishes|(?:best|kind|warm|many)? ?regards|sincerely|yours|yours truly|cheers|thanks|thank you|many thanks|thx)[,.!]?$/i

/** What stands under "Best regards" is who wrote, not what they want. */
function splitSignature(text: string): { text: string; name: string | null } {
  const lines = text.split('\n')
  const at = lines.findLastIndex((line, i) => i > 0 && farewell.test(line.trim()))
  if (at < 0 || lines.length - at > 8) return { text, name: null }
  const signed = lines
    .slice(at + 1)
    .map((line) => line.trim())
    .find(Boolean)
  const name = signed && /^\p{Lu}/u.test(signed) ? readBareName(signed, true) : null
  return { text: lines.slice(0, at).join('\n'), name }
}

const facts = new Set<Intent | null>(['hours', 'price', 'location', 'contact', 'services', 'duration'])

/** "Your hours and address" are two questions, where each half is one by itself. */
function readHalves(session: Session, text: string): Segment[] | null {
  const at = text.toLowerCase().indexOf(' and ')
  if (at < 0) return null
  const halves = [text.slice(0, at), text.slice(at + 5)].map((half) => readSegment(session, half))
  const [first, second] = halves
  const both = halves.every(
    (half) =>
      half.intent &&
      facts.has(half.intent) &&
      half.foreign.length === 0 &&
      needsWord[half.intent]?.test(half.masked) !== false,
  )
  return both && first?.intent !== second?.intent ? halves : null
}

const opener =
  /^(hi|hello|hey|hi there|hello there|hey there|good (?:morning|afternoon|evening|day)|yes|yeah|yep|yup|sure|ok|okay|great|perfect|awesome|thanks|thank you(?: so much| very much)?|thx|no|nope|nah)\b(?: please| sir| ma'?am| all| team)?[,.!;:-]*\s+(?=\S)/i
const notAfterNo =
  /^(?:no|nope) (?:problem|one|idea|worries|rush|way|longer|matter|doubt|need|show|more|later|earlier|sooner|thank|that|it is|big)/i
const notAfterThanks =
  /^(?:thanks|thank you(?: so much| very much)?|thx) (?:for|a|so|very|again|you|to|in)\b/i
const notAfterGood =
  /^(?:great|perfect|ok|okay|sure|awesome) (?:to|for|with|choice|idea|thing|time|day|that|job|work|service)\b/i
const asks = String.raw`(?:how|what|whats|what's|when|where|which|who|do|does|did|are|is|can|could|would|will|should|may|have you|please)\b`

/** Sentences, and questions joined by "and". A greeting, a yes or a thank-you in front stands alone. */
export function splitText(text: string): string[] {
  const sentences = text
    .replace(/[👍👌✅🆗]\p{Emoji_Modifier}*/gu, ' ok ')
    .replace(/\b([ap])\.m\.?/gi, '$1m')
    .replace(/\b(dr|mr|mrs|ms|st|no|vs|approx|appt)\.\s/gi, '$1 ')
    // "Thomas O. Stodgel" is one name.
    .replace(/(?<=\p{Lu}\p{Ll}+ \p{Lu})\.\s+(?=\p{Lu})/gu, ' ')
    .split(/(?<=[.!?;])\s+|\n+|\s+-\s+/)
    .flatMap((s) => s.split(new RegExp(String.raw`,?\s+(?:and|also|plus|but)(?: also)?\s+(?=${asks})`, 'i')))
    .flatMap((s) => s.split(new RegExp(String.raw`,\s+(?=${asks})`, 'i')))
    .flatMap((s) => (s.includes('?') ? s.split(/(?<=\?)\s*(?=\S)/) : [s]))
  const parts: string[] = []
  for (const sentence of sentences) {
    let rest = sentence.trim()
    for (let peeled = opener.exec(rest); peeled && !keepWhole(rest); peeled = opener.exec(rest)) {
      parts.push(peeled[0].trim())
      rest = rest.slice(peeled[0].length).trim()
    }
    if (/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(rest)) parts.push(rest)
  }
  return parts.filter(
    (p) =>
      !/^(?:please|so|well|and|there|um+|uh+|then|too|also|sir|anyway|actually|hmm+|oh|well then|btw)[.!,]*$/i.test(
        p,
      ),
  )
}

const keepWhole = (s: string): boolean => notAfterNo.test(s) || notAfterThanks.test(s) || notAfterGood.test(s)

/** What thumbs write, as the examples are written. */
const short: Record<string, string> = {
  u: 'you',
  ur: 'your',
  r: 'are',
  pls: 'please',
  plz: 'please',
  thx: 'thanks',
  tks: 'thanks',
  wanna: 'want to',
  gonna: 'going to',
  gimme: 'give me',
  lemme: 'let me',
  appt: 'appointment',
  appts: 'appointments',
  hrs: 'hours',
  yall: 'you',
  abt: 'about',
  guys: '',
  folks: '',
}
const inFullWords = (text: string): string => text.replace(/[a-z]+/g, (word) => short[word] ?? word)

const asksSomething =
  /\?|^(?:(?:and|so|also|but|well|um|ok|please|hey|hi) )*(?:how|what|whats|when|whens|where|wheres|which|who|whos|why|do|does|did|are|is|can|could|would|will|should|may|have|has|any|got|tell me|i (?:would|want|need|just|d) ?(?:like|wanted)? ?to know|i was wondering|wondering|let me know|need to know|i have a question)\b/i

function readSegment(session: Session, text: string): Segment {
  const { profile, hours, services, now } = session.context
  const people = findStaff(text, session.context.staff ?? [])
  const lead = readLeadFacts(people.rest, profile.country)
  const zone = readZone(lead.masked)
  if (zone) lead.fields.timeZone = zone
  const read = /^(?:good (?:morning|afternoon|evening|night|day)|have a)\b/i.test(lead.masked)
    ? { when: null, masked: lead.masked.toLowerCase() }
    : readWhen(lead.masked, { hours, now, country: profile.country })
  const time = zone && read.when ? { ...read, when: inZone(read.when, zone, hours.timeZone, now) } : read
  const found = findServices(inFullWords(time.masked), services)
  const scored = scoreIntents(found.masked)
  const foreign = [
    ...new Set(
      found.left.filter(
        (w) =>
          !isStopWord(w) &&
          (w.length > 2 || /^\d\d/.test(w)) &&
          !isIntentWord(w) &&
          !/^x(?:when|service|email|phone|name)$/.test(w) &&
          !isOwnName(session, w),
      ),
    ),
  ]
  // "Water heater" is our "Water heater check", but a "tankless water heater" may be something else.
  const doubtful = foreign.length > 0 ? found.partly : []
  const segment: Segment = {
    text,
    masked: found.masked,
    intent: null,
    score: 0,
    second: null,
    when: time.when,
    named: found.named.filter((s) => !doubtful.includes(s)),
    likely: [...doubtful, ...found.likely],
    tied: doubtful.length === 0 && found.tied,
    lead: lead.fields,
    staff: people.staff,
    anybody: people.anybody,
    question: asksSomething.test(text.trim()),
    foreign,
  }
  return { ...segment, ...decideIntent(segment, scored) }
}

/** Is it one of the words with which the business speaks of itself? */
function isOwnName(session: Session, word: string): boolean {
  const { name, description } = session.context.profile
  return splitWords(`${name} ${description}`).includes(word)
}
