// The makers of models as people know them, with names that are often entered.
import { type AgentModel, type ModelProvider, placeOfKey } from '#domain/agent.ts'
import { listPrices } from '#domain/model-price.ts'
import type { ModelKeyWire } from '#wire/api/agents.ts'

export const providers: Record<ModelProvider, { label: string; keysAt: string | null }> = {
  openai: { label: 'OpenAI', keysAt: 'platform.openai.com' },
  anthropic: { label: 'Anthropic', keysAt: 'console.anthropic.com' },
  google: { label: 'Google', keysAt: 'aistudio.google.com' },
  compatible: { label: 'A server that speaks OpenAI’s language', keysAt: null },
}

const named = (start: RegExp) => Object.keys(listPrices).filter((name) => start.test(name))
export const suggestions: Record<ModelProvider, string[]> = {
  openai: named(/^(?:gpt|o\d)/),
  anthropic: named(/^claude/),
  google: named(/^gemini/),
  compatible: [],
}

/** The stored key that a model is asked with. */
export function keyFor(
  keys: ModelKeyWire[],
  model: Pick<AgentModel, 'provider' | 'baseUrl'>,
): ModelKeyWire | undefined {
  return keys.find((key) => key.provider === model.provider && key.place === placeOfKey(model))
}
