// One tiny call, to see whether a model can be reached with what was entered. Loaded only when somebody asks for it.
import { generateText } from 'ai'
import { startDeadline, within } from './deadline.ts'
import { sayFailure } from './failure-words.ts'
import { connectModel, type ModelSettings } from './model.ts'

// Models that think first need room for it, or they end before they have said a word.
const MAX_TOKENS = 400
const MAX_SHOWN = 120

export type ModelTried = {
  ok: boolean
  /** The model's answer, or in words why there is none. Never with the key or what the server wrote back. */
  detail: string
  ms: number
  tokens: { input: number; output: number } | null
}

/** Asks the model for one word. Never throws. */
export async function testModel(settings: ModelSettings, timeoutMs: number): Promise<ModelTried> {
  const deadline = startDeadline(timeoutMs)
  const began = performance.now()
  const ms = () => Math.round(performance.now() - began)
  try {
    const { text, usage } = await within(
      deadline.signal,
      generateText({
        model: await connectModel(settings),
        instructions: 'You test a connection.',
        prompt: 'Answer with the one word: ready',
        maxOutputTokens: MAX_TOKENS,
        maxRetries: 0,
        abortSignal: deadline.signal,
        telemetry: { isEnabled: false },
      }),
    )
    const answer = text.replace(/\s+/g, ' ').trim().slice(0, MAX_SHOWN)
    return {
      ok: true,
      detail: answer ? `It answered: “${answer}”` : 'It can be reached, and answered without a word.',
      ms: ms(),
      tokens: { input: usage.inputTokens ?? 0, output: usage.outputTokens ?? 0 },
    }
  } catch (error) {
    return { ok: false, detail: sayFailure(error, settings, timeoutMs), ms: ms(), tokens: null }
  } finally {
    deadline.stop()
  }
}
