// One question, one answer: from the facts of the business, or from its knowledge, or honestly none.
import type { Service } from '#domain/knowledge.ts'
import type { Intent } from './intents.ts'
import { continuesTopic } from './plan.ts'
import { replyChange, replyMyAppointment } from './replies/appointments.ts'
import { replyHours } from './replies/hours.ts'
import { type Answer, findAnswer, quote } from './replies/knowledge.ts'
import { replyContact, replyLocation } from './replies/place.ts'
import { citeService, priceOf, replyDuration, replyPrice, replyServices } from './replies/services.ts'
import type { Segment } from './segments.ts'
import type { Session } from './session.ts'
import * as say from './wording/facts.ts'
import { soundsLike } from './wording/people.ts'

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
  'change_appointment',
])
/** From here on an intent is beyond doubt, whatever else the words may touch. */
const CERTAIN = 0.62

export async function answerQuestion(session: Session, segment: Segment, burst: Service[]): Promise<Outcome> {
  const intent = topicOf(session, segment)
  if (intent) session.intents.push(intent)
  if (Object.keys(segment.lead).length > 0 && !segment.question && !intent) return 'nothing'
  // An entry asked in its own words beats everything but a plain question for a fact.
  const found =
    segment.question || intent === null || segment.foreign.length > 0
      ? await findAnswer(session, segment.text)
      : null
  if (found?.exact && !(intent === 'price' && segment.named.length > 0)) return asked(session, found)
  if (intent && fact.has(intent) && (segment.foreign.length === 0 || segment.score >= CERTAIN || !found)) {
    const text = tell(session, segment, intent, burst)
    if (text) return { text }
  }
  if (found) return asked(session, found)
  const offer = nearestService(session, segment, intent)
  if (offer) return { text: offer }
  if (segment.question || (intent && fact.has(intent))) return 'unknown'
  return 'unclear'
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
      return replyLocation(session, segment)
    case 'contact':
      return replyContact(session, segment)
    case 'my_appointment':
      return replyMyAppointment(session)
    case 'change_appointment':
      return replyChange(session)
    default:
      return ''
  }
}

/** A need that one of our services meets; or a service that we do not have, with what comes near. */
function nearestService(session: Session, segment: Segment, intent: Intent | null): string {
  const service = segment.named[0] ?? (intent === 'need' || !segment.question ? segment.likely[0] : undefined)
  if (service && (intent === 'need' || intent === null || intent === 'book')) {
    session.state.service = service.id
    return `${say_soundsLike(session, service)} ${priceOf(session, service)}`
  }
  if (intent !== 'price' && intent !== 'services' && intent !== 'duration' && intent !== 'book') return ''
  const what = subjectOf(segment)
  if (!what) return ''
  session.state.asked = { what: 'person', about: what }
  for (const s of session.context.services.slice(0, 1)) citeService(session, s)
  const near = segment.likely.slice(0, 2)
  for (const s of near) citeService(session, s)
  return [say.notOffered(what), near.length > 0 ? say.near(near.map((s) => s.name)) : '', say.orPerson]
    .filter(Boolean)
    .join(' ')
}

const say_soundsLike = (session: Session, service: Service): string => {
  citeService(session, service)
  return soundsLike(service.name)
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
