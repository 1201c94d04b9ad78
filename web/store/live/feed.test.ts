import { QueryClient } from '@tanstack/react-query'
import { beforeEach, describe, expect, it } from 'vitest'
import { keys } from '#web/store/keys.ts'
import { flattenRows, type ListPages } from '#web/store/list-cache.ts'
import { aMessage, aRow, minute } from '#web/store/test-rows.ts'
import type { Thread } from '#web/store/thread-cache.ts'
import type { FeedEvent } from '#wire/events.ts'
import { applyEvents, type FeedContext } from './feed.ts'
import type { Mark } from './marks.ts'

let client: QueryClient
let context: FeedContext
let wishes: string[]
let heard: string[]
let place = 0

beforeEach(() => {
  client = new QueryClient()
  wishes = []
  heard = []
  context = {
    client,
    memberId: 'me',
    openId: null,
    refetch: (key) => wishes.push(JSON.stringify(key)),
    heard: (event) => heard.push(event.message?.text ?? ''),
  }
  client.setQueryData<ListPages>(keys.list({}), {
    pages: [
      {
        items: [
          aRow({ id: 'a', lastMessageAt: minute(9), lastSeq: 3, readSeq: 3, unread: 0 }),
          aRow({ id: 'b' }),
        ],
        next: null,
      },
    ],
    pageParams: [null],
  })
  client.setQueryData<ListPages>(keys.list({ filter: 'unread' }), {
    pages: [{ items: [], next: null }],
    pageParams: [null],
  })
  client.setQueryData<Thread>(keys.thread('b'), { items: [aMessage(1)], older: null, gap: false })
})

function event(over: Partial<FeedEvent>): FeedEvent {
  return {
    cursor: `1.${++place}`,
    type: 'message.received',
    conversationId: 'b',
    contactId: null,
    actor: null,
    data: {},
    at: minute(20),
    message: null,
    conversation: null,
    ...over,
  }
}
const rows = (query = {}) => flattenRows(client.getQueryData<ListPages>(keys.list(query)))

describe('a customer’s message', () => {
  const received = () =>
    event({
      message: aMessage(2, { conversationId: 'b', text: 'Hello again' }),
      conversation: aRow({
        id: 'b',
        lastSeq: 2,
        lastMessageAt: minute(20),
        preview: 'Hello again',
        readSeq: 0,
        unread: 0,
      }),
    })

  it('moves the row up, counts it and joins the thread', () => {
    applyEvents([received()], context)
    expect(rows().map((row) => [row.id, row.unread, row.preview])).toEqual([
      ['b', 2, 'Hello again'],
      ['a', 0, 'Hello'],
    ])
    expect(client.getQueryData<Thread>(keys.thread('b'))?.items.map((m) => m.seq)).toEqual([1, 2])
    expect(heard).toEqual(['Hello again'])
    expect(wishes).toContain(JSON.stringify(keys.counts))
  })
  it('appears in the lists that want it now', () => {
    applyEvents([received()], context)
    expect(rows({ filter: 'unread' }).map((row) => row.id)).toEqual(['b'])
  })
  it('changes nothing when it comes twice', () => {
    const twice = received()
    applyEvents([twice], context)
    const before = rows()
    applyEvents([twice], context)
    expect(rows()).toEqual(before)
  })
  it('counts two in one batch', () => {
    const row = aRow({ id: 'b', lastSeq: 3, lastMessageAt: minute(21), readSeq: 0, unread: 0 })
    applyEvents(
      [2, 3].map((seq) => event({ message: aMessage(seq, { conversationId: 'b' }), conversation: row })),
      context,
    )
    expect(rows()[0]).toMatchObject({ id: 'b', unread: 3 })
  })
  it('asks the server for a conversation that nobody here has seen', () => {
    const old = aRow({ id: 'x', lastSeq: 30, lastMessageAt: minute(22) })
    applyEvents(
      [event({ conversationId: 'x', message: aMessage(30, { conversationId: 'x' }), conversation: old })],
      context,
    )
    expect(rows()[0]?.id).toBe('x')
    expect(wishes).toContain(JSON.stringify(keys.lists))
  })
})

describe('reading', () => {
  it('in another tab of mine clears the row; of a colleague it does not', () => {
    const read = (actor: string) =>
      event({ type: 'conversation.read', actor, data: { seq: 1 }, conversationId: 'b' })
    applyEvents([read('somebody else')], context)
    expect(rows().find((row) => row.id === 'b')?.unread).toBe(1)
    applyEvents([read('me')], context)
    expect(rows().find((row) => row.id === 'b')?.unread).toBe(0)
  })
})

describe('a takeover', () => {
  it('leaves one mark in the thread, however often it is told', () => {
    const taken = event({
      type: 'conversation.taken_over',
      data: { by: 'Dana' },
      conversation: aRow({ id: 'b', handler: 'human' }),
    })
    applyEvents([taken], context)
    applyEvents([taken], context)
    expect(client.getQueryData<Mark[]>(keys.marks('b'))?.map((mark) => mark.text)).toEqual(['Dana took over'])
    expect(rows().find((row) => row.id === 'b')?.handler).toBe('human')
  })
})
