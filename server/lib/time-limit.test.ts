import { expect, test } from 'vitest'
import { runWithin } from './time-limit.ts'

test('work that ends gives its value', () => {
  expect(runWithin(1000, () => 6 * 7)).toEqual({ finished: true, value: 42 })
  expect(runWithin(1000, () => undefined)).toEqual({ finished: true, value: undefined })
})

test('a regular expression that backtracks for ever is stopped', () => {
  const hostile = `${'a'.repeat(60)}!`
  expect(runWithin(20, () => /^(a+)+$/.test(hostile))).toEqual({ finished: false })
})

test('what the work throws is thrown', () => {
  expect(() =>
    runWithin(1000, () => {
      throw new RangeError('no')
    }),
  ).toThrow(RangeError)
})

test('limits may be nested and the next run starts afresh', () => {
  const inner = runWithin(1000, () => runWithin(1000, () => 'inner'))
  expect(inner).toEqual({ finished: true, value: { finished: true, value: 'inner' } })
  expect(runWithin(1000, () => 1)).toEqual({ finished: true, value: 1 })
})
