// The built-in answerer: no model, no account. It reads a burst clause by clause, answers each from the business's own
// facts, and puts one text together. Nothing is said that a source does not carry.
import type { TurnCommand } from '#domain/commands.ts'
import type { DeskContext, DeskPorts, TurnResult } from '#domain/desk.ts'
import { formatShortMoment } from '#ai/format.ts'
import type { SourceRef } from '#domain/knowledge.ts'
import { beginBooking, continueBooking } from './booking/answers.ts'
import { askAgain, bookable } from './booking/steps.ts'
import { isQuestion, splitClauses } from './clauses.ts'
import { compose } from './compose.ts'
import { type Desk, makeDesk, type Part, whenOf } from './desk.ts'
import type { IntentName } from './examples.ts'
import { handOver } from './handover.ts'
import { appointment, change } from './intents/appointment.ts'
import { contact, location } from './intents/contact.ts'
import { hours } from './intents/hours.ts'
import { callbackWanted, continueLead, quoteWanted } from './intents/lead.ts'
import { askedForPerson, complaint, emergency, optOut } from './intents/person.ts'
import { price } from './intents/price.ts'
import { answerFrom, didYouMean } from './intents/question.ts'
import { about, services } from './intents/services.ts'
import { bot, bye, greeting, thanks } from './intents/smalltalk.ts'
import type { Answer } from './intents/intent.ts'
import { cannotAnswer, clarify, isClearQuestion } from './intents/unsure.ts'
import { savedLead } from './known.ts'
import { isWorthAsking, lookUp, MAYBE, SURE } from './lookup.ts'
import { readMore, readYesNo } from './read/choice.ts'
import { readBareName } from './read/person.ts'
import { chooseService } from './read/service.ts'
import { saysWhen } from './read/when.ts'
import { say } from './sentences.ts'
import { State } from './state.ts'
import { tracePorts } from './trace.ts'
import { namesProblem, understand, type Understood } from './understand.ts'

// biome-ignore format: a table
const handlers: Partial<Record<IntentName, Answer>> = {
  greeting, thanks, bye, bot, hours, price, services, location, contact, appointment, change,
  lead: quoteWanted,
  callback: callbackWanted,
  booking: (desk, clause) => beginBooking(desk, clause),
}

const SMALL_TALK = new Set<IntentName>(['greeting', 'thanks', 'bye'])
/** Questions that are answered in the middle of a booking, which then goes on. */
const BESIDES_BOOKING = new Set<IntentName>([
  'hours',
  'price',
  'services',
  'location',
  'contact',
  'appointment',
  'bot',
])
const BESIDES_SCORE = 0.55
const OWN_FACTS = new Set<IntentName>(['hours', 'price', 'services', 'location', 'contact'])

type Clause = { text: string; question: boolean; understood: Understood }

/**
 * Answers the pending messages: exactly one `message.send`, and the commands that make its words true. Throws only what
 * the ports throw.
 */
export async function answer(context: DeskContext, ports: DeskPorts): Promise<TurnResult> {
  const began = performance.now()
  const traced = tracePorts(ports)
  const desk = makeDesk(context, traced.ports)
  const text = context.pending
    .map((line) => line.text)
    .join('\n')
    .trim()
  const clauses = splitClauses(text).map(
    (clause): Clause => ({
      text: clause,
      question: isQuestion(clause),
      understood: understand(desk, clause),
    }),
  )
  const { parts, intent } = await think(desk, text, clauses)
  const lead = savedLead(
    desk,
    clauses.map((c) => c.text),
    parts,
  )
  // Somebody who only tells who they are is thanked, not asked what they mean.
  const final =
    parts.length > 0
      ? parts
      : [lead ? { text: say.noted(lead.name ?? null), sources: [], ask: say.howCanIHelp } : clarify(desk)]
  if (parts.length === 0 && !lead) desk.state.unsure++
  return {
    commands: commandsOf(desk, final, lead, intent),
    trace: {
      engine: 'builtin',
      model: null,
      intent: intent ?? (lead ? 'lead' : 'unsure'),
      sources: distinct(final.flatMap((p) => p.sources)),
      tools: traced.runs,
      tokens: null,
      ms: Math.round((performance.now() - began) * 10) / 10,
      guard: [],
      fallback: null,
    },
  }
}

type Thought = { parts: Part[]; intent: string | null }

async function think(desk: Desk, text: string, clauses: Clause[]): Promise<Thought> {
  const grave = await handleGrave(desk, text, clauses)
  if (grave) return grave
  const files = desk.context.pending.some((line) => line.attachments > 0)
  if (clauses.length === 0 && files) return { parts: [unreadable(desk)], intent: 'attachment' }
  const before = desk.state.booking

  if (!before && changesBooked(desk, text))
    return { parts: [(await change(desk, text)) as Part], intent: 'change' }
  const taken = (await takeUp(desk, text, clauses)) ?? { parts: [], intent: null, rest: clauses }
  const answered = await answerAll(desk, taken.rest, taken.parts.length > 0)
  const parts = [...answered.parts, ...taken.parts]
  const intent =
    answered.intents.find((i) => !SMALL_TALK.has(i as IntentName)) ??
    taken.intent ??
    answered.intents[0] ??
    null
  const person = clauses.some((c) => c.understood?.intent === 'person')
  if (person) return { parts: [...answered.parts.map(withoutAsk), askedForPerson(desk)], intent: 'person' }

  if (answered.unknown.length > 0) {
    const handed = parts.some((p) => p.commands?.some((c) => c.type === 'conversation.escalate'))
    return {
      parts: handed ? parts : [...parts.map(withoutAsk), cannotAnswer(desk, true)],
      intent: intent ?? 'unknown',
    }
  }
  // Something else was answered while a booking waits for its next word.
  const { booking } = desk.state
  if (booking && before && taken.parts.length === 0 && !parts.some((p) => p.commands)) {
    if (booking.misses > 2 && parts.length === 0) return { parts: [giveUp(desk)], intent: 'booking' }
    const again = askAgain(desk, booking)
    return {
      parts:
        parts.length === 0
          ? [{ ...again, text: [say.notGot, again.text].join(' ').trim() }]
          : [...parts.map(withoutAsk), again],
      intent: intent ?? 'booking',
    }
  }
  if (parts.length > 0) {
    if (!answered.asked) desk.state.unsure = 0
    return { parts, intent }
  }
  if (desk.state.unsure === 0 && clauses.length > 0 && clauses.every((c) => readYesNo(c.text) !== null))
    return { parts: [acknowledge(desk)], intent: 'acknowledge' }
  if (desk.state.unsure > 0 && !savedLead(desk, [], [])) {
    desk.state.unsure = 0
    return { parts: [cannotAnswer(desk, false)], intent: 'unsure' }
  }
  return { parts: [], intent: null }
}

/** What must not wait behind anything else. */
async function handleGrave(desk: Desk, text: string, clauses: Clause[]): Promise<Thought | null> {
  const has = (intent: IntentName) => clauses.some((c) => c.understood?.intent === intent)
  if (has('emergency')) return { parts: [await emergency(desk, text)], intent: 'emergency' }
  if (has('complaint')) return { parts: [complaint(desk)], intent: 'complaint' }
  if (has('opt_out')) return { parts: [optOut(desk)], intent: 'opt_out' }
  return null
}

/** Goes on with what is under way: an offer, a booking, a lead, a question of ours. `rest` is what else was said. */
async function takeUp(
  desk: Desk,
  text: string,
  clauses: Clause[],
): Promise<{ parts: Part[]; intent: string; rest: Clause[] } | null> {
  const { state } = desk
  const besides = clauses.filter((c) => isBeside(desk, c))
  const own = clauses.filter(
    (c) => !besides.includes(c) && !(c.understood && c.understood.intent === 'greeting'),
  )
  const ownText = own.map((c) => c.text).join('. ')
  const { offer } = state
  state.offer = null
  if (state.booking) {
    if (own.length === 0) return null
    const part = await continueBooking(desk, ownText)
    return part ? { parts: [part], intent: 'booking', rest: besides } : null
  }
  if (state.lead) {
    const part = continueLead(desk, text)
    if (part) return { parts: [part], intent: 'lead', rest: besides }
    state.lead = null
  }
  if (state.asked) {
    const { asked } = state
    state.asked = null
    const { one } = chooseService(ownText, desk.context.services)
    if (one && own.length > 0) {
      const part = await (asked === 'price' ? price(desk, one.name) : about(desk, one))
      return part ? { parts: [part], intent: asked, rest: besides } : null
    }
  }
  if (offer && own.length > 0) {
    const yesNo = readYesNo(ownText)
    const when = whenOf(desk, ownText)
    if (offer.kind === 'passage' && yesNo === 'yes') {
      state.unsure = 0
      const found = {
        passage: { ...offer, kind: offer.sourceKind, score: 0 },
        relevance: { coverage: 1, titleMatch: 1, hits: 1 },
        fit: 1,
      }
      return { parts: [answerFrom(desk, offer.title, found)], intent: 'question', rest: besides }
    }
    if (offer.kind === 'passage' && yesNo === 'no')
      return { parts: [cannotAnswer(desk, true)], intent: 'unknown', rest: besides }
    if (offer.kind === 'person' && yesNo === 'yes')
      return { parts: [callbackWanted(desk, offer.about)], intent: 'callback', rest: besides }
    if (yesNo === 'no' && !saysWhen(when) && ownText.length < 30)
      return { parts: [{ text: say.whatElse, sources: [] }], intent: 'no', rest: besides }
    // "Tuesday at 3" after "Would you like to book a time?" is a yes.
    if (
      offer.kind === 'book' &&
      (yesNo === 'yes' ||
        (saysWhen(when) && !own.some((c) => c.understood && c.understood.intent !== 'booking')))
    )
      return { parts: [await beginBooking(desk, ownText, offer.serviceId)], intent: 'booking', rest: besides }
  }
  return null
}

function isBeside(desk: Desk, clause: Clause): boolean {
  const { understood } = clause
  const { booking } = desk.state
  if (!understood && readMore(clause.text) !== null) return false
  if (!understood)
    return (
      clause.question &&
      !saysWhen(whenOf(desk, clause.text)) &&
      booking !== null &&
      isClearQuestion(clause.text, true) &&
      readYesNo(clause.text) === null
    )
  if (!BESIDES_BOOKING.has(understood.intent) || understood.score < BESIDES_SCORE) return false
  // "Leak repair" is the service that was asked for, not a question about services.
  if (understood.intent === 'services' && booking?.expects === 'service' && !clause.question) return false
  return clause.question || understood.score > 0.8
}

type AllAnswered = { parts: Part[]; intents: string[]; unknown: string[]; asked: boolean }

async function answerAll(desk: Desk, clauses: Clause[], underWay: boolean): Promise<AllAnswered> {
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

/** Clauses that together make one booking ("My drain is blocked. Can you come tomorrow?") become one. */
function mergeBooking(desk: Desk, clauses: Clause[]): Clause[] {
  const books = clauses.find(
    (c) => c.understood?.intent === 'booking' || bookingOf(desk, c.text, c.understood),
  )
  if (!books || bookable(desk).length === 0) return clauses
  const belongs = (c: Clause) =>
    c === books ||
    c.understood?.intent === 'booking' ||
    ((!c.question || c.understood === null) &&
      (c.understood === null || c.understood.intent === 'services') &&
      (chooseService(c.text, desk.context.services).one !== null ||
        saysWhen(whenOf(desk, c.text)) ||
        readBareName(c.text) !== null))
  const merged: Clause = {
    ...books,
    understood: { intent: 'booking', score: 1 },
    text: clauses
      .filter(belongs)
      .map((c) => c.text)
      .join('. '),
  }
  return [...clauses.filter((c) => !belongs(c)), merged]
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

/** "And Monday?" after a question about the hours. */
function goesOnAboutHours(desk: Desk, text: string): boolean {
  return (
    desk.context.state['last'] === 'hours' &&
    text.split(/\s+/).length <= 5 &&
    /^(?:and|or|what about|how about|on)?\b/i.test(text) &&
    whenOf(desk, text).days.length > 0 &&
    !/\b(?:book|come|appointment|free|available)\b/i.test(text)
  )
}

/** "Drain cleaning, Tuesday at 10" is a booking, whatever verb it lacks. */
function bookingOf(desk: Desk, text: string, understood: Understood): boolean {
  if (bookable(desk).length === 0 || (understood && !['services', 'booking'].includes(understood.intent)))
    return false
  const when = whenOf(desk, text)
  // A day and an hour together are a wish even without a service.
  if (when.days.length > 0 && when.time?.exact && !/\b(?:open|opened|closed?)\b/i.test(text)) return true
  // "Is 2:45 free?"
  if (when.time?.exact && /\b(?:available|availability|free|openings?)\b/i.test(text)) return true
  const { one, byName } = chooseService(text, bookable(desk))
  return one !== null && byName && saysWhen(when)
}

/** "My sink is clogged": the service for it, with the offer to book. */
function problemPart(desk: Desk, text: string, question: boolean): Part | null {
  const { one } = chooseService(text, desk.context.services)
  if (!one) return null
  if (question || (!namesProblem(desk, text) && text.split(/\s+/).length > 4)) return null
  const part = about(desk, one)
  return text.split(/\s+/).length > 2 ? { ...part, need: text } : part
}

/** "No, make it the 12th instead", said of what is booked already. */
function changesBooked(desk: Desk, text: string): boolean {
  return (
    desk.context.contact.upcoming.length > 0 &&
    /^no\b|\b(?:instead|actually|change|move|make it|rather)\b/i.test(text) &&
    saysWhen(whenOf(desk, text))
  )
}

/** A yes or no to nothing that was asked. */
function acknowledge(desk: Desk): Part {
  const next = desk.context.contact.upcoming[0]
  return next
    ? { ...(thanks(desk, '') as Part), text: say.seeYouOn(formatShortMoment(next.start, desk.place)) }
    : { text: say.allRight, sources: [], ask: say.howCanIHelp }
}

function withoutAsk(part: Part): Part {
  return { ...part, ask: undefined, offer: undefined }
}

function giveUp(desk: Desk): Part {
  desk.state.booking = null
  return handOver(desk, {
    reason: 'cannot_answer',
    why: 'A booking was begun and the customer was not understood',
    opening: say.notUnderstood,
  })
}

/** Pictures and files without words: asked once what they are about. */
function unreadable(desk: Desk): Part {
  if (desk.state.unsure > 0)
    return handOver(desk, {
      reason: 'cannot_answer',
      why: 'The customer sent files that the front desk cannot open',
      opening: say.cannotSee,
    })
  desk.state.unsure++
  return { text: say.cannotSee, sources: [], ask: say.whatAbout }
}

function commandsOf(
  desk: Desk,
  parts: Part[],
  lead: ReturnType<typeof savedLead>,
  intent: string | null,
): TurnCommand[] {
  const commands = parts.flatMap((p) => p.commands ?? [])
  const escalation = commands.find((c) => c.type === 'conversation.escalate')
  const { state } = desk
  const question = parts.findLast((p) => p.ask)
  state.offer = question?.offer ?? null
  // People take over: what was under way is in their note, and an old question must not come back after them.
  state.last = intent
  const kept: State = escalation ? State.parse({ topic: state.topic }) : state
  return [
    ...commands.filter((c) => c.type === 'appointment.book'),
    ...(lead ? [{ type: 'lead.save' as const, fields: lead }] : []),
    ...(escalation ? [escalation] : []),
    { type: 'desk.remember', state: kept },
    { type: 'message.send', text: compose(desk, parts) },
  ]
}

function distinct(sources: SourceRef[]): SourceRef[] {
  return sources.filter(
    (s, i) => sources.findIndex((o) => o.kind === s.kind && o.id === s.id && o.quote === s.quote) === i,
  )
}
