// One question, one answer: from the facts of the business, or from its knowledge, or honestly none.
import { termsOf } from '#ai/knowledge/relevance.ts'
import { splitWords, stem } from '#ai/knowledge/words.ts'
import type { Service } from '#domain/knowledge.ts'
import type { Intent } from './intents.ts'
import { continuesTopic } from './plan.ts'
import { replyMyAppointment } from './replies/appointments.ts'
import { replyHours } from './replies/hours.ts'
import { type Answer, findAnswer, quote } from './replies/knowledge.ts'
import { replyContact, replyLocation } from './replies/place.ts'
import { citeService, priceOf, replyDuration, replyPrice, replyServices } from './replies/services.ts'
import type { Segment } from './segments.ts'
import { cite, type Session } from './session.ts'
import * as say from './wording/facts.ts'
import { couldBe, soundsLike } from './wording/people.ts'

/** `unknown`: a question to which nothing was found. `unclear`: not understood at all. */
export type Outcome = { text: string } | 'unknown' | 'unclear' | 'nothing'

const fact = new Set<Intent>([
  'hours',
  'price',
  'services',
  'duration',
  'location',
  'contact',
  'my_appointment',
])
const puzzled = /^(?:huh|hm+|eh|uh|what|wut|wat|sorry|pardon|come again)\W*$/i

/** From here on an intent is beyond doubt, whatever else the words may touch. */
const CERTAIN = 0.62

export async function answerQuestion(session: Session, segment: Segment, burst: Service[]): Promise<Outcome> {
  const intent = topicOf(session, segment)
  if (intent) session.intents.push(intent)
  if (Object.keys(segment.lead).length > 0 && !segment.question && (!intent || intent === 'contact'))
    return 'nothing'
  // An entry asked in its own words beats everything but a plain question for a fact.
  const looks = segment.question || intent === null || segment.foreign.length > 0
  const found = looks ? telling(intent, await findAnswer(session, segment.text)) : null
  if (found?.exact && !(intent === 'price' && segment.named.length > 0)) return asked(session, found)
  if (intent && fact.has(intent) && (segment.foreign.length === 0 || segment.score >= CERTAIN || !found)) {
    const text = tell(session, segment, intent, burst)
    if (text) return { text }
  }
  if (found) return asked(session, found)
  const offer = nearestService(session, segment, intent)
  if (offer) return { text: offer }
  // "What?" and "is it?" ask for nothing that could be looked up.
  if (
    !intent &&
    (puzzled.test(segment.text.trim()) || (segment.question && termsOf(segment.text).length === 0))
  )
    return 'unclear'
  if (segment.question || (intent && fact.has(intent))) return 'unknown'
  return 'unclear'
}

/** Whoever asks for a price or a length is not answered with a passage that has none. */
function telling(intent: Intent | null, found: Answer | null): Answer | null {
  if (!found || found.exact) return found
  if (intent === 'price' && !/\d|\bfree\b|charge|price|cost/i.test(found.text)) return null
  if (intent === 'duration' && !/\d|\b(?:minute|hour|day|week|month|year)/i.test(found.text)) return null
  return found
}

function asked(session: Session, found: Answer): Outcome {
  session.intents.push(found.source.kind)
  return { text: quote(session, found) }
}

/** "And Sunday?" belongs to what was talked of; "and a leak repair?" too. */
function topicOf(session: Session, segment: Segment): Intent | null {
  const { topic } = session.before
  if (continuesTopic(session, segment)) return 'hours'
  const waiting = session.before.asked?.what === 'which_service' ? session.before.asked.purpose : null
  if (waiting && segment.named.length > 0 && segment.intent !== 'book') return waiting
  const bare = /^(?:and |what about |how about |or |for )*(?:a |an |the )?xservice$/.test(segment.masked)
  if (
    bare &&
    (topic === 'price' || topic === 'duration') &&
    (segment.question || /^(?:and|what|how|or|for)/.test(segment.masked))
  )
    return topic
  if (bare && segment.intent === null) return 'services'
  return segment.intent
}

function tell(session: Session, segment: Segment, intent: Intent, burst: Service[]): string {
  switch (intent) {
    case 'hours':
      return replyHours(session, segment)
    case 'price':
      return replyPrice(session, segment, burst)
    case 'services':
      return replyServices(session, segment)
    case 'duration':
      return replyDuration(session, segment, burst)
    case 'location':
    case 'contact': {
      // "What's the phone number and the address?" asks for both.
      const place =
        intent === 'location' ||
        /\b(?:where|address)\b/.test(segment.masked.replace(/\be ?mail address\b/g, ''))
      const reach = intent === 'contact' || /\b(?:phone|number|e ?mail|website)\b/.test(segment.masked)
      return [place && replyLocation(session, segment), reach && replyContact(session, segment)]
        .filter(Boolean)
        .join(' ')
    }
    case 'my_appointment':
      return replyMyAppointment(session)
    default:
      return ''
  }
}

/** A need that one of our services meets; or a service that we do not have, with what comes near. */
function nearestService(session: Session, segment: Segment, intent: Intent | null): string {
  const means = intent === 'need' || intent === null || intent === 'book'
  const [first, second] = segment.likely
  if (means && !segment.question && segment.named.length === 0 && segment.tied && first && second) {
    for (const s of [first, second]) citeService(session, s)
    return couldBe([first.name, second.name])
  }
  const service = segment.named[0] ?? (intent === 'need' || !segment.question ? first : undefined)
  if (service && means) {
    session.state.service = service.id
    citeService(session, service)
    return `${soundsLike(service.name)} ${priceOf(session, service)}`
  }
  if (intent !== 'price' && intent !== 'services' && intent !== 'book') return ''
  const what = subjectOf(segment)
  if (!what) return ''
  session.state.asked = { what: 'person', about: what }
  const names = session.context.services.map((s) => s.name)
  cite(session, {
    kind: 'service',
    id: 'services',
    title: 'Services',
    quote: names.length > 0 ? names.join(', ') : 'none',
  })
  const near = nearNames(segment)
  for (const s of near) citeService(session, s)
  return [say.notOffered(what), near.length > 0 ? say.near(near.map((s) => s.name)) : '', say.orPerson]
    .filter(Boolean)
    .join(' ')
}

/** Services whose name has a bearing word of the question. */
function nearNames(segment: Segment): Service[] {
  const asked = splitWords(segment.text).filter((w) => w.length > 3)
  return segment.likely
    .filter((s) =>
      splitWords(s.name).some((n) => n.length > 3 && n !== 'visit' && asked.some((w) => stem(w) === stem(n))),
    )
    .slice(0, 2)
}

/** What somebody asked for, in their words: the run of words around those that no intent knows. */
function subjectOf(segment: Segment): string {
  const words = segment.text.toLowerCase().match(/[\p{L}\p{N}'’-]+/gu) ?? []
  const isForeign = (w: string) => segment.foreign.includes(w.replace(/['’]/g, ''))
  const first = words.findIndex(isForeign)
  const last = words.findLastIndex(isForeign)
  if (first < 0 || last - first > 5) return segment.foreign.slice(0, 3).join(' ')
  return words.slice(first, last + 1).join(' ')
}
