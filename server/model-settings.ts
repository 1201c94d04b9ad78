// From the environment's AI_* to the settings of the model engine; null means the built-in answerer alone.
import type { ModelSettings } from '#ai/model.ts'
import type { Config } from './config.ts'

export function modelOf(ai: Config['ai']): ModelSettings | null {
  if (ai.provider === 'builtin' || !ai.model) return null
  return { provider: ai.provider, model: ai.model, apiKey: ai.apiKey ?? null, baseUrl: ai.baseUrl ?? null }
}
