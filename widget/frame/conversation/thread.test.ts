import { describe, expect, test } from 'vitest'
import type { WidgetMessage, WidgetSession } from '#wire/widget.ts'
import { apply, emptyThread, lastSeq, nextToSend, type Thread, type ThreadEvent, unread } from './thread.ts'

const at = '2026-03-02T10:00:00.000Z'

function message(seq: number, from: WidgetMessage['from'] = 'ai', more: Partial<WidgetMessage> = {}) {
  return {
    id: `m${seq}`,
    seq,
    from,
    name: null,
    text: `text ${seq}`,
    attachments: [],
    clientId: null,
    at,
    ...more,
  }
}

function session(messages: WidgetMessage[], more: Partial<WidgetSession> = {}): WidgetSession {
  return {
    token: 't',
    visitor: 'v',
    config: {
      business: 'B',
      title: 'T',
      greeting: '',
      accent: '#000000',
      position: 'right',
      locale: 'en',
      open: true,
      hoursNote: '',
      disclosure: '',
    },
    messages,
    lastSeq: messages.at(-1)?.seq ?? 0,
    readSeq: 0,
    handler: 'ai',
    ...more,
  }
}

const after = (...events: ThreadEvent[]): Thread => events.reduce(apply, emptyThread)
const queued = (clientId: string): ThreadEvent => ({ kind: 'queued', clientId, text: clientId, at })
const texts = (thread: Thread) => [...thread.messages, ...thread.pending].map((one) => one.text)

describe('order', () => {
  test('messages are shown by seq, however they arrive', () => {
    const thread = after(
      { kind: 'messages', items: [message(7), message(3)] },
      { kind: 'messages', items: [message(5)] },
    )
    expect(thread.messages.map((one) => one.seq)).toEqual([3, 5, 7])
  })

  test('the same message again does not double, and the later copy counts', () => {
    const thread = after(
      { kind: 'session', session: session([message(1), message(2)]) },
      { kind: 'messages', items: [message(2, 'ai', { text: 'corrected' }), message(3)] },
    )
    expect(texts(thread)).toEqual(['text 1', 'corrected', 'text 3'])
  })

  test('the stream goes on after the messages held, not after what the server says it has', () => {
    expect(lastSeq(after({ kind: 'session', session: session([message(4)], { lastSeq: 9 }) }))).toBe(4)
    expect(lastSeq(emptyThread)).toBe(0)
  })
})

describe('what the visitor writes', () => {
  test('is shown at once, below everything, in the order of writing', () => {
    const thread = after(queued('first'), queued('second'), { kind: 'messages', items: [message(1)] })
    expect(texts(thread)).toEqual(['text 1', 'first', 'second'])
    expect(nextToSend(thread)?.clientId).toBe('first')
  })

  test("gives way to the server's copy, whether the answer or the copy comes first", () => {
    const copy: ThreadEvent = {
      kind: 'messages',
      items: [message(1, 'visitor', { clientId: 'a', text: 'a' })],
    }
    const answer: ThreadEvent = { kind: 'accepted', clientId: 'a' }
    for (const events of [
      [answer, copy],
      [copy, answer],
    ]) {
      const thread = after(queued('a'), ...events)
      expect(texts(thread)).toEqual(['a'])
      expect(thread.pending).toEqual([])
    }
  })

  test('stays on the screen as sent until the copy has come', () => {
    const thread = after(queued('a'), { kind: 'accepted', clientId: 'a' })
    expect(thread.pending).toMatchObject([{ clientId: 'a', state: 'sent' }])
    expect(nextToSend(thread)).toBeUndefined()
  })

  test('is not queued a second time when it is restored after a reload', () => {
    const copy = message(1, 'visitor', { clientId: 'a' })
    expect(after(queued('a'), queued('a')).pending).toHaveLength(1)
    expect(after({ kind: 'messages', items: [copy] }, queued('a')).pending).toHaveLength(0)
    expect(after(queued('a'), { kind: 'session', session: session([copy]) }).pending).toHaveLength(0)
  })

  test('is marked when the line stalls, and still goes out', () => {
    const thread = after(queued('a'), queued('b'), { kind: 'stalled' })
    expect(thread.pending.map((one) => one.state)).toEqual(['failed', 'failed'])
    expect(nextToSend(thread)?.clientId).toBe('a')
    expect(apply(thread, { kind: 'retry', clientId: 'a' }).pending.map((one) => one.state)).toEqual([
      'sending',
      'sending',
    ])
  })

  test('is tried again after a refusal only when asked for by name', () => {
    const thread = after(queued('a'), { kind: 'refused', clientId: 'a' }, queued('b'))
    expect(nextToSend(thread)?.clientId).toBe('b')
    const other = apply(thread, { kind: 'retry', clientId: 'b' })
    expect(other.pending.map((one) => one.state)).toEqual(['failed', 'sending'])
    expect(nextToSend(apply(thread, { kind: 'retry', clientId: 'a' }))?.clientId).toBe('a')
  })

  test('can be dropped', () => {
    expect(after(queued('a'), queued('b'), { kind: 'dropped', clientId: 'a' }).pending).toMatchObject([
      { clientId: 'b' },
    ])
  })
})

describe('unread', () => {
  test('counts what the AI and people wrote after the last message read', () => {
    const items = [message(1), message(2, 'visitor'), message(3, 'system'), message(4, 'person'), message(6)]
    const thread = after({ kind: 'messages', items })
    expect(unread(thread)).toBe(3)
    expect(unread(apply(thread, { kind: 'read', seq: 4 }))).toBe(1)
    expect(unread(apply(thread, { kind: 'read', seq: 6 }))).toBe(0)
  })

  test('a late or older mark never makes a message unread again', () => {
    const read = after({ kind: 'read', seq: 5 })
    expect(apply(read, { kind: 'read', seq: 3 }).readSeq).toBe(5)
    expect(apply(read, { kind: 'session', session: session([message(5)], { readSeq: 2 }) }).readSeq).toBe(5)
  })
})

describe('who answers', () => {
  test('a person has the name that the server gives, else the one they last wrote under', () => {
    const written = session([message(1, 'person', { name: 'Mia' })], { handler: 'human' })
    expect(after({ kind: 'session', session: written }).handlerName).toBe('Mia')
    const named = session([], { handler: 'human', handlerName: 'Jo' })
    expect(after({ kind: 'session', session: named }).handlerName).toBe('Jo')
  })

  test("handing back to the AI ends the person's name", () => {
    const thread = after({ kind: 'handler', handler: 'human', name: 'Mia' })
    expect(thread).toMatchObject({ handler: 'human', handlerName: 'Mia' })
    expect(apply(thread, { kind: 'handler', handler: 'ai' })).toMatchObject({
      handler: 'ai',
      handlerName: null,
    })
  })

  test('typing ends with the message, not with an old one that arrives again', () => {
    const typing = after({ kind: 'messages', items: [message(3)] }, { kind: 'typing', who: 'ai', name: null })
    expect(apply(typing, { kind: 'messages', items: [message(2)] }).typing).not.toBeNull()
    expect(apply(typing, { kind: 'messages', items: [message(4, 'visitor')] }).typing).not.toBeNull()
    expect(apply(typing, { kind: 'messages', items: [message(5)] }).typing).toBeNull()
  })
})
