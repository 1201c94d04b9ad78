import { expect, test } from 'vitest'
import { manualClock } from './clock.ts'

test('a manual clock stands still until it is moved', () => {
  const clock = manualClock('2026-03-29T00:59:59.000Z')
  expect(clock.now().toISOString()).toBe('2026-03-29T00:59:59.000Z')
  clock.advance(1000)
  expect(clock.now().toISOString()).toBe('2026-03-29T01:00:00.000Z')
  clock.set('2025-01-01T00:00:00Z')
  expect(clock.now().toISOString()).toBe('2025-01-01T00:00:00.000Z')
})

test('changing a Date it gave out does not move the clock', () => {
  const clock = manualClock(new Date(0))
  clock.now().setFullYear(2000)
  expect(clock.now().getTime()).toBe(0)
})

test('what is not a moment is refused', () => {
  expect(() => manualClock('tomorrow-ish')).toThrow(RangeError)
  const clock = manualClock(new Date(5))
  expect(() => clock.advance(Number.NaN)).toThrow(RangeError)
  expect(clock.now().getTime()).toBe(5)
})
