// What the visitor sees of the conversation, as one value and one pure function. The server's messages and the ones that
// are still under way are kept apart: the server's are ordered by seq, the others stay below them in the order of writing
// until the server's own copy (same clientId) takes their place.
import type { WidgetMessage, WidgetSession } from '#wire/widget.ts'

export type Pending = {
  clientId: string
  text: string
  at: string
  /** `sent`: the server has it durably, but its copy has not come back yet. */
  state: 'sending' | 'sent' | 'failed'
  /** The server said no for good: it is not tried again unless the visitor asks. */
  refused: boolean
}

export type Handler = WidgetSession['handler']

export type Thread = {
  messages: readonly WidgetMessage[]
  pending: readonly Pending[]
  readSeq: number
  handler: Handler
  /** The person who answers now, when known. */
  handlerName: string | null
  typing: { who: 'ai' | 'person'; name: string | null } | null
}

export type ThreadEvent =
  | { kind: 'session'; session: WidgetSession }
  | { kind: 'messages'; items: readonly WidgetMessage[] }
  | { kind: 'queued'; clientId: string; text: string; at: string }
  | { kind: 'accepted'; clientId: string }
  | { kind: 'refused'; clientId: string }
  | { kind: 'stalled' }
  | { kind: 'retry'; clientId: string }
  | { kind: 'dropped'; clientId: string }
  | { kind: 'typing'; who: 'ai' | 'person'; name: string | null }
  | { kind: 'typing-ended' }
  | { kind: 'handler'; handler: Handler; name?: string | null }
  | { kind: 'read'; seq: number }

export const emptyThread: Thread = {
  messages: [],
  pending: [],
  readSeq: 0,
  handler: 'none',
  handlerName: null,
  typing: null,
}

/** The thread after an event. Any event may come twice or late; neither doubles nor loses a message. */
export function apply(thread: Thread, event: ThreadEvent): Thread {
  switch (event.kind) {
    case 'session': {
      const { messages, readSeq, handler, handlerName } = event.session
      const merged = receive(thread, messages)
      return {
        ...merged,
        readSeq: Math.max(thread.readSeq, readSeq),
        handler,
        handlerName: handlerName ?? lastPerson(merged.messages),
      }
    }
    case 'messages':
      return receive(thread, event.items)
    case 'queued':
      if (isKnown(thread, event.clientId)) return thread
      return {
        ...thread,
        pending: [
          ...thread.pending,
          { clientId: event.clientId, text: event.text, at: event.at, state: 'sending', refused: false },
        ],
      }
    case 'accepted':
      return change(thread, event.clientId, { state: 'sent', refused: false })
    case 'refused':
      return change(thread, event.clientId, { state: 'failed', refused: true })
    case 'stalled':
      return {
        ...thread,
        pending: thread.pending.map((one) => (one.state === 'sending' ? { ...one, state: 'failed' } : one)),
      }
    case 'retry':
      return {
        ...thread,
        // Those that wait behind it for the same line go with it; the refused ones only when asked by name.
        pending: thread.pending.map((one) =>
          one.state === 'failed' && (one.clientId === event.clientId || !one.refused)
            ? { ...one, state: 'sending', refused: false }
            : one,
        ),
      }
    case 'dropped':
      return { ...thread, pending: thread.pending.filter((one) => one.clientId !== event.clientId) }
    case 'typing':
      return { ...thread, typing: { who: event.who, name: event.name } }
    case 'typing-ended':
      return thread.typing ? { ...thread, typing: null } : thread
    case 'handler':
      return {
        ...thread,
        handler: event.handler,
        handlerName: event.name ?? (event.handler === 'human' ? thread.handlerName : null),
        typing: null,
      }
    case 'read':
      return event.seq > thread.readSeq ? { ...thread, readSeq: event.seq } : thread
  }
}

/**
 * Where the stream must go on. Taken from the messages held and never from what the server says it has, so that a line
 * that breaks between the two cannot skip any.
 */
export function lastSeq(thread: Thread): number {
  return thread.messages.at(-1)?.seq ?? 0
}

/** How many messages for the visitor are unread. */
export function unread(thread: Thread): number {
  return thread.messages.filter((one) => isIncoming(one) && one.seq > thread.readSeq).length
}

/** The oldest message that still has to go out: they leave one after another, in the order of writing. */
export function nextToSend(thread: Thread): Pending | undefined {
  return thread.pending.find((one) => one.state !== 'sent' && !one.refused)
}

export function isIncoming(message: WidgetMessage): boolean {
  return message.from === 'ai' || message.from === 'person'
}

function receive(thread: Thread, items: readonly WidgetMessage[]): Thread {
  if (items.length === 0) return thread
  const byId = new Map(thread.messages.map((one) => [one.id, one]))
  for (const item of items) byId.set(item.id, item)
  const messages = [...byId.values()].sort((a, b) => a.seq - b.seq)
  const arrived = new Set(items.map((one) => one.clientId))
  const news = items.filter((one) => isIncoming(one) && one.seq > lastSeq(thread))
  const person = news.findLast((one) => one.from === 'person')?.name
  return {
    ...thread,
    messages,
    pending: thread.pending.filter((one) => !arrived.has(one.clientId)),
    typing: news.length > 0 ? null : thread.typing,
    handlerName: person ?? thread.handlerName,
  }
}

function change(thread: Thread, clientId: string, to: Partial<Pending>): Thread {
  return {
    ...thread,
    pending: thread.pending.map((one) => (one.clientId === clientId ? { ...one, ...to } : one)),
  }
}

function isKnown(thread: Thread, clientId: string): boolean {
  return (
    thread.pending.some((one) => one.clientId === clientId) ||
    thread.messages.some((one) => one.clientId === clientId)
  )
}

function lastPerson(messages: readonly WidgetMessage[]): string | null {
  return messages.findLast((one) => one.from === 'person')?.name ?? null
}
