// The typing mark lasts as long as the turn: renewed while a model thinks, and over when it ends, however it ends.
import { afterEach, expect, it, vi } from 'vitest'
import { whileTyping } from './customer-signals.ts'
import type { Flow } from './deps.ts'

afterEach(() => {
  vi.useRealTimers()
})

function flowThatListens() {
  const told: string[] = []
  const flow: Pick<Flow, 'signal' | 'clock'> = {
    signal: (_, { conversationId }) => void told.push(conversationId),
    clock: { now: () => new Date() },
  }
  return { told, flow: flow as Flow }
}

it('is told at once, again while it lasts, and not after', async () => {
  vi.useFakeTimers()
  const { told, flow } = flowThatListens()
  const { promise, resolve } = Promise.withResolvers<string>()
  const done = whileTyping(flow, 'ws', 'conv', false, () => promise)
  expect(told).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(50_000)
  expect(told).toHaveLength(4)
  resolve('said')
  expect(await done).toBe('said')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(told).toHaveLength(4)
})

it('ends with a turn that fails', async () => {
  vi.useFakeTimers()
  const { told, flow } = flowThatListens()
  await expect(
    whileTyping(flow, 'ws', 'conv', false, () => Promise.reject(new Error('gone'))),
  ).rejects.toThrow('gone')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(told).toHaveLength(1)
})
