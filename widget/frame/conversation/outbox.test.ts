import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Answer } from './doors.ts'
import { createOutbox } from './outbox.ts'
import { apply, emptyThread, nextToSend, type Thread } from './thread.ts'

let thread: Thread
let posted: string[]
let answers: Answer<unknown>['kind'][]
let online: boolean

const write = (clientId: string) => {
  thread = apply(thread, { kind: 'queued', clientId, text: clientId, at: '2026-03-02T10:00:00Z' })
}
const states = () => thread.pending.map((one) => `${one.clientId} ${one.state}`)

function outbox() {
  return createOutbox({
    next: () => nextToSend(thread),
    post: async ({ clientId }) => {
      posted.push(clientId)
      const kind = answers.shift() ?? 'ok'
      return kind === 'ok' ? { kind, value: {} } : { kind }
    },
    apply: (event) => {
      thread = apply(thread, event)
    },
    ready: () => online,
  })
}

beforeEach(() => {
  vi.useFakeTimers()
  thread = emptyThread
  posted = []
  answers = []
  online = true
})
afterEach(() => void vi.useRealTimers())

test('everything leaves in the order of writing, one at a time, also when pumped twice', async () => {
  const pump = outbox()
  write('a')
  write('b')
  const first = pump()
  write('c')
  await Promise.all([first, pump()])
  expect(posted).toEqual(['a', 'b', 'c'])
  expect(states()).toEqual(['a sent', 'b sent', 'c sent'])
})

test('a failing server is tried again with the same message before any later one', async () => {
  const pump = outbox()
  answers = ['again', 'again']
  write('a')
  write('b')
  await pump()
  expect(states()).toEqual(['a sending', 'b sending'])
  await vi.advanceTimersByTimeAsync(1_000)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(posted).toEqual(['a', 'a', 'a', 'b'])
  expect(states()).toEqual(['a sent', 'b sent'])
})

test('after three failures the visitor is told, and it still goes on trying', async () => {
  const pump = outbox()
  answers = ['again', 'again', 'again']
  write('a')
  await pump()
  await vi.advanceTimersByTimeAsync(3_000)
  expect(states()).toEqual(['a failed'])
  await vi.advanceTimersByTimeAsync(4_000)
  expect(states()).toEqual(['a sent'])
})

test('a refusal holds up nobody else', async () => {
  const pump = outbox()
  answers = ['refused']
  write('a')
  write('b')
  await pump()
  expect(states()).toEqual(['a failed', 'b sent'])
  await vi.advanceTimersByTimeAsync(60_000)
  expect(posted).toEqual(['a', 'b'])
})

test('nothing is tried while there is no way out', async () => {
  const pump = outbox()
  online = false
  write('a')
  await pump()
  expect(posted).toEqual([])
  online = true
  await pump()
  expect(states()).toEqual(['a sent'])
})
