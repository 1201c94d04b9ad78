import { expect, it } from 'vitest'
import { dollarsOf, microsOf } from './money.ts'

it.each([
  ['', null],
  ['2.50', 2_500_000],
  ['$1', 1_000_000],
  ['0,15', 150_000],
  ['0.000001', 1],
  ['two', undefined],
  ['-1', undefined],
])('%s', (text, micros) => {
  expect(microsOf(text)).toBe(micros)
})

it('comes back as it was', () => {
  for (const micros of [null, 0, 150_000, 2_500_000]) expect(microsOf(dollarsOf(micros))).toBe(micros)
})
