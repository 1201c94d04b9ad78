import { describe, expect, it } from 'vitest'
import { aMessage } from './test-rows.ts'
import {
  appendPage,
  openThread,
  prependPage,
  rejoin,
  type Thread,
  takeCreated,
  takeMessage,
} from './thread-cache.ts'

const run = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => aMessage(from + i))
const seqs = (thread: Thread): number[] => thread.items.map((m) => m.seq)
const thread: Thread = { items: run(5, 7), older: '5', gap: false }

describe('takeCreated', () => {
  it('adds what the feed has not told yet', () => {
    expect(seqs(takeCreated(thread, aMessage(8)))).toEqual([5, 6, 7, 8])
  })
  it('comes too late for what the feed knows better', () => {
    const failed = takeMessage(thread, aMessage(8, { direction: 'out', status: 'failed' }))
    expect(takeCreated(failed, aMessage(8, { direction: 'out', status: 'queued' }))).toBe(failed)
  })
})

describe('takeMessage', () => {
  it('adds what is new at the end', () => {
    expect(seqs(takeMessage(thread, aMessage(8)))).toEqual([5, 6, 7, 8])
  })
  it('puts a late one in its place', () => {
    const holed = { ...thread, items: [aMessage(5), aMessage(8)] }
    expect(seqs(takeMessage(holed, aMessage(6)))).toEqual([5, 6, 8])
  })
  it('leaves what is older than the run to its page', () => {
    expect(takeMessage(thread, aMessage(2))).toBe(thread)
  })
  it('does not add across a gap', () => {
    const gapped = { ...thread, gap: true }
    expect(takeMessage(gapped, aMessage(40))).toBe(gapped)
  })
  it('moves a status forward only', () => {
    const sent = takeMessage(thread, aMessage(8, { direction: 'out', status: 'delivered' }))
    expect(takeMessage(sent, aMessage(8, { direction: 'out', status: 'queued' }))).toBe(sent)
    expect(takeMessage(sent, aMessage(8, { direction: 'out', status: 'read' })).items.at(-1)?.status).toBe(
      'read',
    )
  })
  it('lets a retry begin again', () => {
    const failed = takeMessage(thread, aMessage(8, { direction: 'out', status: 'failed' }))
    expect(
      takeMessage(failed, aMessage(8, { direction: 'out', status: 'queued' })).items.at(-1)?.status,
    ).toBe('queued')
  })
})

describe('pages', () => {
  it('go before without doubling', () => {
    const next = prependPage(thread, { items: run(2, 5), next: '2' })
    expect(seqs(next)).toEqual([2, 3, 4, 5, 6, 7])
    expect(next.older).toBe('2')
  })
  it('go after, and the last one closes the gap', () => {
    const gapped = { ...thread, gap: true }
    expect(appendPage(gapped, { items: run(8, 10), next: null }, 3)).toMatchObject({ gap: true })
    const closed = appendPage(gapped, { items: run(7, 8), next: null }, 3)
    expect(closed.gap).toBe(false)
    expect(seqs(closed)).toEqual([5, 6, 7, 8])
  })
  it('know whether they end at the newest message', () => {
    expect(openThread({ items: run(3, 6), next: null }, 9).gap).toBe(true)
    expect(openThread({ items: run(3, 9), next: null }, 9).gap).toBe(false)
  })
})

describe('rejoin', () => {
  it('joins where the pages touch and takes the newer copy', () => {
    const page = { items: [aMessage(7, { text: 'edited' }), aMessage(8)], next: '7' }
    const joined = rejoin(thread, page)
    expect(seqs(joined)).toEqual([5, 6, 7, 8])
    expect(joined.items[2]?.text).toBe('edited')
    expect(joined.older).toBe('5')
  })
  it('begins anew where messages are missing in between', () => {
    expect(rejoin(thread, { items: run(20, 22), next: '20' })).toEqual({
      items: run(20, 22),
      older: '20',
      gap: false,
    })
  })
})
