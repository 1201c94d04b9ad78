import { describe, expect, it } from 'vitest'
import {
  type CachedRow,
  flattenRows,
  type ListPages,
  mapRows,
  markRead,
  mergeRow,
  placeRow,
} from './list-cache.ts'
import { aRow, minute } from './test-rows.ts'

const pages = (...sets: CachedRow[][]): ListPages => ({
  pages: sets.map((items, index) => ({ items, next: index < sets.length - 1 ? `page ${index + 1}` : null })),
  pageParams: sets.map((_, index) => (index === 0 ? null : `page ${index}`)),
})
const ids = (data: ListPages): string[][] => data.pages.map((page) => page.items.map((row) => row.id))
const all = { query: {}, keepId: null }

describe('placeRow', () => {
  const data = pages(
    [aRow({ id: 'a', lastMessageAt: minute(9) }), aRow({ id: 'b', lastMessageAt: minute(7) })],
    [aRow({ id: 'c', lastMessageAt: minute(5) }), aRow({ id: 'd', lastMessageAt: minute(3) })],
  )

  it('moves a row from a later page to the top, once', () => {
    expect(ids(placeRow(data, aRow({ id: 'd', lastMessageAt: minute(10) }), all))).toEqual([
      ['d', 'a', 'b'],
      ['c'],
    ])
  })
  it('puts a row that is new here between its neighbours', () => {
    expect(ids(placeRow(data, aRow({ id: 'x', lastMessageAt: minute(6) }), all))).toEqual([
      ['a', 'b'],
      ['x', 'c', 'd'],
    ])
  })
  it('leaves a row that is older than everything loaded to its own page', () => {
    const open = { ...data, pages: data.pages.map((page) => ({ ...page, next: 'more' })) }
    expect(ids(placeRow(open, aRow({ id: 'x', lastMessageAt: minute(1) }), all))).toEqual(ids(data))
  })
  it('appends it where the list is complete', () => {
    expect(ids(placeRow(data, aRow({ id: 'x', lastMessageAt: minute(1) }), all))).toEqual([
      ['a', 'b'],
      ['c', 'd', 'x'],
    ])
  })
  it('takes out what no longer matches, except the conversation that is open', () => {
    const row = aRow({ id: 'b', lastMessageAt: minute(7), unread: 0 })
    const query = { filter: 'unread' as const }
    expect(ids(placeRow(data, row, { query, keepId: null }))).toEqual([['a'], ['c', 'd']])
    expect(ids(placeRow(data, row, { query, keepId: 'b' }))).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
  })
  it('does not take in what never matched, even if it is open', () => {
    expect(
      placeRow(data, aRow({ id: 'x', status: 'closed' }), { query: { status: 'active' }, keepId: 'x' }),
    ).toBe(data)
  })
})

describe('flattenRows', () => {
  it('shows a conversation once although it stands in two pages', () => {
    const data = pages([aRow({ id: 'a' }), aRow({ id: 'b' })], [aRow({ id: 'b' }), aRow({ id: 'c' })])
    expect(flattenRows(data).map((row) => row.id)).toEqual(['a', 'b', 'c'])
  })
})

describe('mergeRow', () => {
  const known = aRow({ id: 'a', lastSeq: 4, readSeq: 2, unread: 2 })

  it('keeps what only this reader knows and counts what came', () => {
    expect(mergeRow(known, aRow({ id: 'a', lastSeq: 6 }), [5, 6])).toMatchObject({
      readSeq: 2,
      unread: 4,
      lastSeq: 6,
    })
  })
  it('counts the same event once, however often it arrives', () => {
    const once = mergeRow(known, aRow({ id: 'a', lastSeq: 5 }), [5])
    expect(mergeRow(once, aRow({ id: 'a', lastSeq: 5 }), [5]).unread).toBe(3)
  })
  it('does not lose a message whose row ran ahead of its event', () => {
    // The first batch already carries the row as it is after message 6; the event of 6 comes in the next batch.
    const first = mergeRow(known, aRow({ id: 'a', lastSeq: 6 }), [5])
    expect(mergeRow(first, aRow({ id: 'a', lastSeq: 6 }), [6]).unread).toBe(4)
  })
  it('does not count our own messages', () => {
    expect(mergeRow(known, aRow({ id: 'a', lastSeq: 5 }), []).unread).toBe(2)
  })
})

describe('markRead', () => {
  it('clears at the end and never goes back', () => {
    const read = markRead(aRow({ id: 'a', lastSeq: 4, readSeq: 2, unread: 2 }), 4)
    expect(read).toMatchObject({ readSeq: 4, unread: 0 })
    expect(markRead(read, 1)).toBe(read)
  })
})

describe('mapRows', () => {
  it('leaves pages without the row untouched', () => {
    const data = pages([aRow({ id: 'a' })], [aRow({ id: 'b' })])
    const next = mapRows(data, 'b', (row) => ({ ...row, unread: 9 }))
    expect(next.pages[0]).toBe(data.pages[0])
    expect(next.pages[1]?.items[0]?.unread).toBe(9)
  })
})
