// A thread as this browser holds it: one unbroken run of messages, oldest first. Pure.

import { statusRank } from '#domain/message-status.ts'
import type { Message } from '#wire/api/messages.ts'

export type Thread = {
  items: Message[]
  /** Where the page before begins, as the server's `next`; null at the very first message. */
  older: string | null
  /** The run ends before the newest message (opened at a search hit). */
  gap: boolean
}

export type MessagePage = { items: Message[]; next: string | null }

/** The run that a first page makes. `lastSeq` is the conversation's newest message where it is known. */
export function openThread(page: MessagePage, lastSeq: number): Thread {
  return { items: page.items, older: page.next, gap: (page.items.at(-1)?.seq ?? 0) < lastSeq }
}

/** Older messages put before the run. Overlaps are dropped. */
export function prependPage(thread: Thread, page: MessagePage): Thread {
  const first = thread.items[0]?.seq ?? Infinity
  return { ...thread, items: [...page.items.filter((m) => m.seq < first), ...thread.items], older: page.next }
}

/** Newer messages put after the run; the gap closes when the page brought less than was asked. */
export function appendPage(thread: Thread, page: MessagePage, asked: number): Thread {
  const last = thread.items.at(-1)?.seq ?? 0
  const fresh = page.items.filter((m) => m.seq > last)
  return { ...thread, items: [...thread.items, ...fresh], gap: page.items.length >= asked }
}

/**
 * A message out of the feed or an answer. Known ones are replaced, unless what is held is further along. New ones go to
 * the end, but not across a gap.
 */
export function takeMessage(thread: Thread, message: Message): Thread {
  const at = thread.items.findIndex((m) => m.id === message.id)
  if (at !== -1) {
    const held = thread.items[at]
    if (held && !movesForward(held, message)) return thread
    // It left later than it was written: its place is where it left.
    if (held && held.seq !== message.seq)
      return takeMessage({ ...thread, items: thread.items.toSpliced(at, 1) }, message)
    return { ...thread, items: thread.items.with(at, message) }
  }
  if (thread.gap) return thread
  const last = thread.items.at(-1)
  if (!last || message.seq > last.seq) return { ...thread, items: [...thread.items, message] }
  const before = thread.items.findIndex((m) => m.seq > message.seq)
  // Older than the run: it comes with its page.
  if (before <= 0) return thread
  return { ...thread, items: thread.items.toSpliced(before, 0, message) }
}

/**
 * The answer to the POST that made a message. It tells the very first state: where the feed was faster and told of the
 * message already, it has nothing to add; not even to one that has failed meanwhile.
 */
export function takeCreated(thread: Thread, message: Message): Thread {
  return thread.items.some((m) => m.id === message.id) ? thread : takeMessage(thread, message)
}

/** A retry puts a failed message back to `queued`, which is forward although its rank is lower. */
function movesForward(held: Message, fresh: Message): boolean {
  if (held.status === 'failed') return true
  return statusRank[fresh.status] >= statusRank[held.status]
}

/** The newest page after a pause: joined to the run where they touch, else it replaces the run. */
export function rejoin(thread: Thread, page: MessagePage): Thread {
  const first = page.items[0]
  const last = thread.items.at(-1)
  if (thread.gap || !first || !last || first.seq > last.seq + 1)
    return { items: page.items, older: page.next, gap: false }
  return {
    items: [...thread.items.filter((m) => m.seq < first.seq), ...page.items],
    older: thread.older,
    gap: false,
  }
}
