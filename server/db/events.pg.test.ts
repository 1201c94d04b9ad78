// The reader of the event log skips nothing, although transactions commit in another order than they got their numbers.
import { beforeAll, describe, expect, it } from 'vitest'
import { type Cursor, compareCursors } from '#domain/events.ts'
import { createStore } from '#test/harness/database.ts'
import { appendEvents, currentCursor, readAllEvents } from './events.ts'
import type { Store } from './pool.ts'
import { defaultHours, defaultSettings, insertWorkspace } from './workspaces.ts'

const workspaceId = 'ws_events0000'
let store: Store

beforeAll(async () => {
  store = await createStore()
  await insertWorkspace(store.db, {
    id: workspaceId,
    name: 'Events',
    profile: {
      name: 'Events',
      description: '',
      phone: '',
      email: '',
      website: '',
      address: '',
      directions: '',
      country: 'US',
      currency: 'USD',
      locale: 'en-US',
    },
    hours: defaultHours,
    settings: defaultSettings,
    created_at: new Date(),
  })
})

const write = (n: number, before: () => Promise<void> = async () => undefined) =>
  store.transaction(async (tx) => {
    await appendEvents(tx, workspaceId, [{ type: 'settings.updated', data: { n } }])
    await before()
  })

/**
 * Reads on from a cursor until it has seen so many, as a reader does. A single look would not do: the server's own
 * autovacuum may hold the horizon back for a moment.
 */
async function readOn(from: Cursor, count: number): Promise<number[]> {
  const seen: number[] = []
  let cursor = from
  const end = performance.now() + 18_000
  while (seen.length < count && performance.now() < end) {
    const events = await readAllEvents(store, cursor, 7)
    for (const event of events) {
      expect(compareCursors(event.cursor, cursor)).toBe(1)
      cursor = event.cursor
      seen.push(Number(event.data.n))
    }
    // A reader that finds nothing waits for a notification; here it lets the writers have the machine.
    if (events.length === 0) await new Promise((resolve) => setTimeout(resolve, 2))
  }
  return seen
}

describe('the event log', () => {
  it('holds back what an older transaction may still come before', async () => {
    const start = await currentCursor(store)
    let commitSlow: () => void = () => undefined
    const slow = new Promise<void>((resolve) => {
      commitSlow = resolve
    })
    let begun: () => void = () => undefined
    const hasBegun = new Promise<void>((resolve) => {
      begun = resolve
    })
    const first = write(1, async () => {
      begun()
      await slow
    })
    await hasBegun
    await write(2)
    expect(await readAllEvents(store, start, 10)).toEqual([])
    commitSlow()
    await first
    expect(await readOn(start, 2)).toEqual([1, 2])
  })

  it('is read whole and in one order by every reader, while many write', async () => {
    const start = await currentCursor(store)
    const total = 200
    const writing = Promise.all(
      Array.from({ length: 8 }, async (_, w) => {
        for (let i = 0; i < total / 8; i++)
          await write(w * 1000 + i, async () => new Promise((resolve) => setImmediate(resolve)))
      }),
    )
    const readers = await Promise.all([readOn(start, total), readOn(start, total), writing])
    const [one, other] = readers
    expect(one).toHaveLength(total)
    expect(new Set(one).size).toBe(total)
    expect(other).toEqual(one)
  })

  it('begins at now: what was before is not told again, and nothing after is missed', async () => {
    await write(10)
    const now = await currentCursor(store)
    await write(11)
    expect(await readOn(now, 1)).toEqual([11])
  })
})
