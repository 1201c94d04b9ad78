// The built-in answerer: no model, no account. It reads a burst clause by clause, answers each from the business's own
// facts, and puts one text together. Nothing is said that a source does not carry.
import type { TurnCommand } from '#domain/commands.ts'
import type { DeskContext, DeskPorts, TurnResult } from '#domain/desk.ts'
import type { SourceRef } from '#domain/knowledge.ts'
import { answerAll } from './answer-clauses.ts'
import { askAgain } from './booking/steps.ts'
import { type Clause, changesBooked, readClauses, SMALL_TALK } from './clause.ts'
import { compose } from './compose.ts'
import { type Desk, makeDesk, type Part, withoutAsk } from './desk.ts'
import type { IntentName } from './examples.ts'
import { change } from './intents/appointment.ts'
import { askedForPerson, complaint, emergency, optOut } from './intents/person.ts'
import { acknowledge, cannotAnswer, clarify, giveUp, unreadable } from './intents/unsure.ts'
import { savedLead } from './known.ts'
import { readYesNo } from './read/choice.ts'
import { say } from './sentences.ts'
import { State } from './state.ts'
import { takeUp } from './take-up.ts'
import { tracePorts } from './trace.ts'

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
  const clauses = readClauses(desk, text)
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
