import { describe, expect, it } from 'vitest'
import { aMessage, minute } from '#web/store/test-rows.ts'
import type { Outgoing } from '#web/store/writing/outgoing.ts'
import type { Turn } from '#wire/api/messages.ts'
import { layoutThread, rowOfSeq, type ThreadRow } from './thread-rows.ts'

const nothing = { pending: [], marks: [], turns: [], unread: { after: 1_000, upTo: 1_000 } }
const kinds = (rows: ThreadRow[]): string[] => rows.map((row) => row.kind)
const bubbles = (rows: ThreadRow[]) => rows.flatMap((row) => ('start' in row ? [[row.start, row.end]] : []))

describe('layoutThread', () => {
  it('joins what one hand wrote within minutes, and no longer', () => {
    const messages = [aMessage(1), aMessage(2), aMessage(9)]
    expect(bubbles(layoutThread({ ...nothing, messages }))).toEqual([
      [true, false],
      [false, true],
      [true, true],
    ])
  })
  it('does not join different hands, directions or channels', () => {
    const ai = { direction: 'out' as const, author: { kind: 'ai' as const, id: null, name: 'Front desk' } }
    const messages = [
      aMessage(1),
      aMessage(2, ai),
      aMessage(3, { direction: 'out', author: { kind: 'member', id: 'm', name: 'Dana' } }),
      aMessage(4, { channel: 'email' }),
    ]
    expect(bubbles(layoutThread({ ...nothing, messages })).every(([start, end]) => start && end)).toBe(true)
  })
  it('says where the talk goes on by another way, also while the answer is on its way', () => {
    const mail = { channel: 'email' as const, address: 'r@acme.example' }
    const messages = [aMessage(1), aMessage(2, mail), aMessage(3, mail), aMessage(4)]
    const rows = layoutThread({ ...nothing, messages })
    expect(kinds(rows)).toEqual(['day', 'message', 'way', 'message', 'message', 'way', 'message'])
    expect(rows[2]).toMatchObject(mail)
  })
  it('opens each day', () => {
    const messages = [
      aMessage(1),
      aMessage(2, { createdAt: new Date(Date.parse(minute(2)) + 86_400_000).toISOString() }),
    ]
    expect(kinds(layoutThread({ ...nothing, messages }))).toEqual(['day', 'message', 'day', 'message'])
  })
  it('puts the divider before the first unread message of the customer, and breaks the run there', () => {
    const messages = [
      aMessage(1),
      aMessage(2, { direction: 'out', author: { kind: 'ai', id: null, name: null } }),
      aMessage(3),
      aMessage(4),
    ]
    const rows = layoutThread({ ...nothing, messages, unread: { after: 1, upTo: 4 } })
    expect(kinds(rows)).toEqual(['day', 'message', 'message', 'new', 'message', 'message'])
    expect(rows[3]).toMatchObject({ count: 2 })
  })
  it('calls nothing new that came while the member was looking', () => {
    const rows = layoutThread({
      ...nothing,
      messages: [aMessage(1), aMessage(2)],
      unread: { after: 1, upTo: 1 },
    })
    expect(kinds(rows)).toEqual(['day', 'message', 'message'])
  })
  it('tells marks at their time, but not those from before the first loaded message', () => {
    const mark = (n: number) => ({
      cursor: `1.${n}`,
      kind: 'person' as const,
      text: 'Dana took over',
      at: minute(n),
    })
    const rows = layoutThread({
      ...nothing,
      messages: [aMessage(5), aMessage(8)],
      marks: [mark(2), mark(6), mark(30)],
    })
    expect(kinds(rows)).toEqual(['day', 'message', 'mark', 'message', 'mark'])
  })
  it('says after a message why the AI kept silent about it', () => {
    const turn: Turn = {
      id: 't',
      conversationId: 'a',
      fromSeq: 1,
      toSeq: 1,
      outcome: 'silent',
      reasons: [{ code: 'channel_off', text: 'AI replies are switched off for SMS', fix: 'settings' }],
      trace: null,
      createdAt: minute(2),
    }
    const turns = [turn, { ...turn, id: 'u', toSeq: 2, outcome: 'stale' as const }]
    expect(kinds(layoutThread({ ...nothing, messages: [aMessage(1), aMessage(2)], turns }))).toEqual([
      'day',
      'message',
      'silence',
      'message',
    ])
  })
  it('keeps the key of a bubble when the server’s copy takes its place', () => {
    const pending: Outgoing = {
      clientId: 'mine',
      conversationId: 'a',
      route: null,
      text: 'Hi',
      subject: null,
      attachments: [],
      createdAt: minute(2),
      problem: null,
    }
    const before = layoutThread({ ...nothing, messages: [aMessage(1)], pending: [pending] })
    const after = layoutThread({
      ...nothing,
      messages: [aMessage(1), aMessage(2, { direction: 'out', clientId: 'mine' })],
    })
    expect(after.map((row) => row.key)).toEqual(before.map((row) => row.key))
  })
  it('finds the row of a message', () => {
    expect(rowOfSeq(layoutThread({ ...nothing, messages: [aMessage(5), aMessage(6)] }), 6)).toBe(2)
  })
})
