// One turn of a language model: it reads the thread, calls tools, writes a reply; the guard reads the reply, and where
// it refuses, the model is told why and may try once more. Loaded only where a model is configured.
import { generateText, isStepCount, type LanguageModel, type ModelMessage, type ToolSet } from 'ai'
import { type Deadline, within } from './deadline.ts'
import { checkReply } from './guard.ts'
import { buildInstructions } from './prompt.ts'
import { buildMessages } from './thread-messages.ts'
import type { DeskTool } from './tools/tool.ts'
import { toolsFor } from './tools/tools.ts'
import { commandsOf, type Work } from './tools/work.ts'

// The SDK would write its warnings to the console, past the log and its rules on what may stand there.
globalThis.AI_SDK_LOG_WARNINGS = false

/** Calls of the model in one attempt; the last one must write. Six are enough to search, look, hold, book, save and speak. */
const MAX_STEPS = 6
/** Room for a model that thinks before it writes; what it writes is limited by the channel. */
const MAX_OUTPUT_TOKENS = 4_000
/** One, because the built-in answerer stands by: a customer waits for it no longer than for a second failure. */
const MAX_RETRIES = 1
/** With less than this left, a second attempt would only be cut off. */
const MIN_REPAIR_MS = 1_000

/**
 * The reply that the guard let pass, or null where it let none. What the tools did, and what was refused, is in `work`.
 * Throws what the provider throws, and the deadline's reason when time is over.
 */
export async function replyByModel(o: {
  work: Work
  model: LanguageModel
  deadline: Deadline
}): Promise<string | null> {
  const { work, deadline } = o
  const messages = buildMessages(work.context)
  const first = await attempt(o, messages)
  const verdict = judge(first.text, work)
  if (verdict.ok && !verdict.advice) return verdict.text
  const problems = (verdict.ok ? verdict.advice : verdict.problems) ?? []
  // Advice is gentle: where it does not help, or there is no time, the first text goes as it is.
  const fallback = verdict.ok ? verdict.text : null
  work.refused = problems
  if (deadline.left() < MIN_REPAIR_MS) return fallback

  const second = await attempt(o, [
    ...messages,
    ...first.added,
    { role: 'user', content: correction(problems) },
  ])
  const again = judge(second.text, work)
  if (again.ok) return again.text
  work.refused = [...new Set([...problems, ...again.problems])]
  return fallback
}

function judge(text: string, work: Work) {
  return checkReply({
    text,
    context: work.context,
    runs: work.runs,
    hold: work.hold,
    move: work.move,
    commands: commandsOf(work),
  })
}

function correction(problems: string[]): string {
  return `[Check of the front desk, not the customer] Your reply was not sent:\n${problems.map((p) => `- ${p}`).join('\n')}\nUse a tool if one is missing, then write the whole reply to the customer again. Do not mention this check.`
}

async function attempt(
  { work, model, deadline }: { work: Work; model: LanguageModel; deadline: Deadline },
  messages: ModelMessage[],
): Promise<{ text: string; added: ModelMessage[] }> {
  const running = generateText({
    model,
    instructions: buildInstructions(work.context),
    messages,
    tools: toToolSet(toolsFor(work.context), work),
    // One after the other, as the model ordered them: of two bookings, the later one counts.
    toolCallConcurrency: 1,
    stopWhen: isStepCount(MAX_STEPS),
    prepareStep: ({ stepNumber }) => (stepNumber === MAX_STEPS - 1 ? { toolChoice: 'none' } : {}),
    maxOutputTokens: MAX_OUTPUT_TOKENS,
    maxRetries: MAX_RETRIES,
    abortSignal: deadline.signal,
    telemetry: { isEnabled: false },
    onStepEnd: ({ usage, content }) => {
      const { input, output } = work.tokens ?? { input: 0, output: 0 }
      work.tokens = { input: input + (usage.inputTokens ?? 0), output: output + (usage.outputTokens ?? 0) }
      for (const part of content)
        if (part.type === 'tool-call' && part.invalid)
          work.runs.push({
            name: part.toolName,
            input: part.input,
            ok: false,
            outcome: `refused: ${firstLine(part.error)}`,
            ms: 0,
            slots: [],
            passages: [],
          })
    },
  })
  const result = await within(deadline.signal, running)
  return { text: result.text, added: result.responseMessages }
}

function toToolSet(tools: DeskTool[], work: Work): ToolSet {
  return Object.fromEntries(
    tools.map((tool) => [
      tool.name,
      {
        description: tool.description,
        inputSchema: tool.input,
        execute: (input: unknown) => tool.call(input, work),
      },
    ]),
  )
}

const MAX_REASON = 200

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.split('\n', 1)[0]?.slice(0, MAX_REASON) ?? ''
}
