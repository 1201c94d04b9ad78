// A language model that says what the test wrote down, through the SDK's own mock. Each step is one call of the model.
import { MockLanguageModelV4 } from 'ai/test'

export type Request = Parameters<MockLanguageModelV4['doGenerate']>[0]
type Result = Awaited<ReturnType<MockLanguageModelV4['doGenerate']>>

export type Call = { tool: string; input: unknown }
/** A text, calls of tools (at once), an error to throw, or whatever a function makes of the request. */
export type Step =
  | string
  | Call[]
  | Error
  | ((request: Request) => Promise<string | Call[]> | string | Call[])

const usage = {
  inputTokens: { total: 100, noCache: 100, cacheRead: undefined, cacheWrite: undefined },
  outputTokens: { total: 10, text: 10, reasoning: undefined },
}

/** Plays the steps in order; a call past the last one is an error of the test. */
export function scriptedModel(steps: Step[]): MockLanguageModelV4 {
  let at = 0
  return new MockLanguageModelV4({
    modelId: 'scripted',
    doGenerate: async (request) => {
      const step = steps[at++]
      if (step === undefined)
        throw new Error(`the model was called ${at} times, the script has ${steps.length} steps`)
      if (step instanceof Error) throw step
      return resultOf(typeof step === 'function' ? await step(request) : step, at)
    },
  })
}

function resultOf(said: string | Call[], at: number): Result {
  const content: Result['content'] =
    typeof said === 'string'
      ? [{ type: 'text', text: said }]
      : said.map(({ tool, input }, i) => ({
          type: 'tool-call',
          toolCallId: `call-${at}-${i}`,
          toolName: tool,
          input: typeof input === 'string' ? input : JSON.stringify(input),
        }))
  return {
    content,
    finishReason: { unified: typeof said === 'string' ? 'stop' : 'tool-calls', raw: undefined },
    usage,
    warnings: [],
  }
}

/** A step that hangs until it is aborted; `begun` resolves when the model has been asked. */
export function hangingStep(): { step: Step; begun: Promise<void> } {
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
  const step: Step = ({ abortSignal }) => {
    begin()
    return new Promise<string>((_, reject) =>
      abortSignal?.addEventListener('abort', () => reject(abortSignal.reason)),
    )
  }
  return { step, begun }
}

/** What tools gave to the model, as it reads it in a request: the outputs of the last tool message. */
export function lastToolOutputs(request: Request | undefined): unknown[] {
  const message = request?.prompt.findLast((m) => m.role === 'tool')
  if (message?.role !== 'tool') return []
  return message.content.map((part) =>
    part.type === 'tool-result' && 'value' in part.output ? part.output.value : null,
  )
}

/** The system prompt and the thread of a request as one text. */
export function promptText(request: Request | undefined): string {
  return JSON.stringify(request?.prompt ?? [])
}
