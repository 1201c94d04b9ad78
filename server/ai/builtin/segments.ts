// A burst of messages, cut into the single things that it says, each with what was read out of it.
import { isStopWord, splitWords } from '#ai/knowledge/words.ts'
import type { LeadFields } from '#domain/commands.ts'
import type { Service } from '#domain/knowledge.ts'
import type { Intent } from './intents.ts'
import { readLeadFacts } from './lead-facts.ts'
import { isIntentWord, scoreIntents } from './scorer.ts'
import { findServices } from './services-named.ts'
import type { Session } from './session.ts'
import { readWhen, type When } from './when.ts'

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
  lead: LeadFields
  /** Is it put as a question, or as a wish to know? */
  question: boolean
  /** Bearing words that no intent knows: the customer's own subject. */
  foreign: string[]
}

/** Nobody asks more in one breath; a pasted page is read in part. */
const MAX_TEXT = 2_000
const MAX_SEGMENTS = 10

/** At least so alike must an example be; a text with a subject of its own must be more alike. */
const FLOOR = 0.36
const FLOOR_WITH_SUBJECT = 0.46

export function readBurst(session: Session): Segment[] {
  const text = session.context.pending
    .map((line) => line.text.trim())
    .filter(Boolean)
    .join('\n')
    .slice(0, MAX_TEXT)
  return splitText(text)
    .slice(0, MAX_SEGMENTS)
    .map((part) => readSegment(session, part))
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
    .replace(/\b([ap])\.m\.?/gi, '$1m')
    .replace(/\b(dr|mr|mrs|ms|st|no|vs|approx|appt)\.\s/gi, '$1 ')
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
    (p) => !/^(?:please|so|well|and|there|um+|uh+|then|too|also|sir|anyway)[.!,]*$/i.test(p),
  )
}

const keepWhole = (s: string): boolean => notAfterNo.test(s) || notAfterThanks.test(s) || notAfterGood.test(s)

const asksSomething =
  /\?|^(?:(?:and|so|also|but|well|um|ok|please|hey|hi) )*(?:how|what|whats|when|whens|where|wheres|which|who|whos|why|do|does|did|are|is|can|could|would|will|should|may|have|has|any|got|tell me|i (?:would|want|need|just|d) ?(?:like|wanted)? ?to know|i was wondering|wondering|let me know|need to know|i have a question)\b/i

function readSegment(session: Session, text: string): Segment {
  const { profile, hours, services, now } = session.context
  const lead = readLeadFacts(text, profile.country)
  const time = /^(?:good (?:morning|afternoon|evening|night|day)|have a)\b/i.test(lead.masked)
    ? { when: null, masked: lead.masked.toLowerCase() }
    : readWhen(lead.masked, { hours, now, country: profile.country })
  const found = findServices(time.masked, services)
  const scored = scoreIntents(found.masked)
  const [best, next] = scored
  const foreign = found.left.filter(
    (w) =>
      !isStopWord(w) &&
      w.length > 2 &&
      !isIntentWord(w) &&
      !/^x(?:when|service|email|phone|name)$/.test(w) &&
      !isOwnName(session, w),
  )
  const floor = foreign.length > 0 ? FLOOR_WITH_SUBJECT : FLOOR
  const sure = best && best.score >= floor
  return {
    text,
    masked: found.masked,
    intent: sure ? best.intent : null,
    score: best?.score ?? 0,
    second: next && next.score >= floor ? next.intent : null,
    when: time.when,
    named: found.named,
    likely: found.likely,
    lead: lead.fields,
    question: asksSomething.test(text.trim()),
    foreign: [...new Set(foreign)],
  }
}

function isOwnName(session: Session, word: string): boolean {
  return splitWords(session.context.profile.name).includes(word)
}
