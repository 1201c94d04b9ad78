// What models cost, as data that a workspace may correct. Prices are the providers' list prices per million tokens in
// US dollars, as published in autumn 2025; they change, and the settings say so beside the figure.
import { z } from 'zod'

/** In millionths of a US dollar per million tokens: $2.50 is 2,500,000. */
export const ModelPrice = z.object({
  inputMicros: z.number().int().min(0).max(1_000_000_000),
  outputMicros: z.number().int().min(0).max(1_000_000_000),
})
export type ModelPrice = z.infer<typeof ModelPrice>
export const ModelPrices = z.record(z.string().min(1).max(120), ModelPrice)
export type ModelPrices = z.infer<typeof ModelPrices>

const price = (input: number, output: number): ModelPrice => ({
  inputMicros: Math.round(input * 1_000_000),
  outputMicros: Math.round(output * 1_000_000),
})

export const listPrices: ModelPrices = {
  'gpt-5': price(1.25, 10),
  'gpt-5-mini': price(0.25, 2),
  'gpt-5-nano': price(0.05, 0.4),
  'gpt-4.1': price(2, 8),
  'gpt-4.1-mini': price(0.4, 1.6),
  'gpt-4.1-nano': price(0.1, 0.4),
  'gpt-4o': price(2.5, 10),
  'gpt-4o-mini': price(0.15, 0.6),
  'o4-mini': price(1.1, 4.4),
  'claude-opus-4-1': price(15, 75),
  'claude-sonnet-4-5': price(3, 15),
  'claude-sonnet-4': price(3, 15),
  'claude-haiku-4-5': price(1, 5),
  'claude-3-5-haiku': price(0.8, 4),
  'gemini-2.5-pro': price(1.25, 10),
  'gemini-2.5-flash': price(0.3, 2.5),
  'gemini-2.5-flash-lite': price(0.1, 0.4),
  'gemini-2.0-flash': price(0.1, 0.4),
}

/**
 * The price of a model: the workspace's own figure first, then the list. A dated version ("gpt-4o-2024-08-06") costs what
 * the model without its date costs. Null where none is known: a guess would be worse.
 */
export function priceOf(model: string, own: ModelPrices = {}): ModelPrice | null {
  const name = model.replace(/^(?:models\/|(?:openai|anthropic|google)\/)/, '')
  const undated = name.replace(/-(?:\d{4}-?\d{2}-?\d{2}|latest|\d{3})$/, '')
  return own[model] ?? own[name] ?? own[undated] ?? listPrices[name] ?? listPrices[undated] ?? null
}

/** What so many tokens cost, rounded up to the millionth. */
export function costOf(price: ModelPrice, tokens: { input: number; output: number }): number {
  return Math.ceil((tokens.input * price.inputMicros + tokens.output * price.outputMicros) / 1_000_000)
}

/** "$0.0042", "$1.20": as many places as the figure needs. */
export function sayMicros(micros: number): string {
  const dollars = micros / 1_000_000
  const digits = dollars === 0 || dollars >= 0.1 ? 2 : dollars >= 0.001 ? 4 : 6
  return `$${dollars.toFixed(digits)}`
}
