// Every clause gets its answer: from the knowledge base where it asks just this, from its intent, from a passage that
// fits, or it is owned up to that there is none.
import { beginBooking } from './booking/answers.ts'
import { bookingOf, type Clause, goesOnAboutHours, mergeBooking, SMALL_TALK } from './clause.ts'
import { type Desk, type Part, withoutAsk } from './desk.ts'
import type { IntentName } from './examples.ts'
import { appointment, change } from './intents/appointment.ts'
import { contact, location } from './intents/contact.ts'
import { hours } from './intents/hours.ts'
import type { Answer } from './intents/intent.ts'
import { callbackWanted, quoteWanted } from './intents/lead.ts'
import { price } from './intents/price.ts'
import { answerFrom, didYouMean } from './intents/question.ts'
import { about, services } from './intents/services.ts'
import { bot, bye, greeting, thanks } from './intents/smalltalk.ts'
import { isClearQuestion } from './intents/unsure.ts'
import { isWorthAsking, lookUp, MAYBE, SURE } from './lookup.ts'
import { chooseService } from './read/service.ts'
import { namesProblem } from './understand.ts'

// biome-ignore format: a table
const handlers: Partial<Record<IntentName, Answer>> = {
  greeting, thanks, bye, bot, hours, price, services, location, contact, appointment, change,
  lead: quoteWanted,
  callback: callbackWanted,
  booking: (desk, clause) => beginBooking(desk, clause),
}

const OWN_FACTS = new Set<IntentName>(['hours', 'price', 'services', 'location', 'contact'])

export type AllAnswered = {
  parts: Part[]
  intents: string[]
  /** Questions that were understood and have no answer. */
  unknown: string[]
  /** One of the parts asks what was meant. */
  asked: boolean
}

/** Answers clauses one by one; small talk only where nothing else was said. */
export async function answerAll(desk: Desk, clauses: Clause[], underWay: boolean): Promise<AllAnswered> {
  const all: AllAnswered = { parts: [], intents: [], unknown: [], asked: false }
  const serious = clauses.filter(
    (c) => c.understood?.intent !== 'person' && !(c.understood && SMALL_TALK.has(c.understood.intent)),
  )
  for (const clause of mergeBooking(desk, serious)) {
    if (underWay && clause.understood?.intent === 'booking') continue
    const outcome = await answerClause(desk, clause)
    if (outcome === 'unknown') all.unknown.push(clause.text)
    if (typeof outcome === 'string') continue
    all.parts.push(outcome.part)
    all.intents.push(outcome.intent)
    if (outcome.intent === 'did_you_mean') all.asked = true
  }
  // A greeting before a question needs no answer of its own; alone it does.
  if (
    all.parts.length === 0 &&
    all.unknown.length === 0 &&
    !underWay &&
    (desk.state.booking === null || serious.length === 0)
  ) {
    const talk = clauses.findLast((c) => c.understood && SMALL_TALK.has(c.understood.intent))?.understood
      ?.intent
    const part = talk && serious.length === 0 ? await handlers[talk]?.(desk, '') : null
    if (part && talk) {
      all.parts.push(desk.state.booking ? withoutAsk(part) : part)
      all.intents.push(talk)
    }
  }
  return all
}

type Outcome = { part: Part; intent: string } | 'unknown' | 'nothing'

async function answerClause(desk: Desk, { text, question, understood }: Clause): Promise<Outcome> {
  // An entry of the knowledge base that asks this very question beats every rule but the calendar's and the clock's.
  const exempt =
    understood &&
    ['booking', 'hours', 'callback', 'lead', 'bot'].includes(understood.intent) &&
    understood.score > 0.5
  // Whatever sounds like a booking while one is under way was read by it already, and not understood.
  if (desk.state.booking && (understood?.intent === 'booking' || understood?.intent === 'lead'))
    return 'nothing'
  if (goesOnAboutHours(desk, text)) {
    const part = await hours(desk, text)
    if (part) return { part, intent: 'hours' }
  }
  const appointed = desk.state.booking === null && bookingOf(desk, text, understood)
  if (appointed) return { part: await beginBooking(desk, text), intent: 'booking' }
  const found = exempt && !question ? [] : await lookUp(desk, text)
  const [best] = found
  const literal =
    best &&
    best.passage.kind === 'faq' &&
    best.relevance.titleMatch >= 0.85 &&
    best.relevance.coverage >= 0.85
  if (literal && best && question && understood?.intent !== 'booking')
    return { part: answerFrom(desk, text, best), intent: 'question' }
  if (understood) {
    const surer =
      best && best.fit >= 0.75 && best.fit > understood.score + 0.2 && best.passage.kind !== 'service'
    const part = surer ? null : await handlers[understood.intent]?.(desk, text)
    if (part) return { part, intent: understood.intent }
  }
  const problem = problemPart(desk, text, question)
  if (problem) return { part: problem, intent: 'problem' }
  if (best && best.fit >= SURE && (question || best.relevance.hits > 1 || best.relevance.titleMatch >= 0.6))
    return { part: answerFrom(desk, text, best), intent: 'question' }
  if (best && best.fit >= MAYBE && question && desk.state.unsure === 0 && isWorthAsking(best)) {
    desk.state.unsure++
    const part = didYouMean(best)
    return { part, intent: 'did_you_mean' }
  }
  // Asked for a fact of ours that the business has not written down.
  if (understood && question && OWN_FACTS.has(understood.intent)) return 'unknown'
  return isClearQuestion(text, question) ? 'unknown' : 'nothing'
}

/** "My sink is clogged": the service for it, with the offer to book. */
function problemPart(desk: Desk, text: string, question: boolean): Part | null {
  const { one } = chooseService(text, desk.context.services)
  if (!one) return null
  if (question || (!namesProblem(desk, text) && text.split(/\s+/).length > 4)) return null
  const part = about(desk, one)
  return text.split(/\s+/).length > 2 ? { ...part, need: text } : part
}
