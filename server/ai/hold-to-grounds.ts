// What the customer stated decides whether a person is called, not what a model made of it: a turn that forgets to hand
// over is held to it here, behind whoever answered.
import type { TurnCommand } from '#domain/commands.ts'
import type { EscalationReason } from '#domain/conversation.ts'
import { decideEscalation, type EscalationDecision } from '#domain/decide-escalation.ts'
import type { DeskContext, TurnResult } from '#domain/desk.ts'

/** Reasons that say less than a stated ground: the ground is what people are told. */
const vague: EscalationReason[] = ['cannot_answer', 'asked_for_person', 'complaint', 'failure']

/**
 * The turn as it must be. Where a ground to escalate was stated and the turn does not, the command is added; in an
 * emergency a model's text is not sent at all then (it went on as if nothing were): the built-in answerer's is.
 * The trace carries the reading.
 */
export async function holdToGrounds(
  result: TurnResult,
  context: DeskContext,
  builtin: () => Promise<TurnResult>,
): Promise<TurnResult> {
  const { understanding } = context
  if (!understanding) return result
  const must = decideEscalation(
    understanding,
    context.escalationRules ? { rules: context.escalationRules } : {},
  )
  const escalates = result.commands.some((c) => c.type === 'conversation.escalate')
  if (must?.reason === 'emergency' && !escalates && result.trace.engine === 'model')
    return withReading(overrule(result, await builtin(), must), context)
  return withReading(must ? { ...result, commands: follow(result.commands, must) } : result, context)
}

function follow(commands: TurnCommand[], must: EscalationDecision): TurnCommand[] {
  const escalates = commands.some((c) => c.type === 'conversation.escalate')
  if (!escalates)
    return [...commands, { type: 'conversation.escalate', reason: must.reason, note: note(must) }]
  return commands.map((c) =>
    c.type === 'conversation.escalate' && (vague.includes(c.reason) || must.reason === 'emergency')
      ? { ...c, reason: must.reason }
      : c,
  )
}

const note = (must: EscalationDecision): string => must.words.slice(0, 1000)

function overrule(model: TurnResult, builtin: TurnResult, must: EscalationDecision): TurnResult {
  return {
    // What the model had learned about the customer is kept; its text, and what it would book, are not.
    commands: [...model.commands.filter((c) => c.type === 'lead.save'), ...follow(builtin.commands, must)],
    trace: {
      ...builtin.trace,
      tools: [...model.trace.tools, ...builtin.trace.tools],
      tokens: model.trace.tokens,
      ms: Math.round(model.trace.ms + builtin.trace.ms),
      guard: model.trace.guard,
      fallback: `The model ${model.trace.model ?? ''} called nobody in an emergency`.replace('  ', ' '),
    },
  }
}

function withReading(result: TurnResult, { understanding }: DeskContext): TurnResult {
  if (!understanding) return result
  const { trace } = result
  return { ...result, trace: { ...trace, intent: understanding.intent, topic: trace.intent, understanding } }
}
