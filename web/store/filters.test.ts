import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { channelKinds } from '#domain/channel-kinds.ts'
import {
  countFilters,
  matchesQuery,
  parseInboxSearch,
  parseSearch,
  stringifySearch,
  toListQuery,
  views,
} from './filters.ts'
import { aRow } from './test-rows.ts'

describe('the codec of the address', () => {
  it('reads back what it wrote', () => {
    const search = fc.record(
      {
        view: fc.constantFrom(...views.filter((v) => v !== 'all')),
        channel: fc.constantFrom(...channelKinds),
        status: fc.constantFrom('active', 'escalated', 'closed'),
        handler: fc.constantFrom('ai', 'human'),
        q: fc.string({ minLength: 1 }).filter((q) => q.trim() !== ''),
        at: fc.integer({ min: 1, max: 1e9 }),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(search, (value) => {
        expect(parseInboxSearch(parseSearch(stringifySearch(value)))).toEqual(value)
      }),
    )
  })
  it('drops words that it does not know', () => {
    expect(parseInboxSearch(parseSearch('?view=mine&channel=pigeon&status=snoozed&at=-3&q=%20&x=1'))).toEqual(
      {},
    )
  })
  it('keeps a number that is searched for a text', () => {
    expect(parseInboxSearch(parseSearch('?q=5550100'))).toEqual({ q: '5550100' })
  })
})

describe('toListQuery', () => {
  it('lets the view of escalated ones win over the status', () => {
    expect(toListQuery({ view: 'escalated', status: 'closed', channel: 'email' })).toEqual({
      status: 'escalated',
      channel: 'email',
    })
    expect(countFilters({ view: 'escalated', status: 'closed', channel: 'email' })).toBe(1)
  })
})

describe('matchesQuery', () => {
  it('asks every filter', () => {
    const row = aRow({ id: 'a', unread: 2, requiresAction: true, status: 'escalated', handler: 'human' })
    const query = {
      filter: 'requires_action',
      status: 'escalated',
      handler: 'human',
      channel: 'sms',
    } as const
    expect(matchesQuery(row, query)).toBe(true)
    for (const wrong of [
      { requiresAction: false },
      { status: 'active' as const },
      { handler: 'ai' as const },
      { channel: 'email' as const },
    ])
      expect(matchesQuery({ ...row, ...wrong }, query)).toBe(false)
    expect(matchesQuery({ ...row, unread: 0 }, { filter: 'unread' })).toBe(false)
  })
})
