// Places at a provider's turnstile: a burst at once, then one after the other, over any number of connections.
import { describe, expect, it } from 'vitest'
import { createStore } from '#test/harness/database.ts'
import { dropFreePace, takePlace } from './pace.ts'

const NOW = new Date('2026-11-21T12:00:00Z')
const later = (ms: number) => new Date(NOW.getTime() + ms)
const WS = 'ws_1'

describe('a turnstile', () => {
  it('lets a burst through at once, and gives everybody after it a place of their own', async () => {
    const store = await createStore()
    const take = (at = NOW) => takePlace(store, WS, 'ibx_1', [{ key: 'pair', everyMs: 6_000, burst: 3 }], at)
    const waits = []
    for (let n = 0; n < 6; n++) waits.push((await take()).getTime() - NOW.getTime())
    expect(waits).toEqual([0, 0, 0, 6_000, 12_000, 18_000])
    // Who waits long enough has the burst again.
    expect(await take(later(60_000))).toEqual(later(60_000))
  })

  it('counts the parts of a long text, and lets nobody wait for their own', async () => {
    const store = await createStore()
    const take = async (takes: number) => {
      const at = await takePlace(
        store,
        WS,
        'ibx_1',
        [{ key: 'sender', everyMs: 1_000, burst: 1, takes }],
        NOW,
      )
      return at.getTime() - NOW.getTime()
    }
    expect([await take(3), await take(1), await take(5), await take(1)]).toEqual([0, 3_000, 4_000, 9_000])
  })

  it('gives a hundred who come at once a hundred places', async () => {
    const store = await createStore()
    const taken = await Promise.all(
      Array.from({ length: 100 }, () =>
        takePlace(store, WS, 'ibx_1', [{ key: 'sender', everyMs: 1_000, burst: 1 }], NOW),
      ),
    )
    expect(taken.map((at) => at.getTime()).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 100 }, (_, n) => NOW.getTime() + n * 1_000),
    )
  })

  it('of several counts the last; each person and each inbox has its own', async () => {
    const store = await createStore()
    const both = (person: string, inbox = 'ibx_1') =>
      takePlace(
        store,
        WS,
        inbox,
        [
          { key: person, everyMs: 6_000, burst: 1 },
          { key: 'sender', everyMs: 1_000, burst: 1 },
        ],
        NOW,
      )
    expect(await both('a')).toEqual(NOW)
    expect(await both('a')).toEqual(later(6_000))
    expect(await both('b')).toEqual(later(2_000))
    expect(await both('b', 'ibx_2')).toEqual(NOW)
    await dropFreePace(store.db, later(3_600_000))
    expect(await both('a')).toEqual(NOW)
  })
})
