// One turn of the front desk: who answers, and what happens when the model cannot. Only commands come out of here;
// whether they still hold is for the message path to decide.
import type { LanguageModel } from 'ai'
import type { TurnCommand } from '#domain/commands.ts'
import type { DeskContext, DeskPorts, TurnResult } from '#domain/desk.ts'
import { answer } from './answerer/index.ts'
import { type Deadline, startDeadline } from './deadline.ts'
import { sayFailure } from './failure-words.ts'
import { holdToGrounds } from './hold-to-grounds.ts'
import { limitCommands, limitContext, limitPorts } from './limit.ts'
import { connectModel, type ModelSettings } from './model.ts'
import { findSources } from './sources.ts'
import { commandsOf, startWork, type Work } from './tools/work.ts'
import { noteUnanswered } from './unanswered.ts'

/** What tests put in place of the world. */
export type TurnWorld = {
  connect(settings: ModelSettings): Promise<LanguageModel>
  deadline(milliseconds: number): Deadline
  answer(context: DeskContext, ports: DeskPorts): Promise<TurnResult>
}
export const realWorld: TurnWorld = { connect: connectModel, deadline: startDeadline, answer }

export type TurnRequest = {
  context: DeskContext
  ports: DeskPorts
  model: ModelSettings | null
  timeoutMs: number
  /** Why the model that there is may not speak now (its money is spent, its key is missing); the trace says it. */
  withheld?: string | null
  /** Aborted when somebody was faster: the model's call ends, and nothing is said. */
  signal?: AbortSignal
}

/**
 * Answers the burst. With a model: by the model within `timeoutMs`, else by the built-in answerer, and the trace says
 * why. Exactly one `message.send`, which begins with the disclosure where this is the AI's first word here.
 */
export async function runTurn(request: TurnRequest, world: TurnWorld = realWorld): Promise<TurnResult> {
  const { model, withheld = null } = request
  const context = limitContext(request.context)
  const ports = limitPorts(context, request.ports)
  const given =
    model && withheld === null
      ? await byModel({ ...request, context, ports, model }, world)
      : await withReason(world.answer(context, ports), withheld)
  const result = await holdToGrounds(given, context, () => world.answer(context, ports))
  const { agent } = context
  const limited = {
    ...result,
    commands: limitCommands(context, result.commands),
    trace: { ...result.trace, ...(agent ? { agent: { id: agent.id, name: agent.name } } : {}) },
  }
  return disclose(sayNext(noteUnanswered(limited, context), context), context.disclosure)
}

async function withReason(answered: Promise<TurnResult>, withheld: string | null): Promise<TurnResult> {
  const result = await answered
  return withheld === null ? result : { ...result, trace: { ...result.trace, fallback: withheld } }
}

async function byModel(
  request: TurnRequest & { model: ModelSettings },
  world: TurnWorld,
): Promise<TurnResult> {
  const { context, model } = request
  const began = performance.now()
  const holds = followHolds(request.ports)
  const work = startWork(leaveRoom(context), holds.ports)
  const tried = await tryModel(request, work, world)
  // A hold that was on its way when time ran out would otherwise undo the one that the built-in answerer makes.
  await holds.settled()
  const ms = () => Math.round(performance.now() - began)
  const tools = work.runs.map((run) => ({
    name: run.name,
    input: run.input,
    outcome: run.outcome,
    ms: run.ms,
  }))
  if (tried.ok)
    return {
      commands: [...commandsOf(work), ...forget(context), { type: 'message.send', text: tried.text }],
      trace: {
        engine: 'model',
        model: model.model,
        intent: null,
        sources: findSources(tried.text, work),
        tools,
        tokens: work.tokens,
        ms: ms(),
        guard: work.refused,
        fallback: null,
      },
    }
  if (request.signal?.aborted)
    return {
      commands: [],
      overtaken: true,
      trace: {
        engine: 'none',
        model: model.model,
        intent: null,
        sources: [],
        tools,
        tokens: work.tokens,
        ms: ms(),
        guard: work.refused,
        fallback: 'Somebody was faster while the model was writing, so its call was ended',
      },
    }
  const builtin = await world.answer(context, request.ports)
  return {
    commands: [...builtin.commands, ...keptEscalation(work, builtin.commands)],
    trace: {
      ...builtin.trace,
      tools: [...tools, ...builtin.trace.tools],
      tokens: work.tokens,
      ms: ms(),
      guard: work.refused,
      fallback: tried.why,
    },
  }
}

/** The deadline, or the moment when somebody was faster. */
function sooner(deadline: Deadline, signal: AbortSignal | undefined): Deadline {
  return signal ? { ...deadline, signal: AbortSignal.any([deadline.signal, signal]) } : deadline
}

type Tried = { ok: true; text: string } | { ok: false; why: string }

async function tryModel(
  { model, timeoutMs, signal }: TurnRequest & { model: ModelSettings },
  work: Work,
  world: TurnWorld,
): Promise<Tried> {
  let deadline: Deadline | null = null
  try {
    // Loading our own programs is not the model's time: on a busy machine the first turn would never reach it.
    const [language, { replyByModel }] = await Promise.all([world.connect(model), import('./model-turn.ts')])
    deadline = sooner(world.deadline(timeoutMs), signal)
    const text = await replyByModel({ work, model: language, deadline })
    return text === null
      ? { ok: false, why: `The guard refused what the model ${model.model} wrote` }
      : { ok: true, text }
  } catch (error) {
    // Whatever it is, a customer waits: the built-in answerer takes over, and the trace says what happened.
    return { ok: false, why: sayFailure(error, model, timeoutMs) }
  } finally {
    work.ended = true
    deadline?.stop()
  }
}

/** What the built-in answerer remembers of an earlier turn (a booking under way) is over once a model has spoken. */
function forget({ state }: DeskContext): TurnCommand[] {
  return Object.keys(state).length > 0 ? [{ type: 'desk.remember', state: {} }] : []
}

/** A person whom the model called for, in an emergency perhaps, is called even where its text could not be used. */
function keptEscalation({ escalation }: Work, commands: TurnCommand[]): TurnCommand[] {
  if (!escalation || commands.some((c) => c.type === 'conversation.escalate')) return []
  return [{ type: 'conversation.escalate', ...escalation }]
}

function followHolds(ports: DeskPorts): { ports: DeskPorts; settled(): Promise<unknown> } {
  const under: Promise<unknown>[] = []
  const holdSlot: DeskPorts['holdSlot'] = (query) => {
    const held = ports.holdSlot(query)
    under.push(held)
    return held
  }
  return { ports: { ...ports, holdSlot }, settled: () => Promise.allSettled(under) }
}

const GAP = '\n\n'

/** The context with room in the channel for what code puts in front of a model's reply and behind it. */
function leaveRoom(context: DeskContext): DeskContext {
  const { disclosure, handover } = context
  const added = [disclosure, handover && longer(handover.next, handover.emergency)].filter((t) => t != null)
  if (added.length === 0) return context
  const { text } = context.capabilities
  const maxLength = text.maxLength - added.reduce((sum, t) => sum + t.length + GAP.length, 0)
  return { ...context, capabilities: { ...context.capabilities, text: { ...text, maxLength } } }
}

const longer = (a: string, b: string): string => (a.length > b.length ? a : b)

/** What happens next, and when, is told by code: a model would promise what nobody has said. */
function sayNext(result: TurnResult, { handover }: DeskContext): TurnResult {
  const escalation = result.commands.find((c) => c.type === 'conversation.escalate')
  // The built-in answerer says it in its own place.
  if (!handover || !escalation || result.trace.engine !== 'model') return result
  const sentence = handover[escalation.reason === 'emergency' ? 'emergency' : 'next']
  const commands = result.commands.map((command) =>
    command.type !== 'message.send' || command.text.includes(sentence)
      ? command
      : { ...command, text: command.text + GAP + sentence },
  )
  return { ...result, commands }
}

/** The law's sentence is put in front by code, where it cannot be forgotten or talked away. */
function disclose(result: TurnResult, disclosure: string | null): TurnResult {
  if (!disclosure) return result
  const commands = result.commands.map((command) =>
    command.type !== 'message.send' || command.text.includes(disclosure)
      ? command
      : { ...command, text: disclosure + GAP + command.text },
  )
  return { ...result, commands }
}
