// Which language model answers, and how it is reached. Providers are loaded when the first turn needs one, so that
// an installation without a model, or an idle one, never carries them in memory.
import type { LanguageModel } from 'ai'

/** `provider` is openai, anthropic, google or openai-compatible; a null `baseUrl` means the provider's own address. */
export type ModelSettings = {
  provider: string
  model: string
  apiKey: string | null
  baseUrl: string | null
  /** In place of the process's own, where an address that a workspace chose may not lie inside. */
  fetch?: typeof fetch
  /** Told what each call took, also by whoever sees only its answer. */
  spent?: (tokens: { input: number; output: number }) => void
}

// Given, and not left to the libraries, because those would look into the environment for others.
const OPENAI = 'https://api.openai.com/v1'
const ANTHROPIC = 'https://api.anthropic.com/v1'
const GOOGLE = 'https://generativelanguage.googleapis.com/v1beta'

/** A model to talk to. Nothing is sent yet. Throws where the settings name no provider that there is. */
export async function connectModel(settings: ModelSettings): Promise<LanguageModel> {
  const model = await reachModel(settings)
  const { spent } = settings
  if (!spent) return model
  const { wrapLanguageModel } = await import('ai')
  return wrapLanguageModel({
    model,
    middleware: {
      specificationVersion: 'v4',
      async wrapGenerate({ doGenerate }) {
        const made = await doGenerate()
        const { inputTokens, outputTokens } = made.usage
        spent({ input: inputTokens.total ?? 0, output: outputTokens.total ?? 0 })
        return made
      },
    },
  })
}

async function reachModel(settings: ModelSettings) {
  const { model } = settings
  const apiKey = settings.apiKey ?? ''
  const ask: typeof fetch = async (input, init) =>
    withoutLongWait(await (settings.fetch ?? fetch)(input, init))
  switch (settings.provider) {
    case 'openai': {
      const { createOpenAI } = await import('@ai-sdk/openai')
      const openai = createOpenAI({ apiKey, fetch: ask, baseURL: settings.baseUrl ?? OPENAI })
      // Behind another address stands a proxy, and what all of those speak is chat completions.
      if (settings.baseUrl) return openai.chat(model)
      const { defaultSettingsMiddleware, wrapLanguageModel } = await import('ai')
      // Customers' texts are not for OpenAI to keep.
      const unkept = defaultSettingsMiddleware({
        settings: { providerOptions: { openai: { store: false } } },
      })
      return wrapLanguageModel({ model: openai(model), middleware: unkept })
    }
    case 'anthropic': {
      const { createAnthropic } = await import('@ai-sdk/anthropic')
      return createAnthropic({ apiKey, fetch: ask, baseURL: settings.baseUrl ?? ANTHROPIC })(model)
    }
    case 'google': {
      const { createGoogle } = await import('@ai-sdk/google')
      return createGoogle({ apiKey, fetch: ask, baseURL: settings.baseUrl ?? GOOGLE })(model)
    }
    case 'openai-compatible': {
      const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible')
      if (!settings.baseUrl) throw new Error('AI_PROVIDER=openai-compatible needs AI_BASE_URL')
      // Without a key no Authorization header at all: Ollama and vLLM want none, and some proxies refuse an empty one.
      return createOpenAICompatible({
        name: 'model',
        fetch: ask,
        baseURL: settings.baseUrl,
        ...(apiKey ? { apiKey } : {}),
      })(model)
    }
    default:
      throw new Error(`There is no model provider “${settings.provider}”`)
  }
}

/** The pause that the SDK makes by itself before it asks again. */
const OWN_PAUSE_MS = 2_000

/**
 * A server that is overloaded may ask for half a minute of patience, and the SDK would grant it. A customer is waiting
 * and the built-in answerer is there, so such wishes are forgotten; shorter ones are kept.
 */
export function withoutLongWait(response: Response): Response {
  if (response.ok) return response
  const { headers, status, statusText } = response
  const wished = Number(headers.get('retry-after-ms') ?? Number(headers.get('retry-after') ?? 0) * 1_000)
  // A date is no number; whatever is not surely short is taken away.
  if (wished <= OWN_PAUSE_MS) return response
  const kept = new Headers(headers)
  kept.delete('retry-after-ms')
  kept.delete('retry-after')
  return new Response(response.body, { status, statusText, headers: kept })
}
