import { describe, expect, it } from 'vitest'
import { costOf, priceOf, sayMicros } from './model-price.ts'

describe('priceOf', () => {
  it('knows listed models, with and without a date', () => {
    expect(priceOf('gpt-4o-mini')).toEqual({ inputMicros: 150_000, outputMicros: 600_000 })
    expect(priceOf('gpt-4o-mini-2024-07-18')).toEqual(priceOf('gpt-4o-mini'))
    expect(priceOf('claude-sonnet-4-5-20250929')).toEqual(priceOf('claude-sonnet-4-5'))
    expect(priceOf('models/gemini-2.5-flash')).toEqual(priceOf('gemini-2.5-flash'))
  })
  it('does not take a model for its smaller relative', () => {
    expect(priceOf('gpt-4o-audio-preview')).toBeNull()
    expect(priceOf('gpt-5-mini')).not.toEqual(priceOf('gpt-5'))
  })
  it('puts the figure of the workspace first, and knows nothing of others', () => {
    const own = {
      'tiny-7b': { inputMicros: 1, outputMicros: 2 },
      'gpt-5': { inputMicros: 9, outputMicros: 9 },
    }
    expect(priceOf('tiny-7b')).toBeNull()
    expect(priceOf('tiny-7b', own)).toEqual({ inputMicros: 1, outputMicros: 2 })
    expect(priceOf('gpt-5', own)).toEqual({ inputMicros: 9, outputMicros: 9 })
  })
})

describe('costOf', () => {
  it('rounds up, so that a cheap turn is not free', () => {
    expect(costOf({ inputMicros: 150_000, outputMicros: 600_000 }, { input: 1000, output: 100 })).toBe(210)
    expect(costOf({ inputMicros: 1, outputMicros: 1 }, { input: 1, output: 0 })).toBe(1)
    expect(costOf({ inputMicros: 5, outputMicros: 5 }, { input: 0, output: 0 })).toBe(0)
  })
})

it('says small and large sums', () => {
  expect([0, 42, 4_200, 1_200_000].map(sayMicros)).toEqual(['$0.00', '$0.000042', '$0.0042', '$1.20'])
})
