import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createTypingNotice } from './typing-notice.ts'

let said: string[]
const notice = () => createTypingNotice((preview) => said.push(preview))

beforeEach(() => {
  vi.useFakeTimers()
  said = []
})
afterEach(() => void vi.useRealTimers())

test('at once, then at most once a second, ending on the latest text', () => {
  const typing = notice()
  for (const text of ['h', 'he', 'hel']) typing.typed(text)
  expect(said).toEqual(['h'])
  vi.advanceTimersByTime(1_000)
  expect(said).toEqual(['h', 'hel'])
  vi.advanceTimersByTime(10_000)
  expect(said).toEqual(['h', 'hel'])
})

test('no preview comes after the message itself', () => {
  const typing = notice()
  typing.typed('h')
  typing.typed('hello')
  typing.stop()
  vi.advanceTimersByTime(5_000)
  expect(said).toEqual(['h', ''])
})

test('a text deleted again is said to be gone', () => {
  const typing = notice()
  typing.typed('h')
  typing.typed('')
  vi.advanceTimersByTime(1_000)
  expect(said).toEqual(['h', ''])
})

test('a long text is cut to what the server takes', () => {
  notice().typed('x'.repeat(2_000))
  expect(said[0]).toHaveLength(500)
})
