// The built-in answerer: no model, no account. It reads the burst, looks things up through its ports, and says only
// what the business's own facts, passages and calendar say. Commands out, nothing done.
import type { TurnCommand } from '#domain/commands.ts'
import type { DeskContext, DeskPorts, TurnResult } from '#domain/desk.ts'
import { advance, bookable, openQuestion } from './booking/advance.ts'
import { beginChange, continueChange, stopChange } from './changing/change.ts'
import { ownById } from './changing/own.ts'
import { compose } from './compose.ts'
import { collectLead, collectNeed, thankForFacts } from './lead.ts'
import { makePlan, type Plan, servicesMeant } from './plan.ts'
import { answerQuestion } from './questions.ts'
import {
  replyComplaint,
  replyEmergency,
  replyOptOut,
  replyPerson,
  replyUnknown,
  whatHappensNext,
} from './replies/people.ts'
import { replySmallTalk } from './replies/small-talk.ts'
import { readBurst, type Segment } from './segments.ts'
import { escalate, openSession, type Session, serviceById } from './session.ts'
import { followStated } from './stated.ts'
import { detectLanguage } from './tongues/detect.ts'
import * as sayBooking from './wording/booking.ts'
import { offerBooking } from './wording/facts.ts'
import * as say from './wording/people.ts'

/**
 * Answers the pending messages: exactly one message.send, and the commands that make its words true. Every fact in the
 * text is quoted in trace.sources. Never throws for anything a customer wrote; ports' failures pass through.
 */
export async function answer(context: DeskContext, ports: DeskPorts): Promise<TurnResult> {
  const language = detectLanguage(context)
  if (language) {
    const { answerIn } = await import('./tongues/answer-in.ts')
    return answerIn(language, context, ports, answerEnglish)
  }
  return answerEnglish(context, ports)
}

async function answerEnglish(context: DeskContext, ports: DeskPorts): Promise<TurnResult> {
  const began = performance.now()
  const session = openSession(context, ports)
  const segments = readBurst(session)
  const parts = [...(await think(session, segments)), ...unopened(session)]
  const text = compose(session, parts)
  return {
    commands: commandsOf(session, text),
    trace: {
      engine: 'builtin',
      model: null,
      intent: session.intents[0] ?? null,
      sources: session.sources,
      tools: session.tools,
      tokens: null,
      ms: Math.round((performance.now() - began) * 10) / 10,
      guard: [],
      fallback: null,
      ...(session.unanswered.length > 0 ? { unanswered: session.unanswered } : {}),
    },
  }
}

async function think(session: Session, segments: Segment[]): Promise<string[]> {
  if (segments.length === 0) return unclear(session)
  collectLead(session, segments)
  const plan = await makePlan(session, segments)
  followStated(session, plan, segments)
  const parts: string[] = []
  for (const emergency of plan.emergencies.slice(0, 1)) {
    session.intents.push('emergency')
    parts.push(await replyEmergency(session, emergency))
  }
  if (plan.dropped) {
    const moving = ownById(session, session.state.booking?.moving ?? null)
    session.state.booking = null
    session.intents.push('never_mind')
    parts.push(moving ? stopChange(session, moving) : sayBooking.dropped)
  }
  if (plan.emergencies.length > 0) return parts
  if (plan.optOut) {
    session.intents.push('opt_out')
    return [...parts, replyOptOut(session)]
  }
  const { texts, unknown, missed } = await answerAll(session, plan, segments)
  parts.push(...texts)
  if (plan.change.length > 0) {
    session.intents.push('change_appointment')
    parts.push(await stepChange(session, plan.change))
    if (!plan.complaint && !plan.person) return settled(session, parts)
  }
  if (plan.wish) {
    session.intents.push('booking')
    collectNeed(session, segments)
    const step = await advance(session, plan.wish)
    parts.push(step)
    // A booking that cannot go on is handed over, and that is said.
    if (!step && session.escalation) parts.push(say.stillUnclear, whatHappensNext(session))
  }
  if (plan.complaint || plan.person) {
    session.intents.push(plan.complaint ? 'complaint' : 'person')
    parts.push(plan.complaint ? replyComplaint(session) : replyPerson(session))
    return parts
  }
  if (unknown.length > 0) {
    parts.push(replyUnknown(session, unknown))
    return parts
  }
  if (session.escalation || session.book || session.move) return settled(session, parts)
  const understood = parts.some(Boolean)
  const polite = plan.smallTalk.includes('thanks') || plan.smallTalk.includes('bye')
  if (!understood && missed > 0 && !polite) return missedBooking(session) ?? unclear(session)
  if (!understood) {
    const thanks = thankForFacts(session.lead)
    session.intents.push(plan.smallTalk.at(-1) ?? 'lead')
    parts.push(
      thanks && plan.smallTalk.every((i) => i === 'greeting')
        ? thanks
        : replySmallTalk(session, plan.smallTalk),
    )
  }
  return settled(session, closing(session, plan, parts))
}

async function stepChange(session: Session, segments: Segment[]): Promise<string> {
  const { change, booking } = session.state
  if (change) return continueChange(session, change, segments)
  return beginChange(session, segments, booking?.moving ?? null)
}

/** After an answer: back to the open booking, or the offer of one. */
function closing(session: Session, plan: Plan, parts: string[]): string[] {
  if (plan.wish || plan.dropped) return parts
  if (session.state.booking && plan.asks.length > 0) return [...parts, openQuestion(session)]
  const service = serviceById(session, session.state.service)
  const toldOf = session.sources.some((s) => s.kind === 'service' && s.id === service?.id)
  if (
    service?.bookable &&
    toldOf &&
    session.state.asked === null &&
    plan.asks.length > 0 &&
    bookable(session).length > 0
  ) {
    session.state.asked = { what: 'book', serviceId: service.id }
    return [...parts, offerBooking]
  }
  return parts
}

function settled(session: Session, parts: string[]): string[] {
  session.state.unclear = 0
  return parts
}

type Answered = { texts: string[]; unknown: string[]; missed: number }

async function answerAll(session: Session, plan: Plan, segments: Segment[]): Promise<Answered> {
  const answered: Answered = { texts: [], unknown: [], missed: plan.missed }
  const burst = segments.flatMap(servicesMeant)
  for (const segment of plan.asks) {
    const outcome = await answerQuestion(session, segment, burst)
    // "Can you check it?" beside a booking asks for nothing of its own.
    const empty = plan.wish !== null && segment.foreign.length === 0
    if (outcome === 'unknown') {
      if (!empty) answered.unknown.push(segment.text)
    } else if (outcome === 'unclear') answered.missed++
    else if (outcome !== 'nothing') answered.texts.push(outcome.text)
    if (outcome !== 'nothing' && segment.intent === 'need') collectNeed(session, [segment])
  }
  // Who is handed over for any other reason is not asked the same twice.
  if (plan.complaint || plan.person) answered.unknown = []
  return answered
}

/** An answer to a booking's question that was none: asked again, in other words, before a person is called. */
function missedBooking(session: Session): string[] | null {
  const { booking } = session.state
  if (!booking) return null
  if (++booking.misses > 1) return null
  session.intents.push('booking')
  return [`${say.notUnderstood} ${openQuestion(session)}`]
}

/** One clarifying question; when that did not help, a person. */
function unclear(session: Session): string[] {
  session.intents.push('unclear')
  const files = session.context.pending.some((line) => line.attachments > 0)
  const words = session.context.pending
    .map((line) => line.text)
    .join(' ')
    .trim()
  if (session.state.unclear === 0) {
    session.state.unclear = 1
    return [files && !words ? sayUnopened(session) : say.unclear(bookable(session).length > 0)]
  }
  session.state.unclear = 0
  if (words) session.unanswered.push(words)
  escalate(
    session,
    'cannot_answer',
    words ? `Not understood: "${words}"` : 'Sent files only, which the front desk cannot open.',
  )
  return [say.stillUnclear, whatHappensNext(session)]
}

type Kind = NonNullable<DeskContext['pending'][number]['files']>[number]['kind']

/** What of the burst nobody here can take in. */
function unread({ context }: Session): Set<Kind> {
  const files = context.pending.flatMap((line) => line.files ?? [])
  return new Set(files.filter((file) => !file.writtenDown).map((file) => file.kind))
}

function sayUnopened(session: Session): string {
  const kinds = unread(session)
  return kinds.has('audio') ? say.voiceNote : kinds.has('image') ? say.picture : say.file
}

/** Words were answered; that the rest was not seen or heard is said too. */
function unopened(session: Session): string[] {
  if (!session.context.pending.some((line) => line.text.trim())) return []
  const kinds = unread(session)
  return [...(kinds.has('audio') ? [say.voiceNoteToo] : []), ...(kinds.has('image') ? [say.pictureToo] : [])]
}

function commandsOf(session: Session, text: string): TurnCommand[] {
  const commands: TurnCommand[] = []
  if (session.book) commands.push({ type: 'appointment.book', ...session.book })
  if (session.move) commands.push({ type: 'appointment.move', ...session.move })
  if (session.cancel) commands.push({ type: 'appointment.cancel', ...session.cancel })
  if (Object.keys(session.lead).length > 0) commands.push({ type: 'lead.save', fields: session.lead })
  if (session.escalation) commands.push({ type: 'conversation.escalate', ...session.escalation })
  commands.push({ type: 'desk.remember', state: session.state })
  commands.push({ type: 'message.send', text })
  return commands
}
