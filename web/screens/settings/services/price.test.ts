import { expect, it } from 'vitest'
import { parsePrice, priceText } from './price.ts'

it('goes between minor units and what people type, by the currency', () => {
  expect(parsePrice('89.50', 'USD')).toBe(8950)
  expect(parsePrice(' 89,5 ', 'EUR')).toBe(8950)
  expect(parsePrice('1200', 'JPY')).toBe(1200)
  expect(parsePrice('1.234', 'KWD')).toBe(1234)
  expect(parsePrice('', 'USD')).toBeNull()
  for (const text of ['-5', 'ten', '1.2.3', '1e9x']) expect(parsePrice(text, 'USD')).toBeUndefined()
  expect(priceText(12000, 'USD')).toBe('120')
  expect(priceText(8950, 'USD')).toBe('89.50')
  expect(priceText(1200, 'JPY')).toBe('1200')
  expect(priceText(null, 'USD')).toBe('')
})
