// Which questions of a burst nobody could answer: the built-in answerer says it itself; of a model it shows.
import type { DeskContext, TurnResult } from '#domain/desk.ts'
import type { Intent } from '#domain/intent.ts'

/** Nothing that an answer would have helped. */
const noQuestion = new Set<Intent>([
  'complaint',
  'emergency',
  'opt_out',
  'spam',
  'greeting',
  'thanks',
  'wants_person',
  'confirmation',
])

/** The turn with `trace.unanswered` where it handed over, or was held back, for want of knowledge. Pure. */
export function noteUnanswered(result: TurnResult, { pending, understanding }: DeskContext): TurnResult {
  const { trace } = result
  const { unanswered, ...rest } = trace
  if (understanding && noQuestion.has(understanding.intent)) return { ...result, trace: rest }
  if (unanswered || trace.engine !== 'model' || trace.sources.length > 0) return result
  const handsOver = result.commands.some(
    (c) => c.type === 'conversation.escalate' && c.reason === 'cannot_answer',
  )
  if (!handsOver && trace.guard.length === 0) return result
  const words = pending
    .map((line) => line.text)
    .join('\n')
    .trim()
  return words === '' ? result : { ...result, trace: { ...trace, unanswered: [words.slice(0, 2_000)] } }
}
