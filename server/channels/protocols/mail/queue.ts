// Mails that a service has named and that are still to be fetched: a few at a time, and a mail that cannot be fetched is
// set aside and tried again, so that it stops none of the others.
import { z } from 'zod'
import type { IncomingItem } from '#channels/channel.ts'

export const Queued = z.object({
  id: z.string(),
  tries: z.number(),
  dueAt: z.string().nullable(),
  /** Why it was set aside the last time. */
  reason: z.string().optional(),
})
export type Queued = z.infer<typeof Queued>

export type Fetched =
  | { outcome: 'items'; items: IncomingItem[]; bytes: number }
  /** Deleted meanwhile. */
  | { outcome: 'gone' }
  /** Something about this one mail. */
  | { outcome: 'bad'; reason: string }
  /** Nothing can be fetched just now. */
  | { outcome: 'stop'; reason: string; remedy: string }

export type Drained = {
  items: IncomingItem[]
  queue: Queued[]
  /** Why it stopped before its time. */
  stopped: { reason: string; remedy: string } | null
  /** There is more to fetch at once. */
  more: boolean
}

/** So many mails, and so many bytes, are held in memory at a time. */
const MAX_MAILS = 20
const MAX_BYTES = 24 * 1024 * 1024
const FIRST_PAUSE_MS = 60_000
const LAST_PAUSE_MS = 6 * 3_600_000

/** Fetches what is due, oldest first, as far as one run goes. */
export async function drain(
  queue: Queued[],
  fetchOne: (id: string) => Promise<Fetched>,
  now: Date,
): Promise<Drained> {
  const items: IncomingItem[] = []
  let rest = queue
  let bytes = 0
  let count = 0
  for (const one of queue.filter((each) => isDue(each, now))) {
    if (count === MAX_MAILS || bytes >= MAX_BYTES) return { items, queue: rest, stopped: null, more: true }
    const fetched = await fetchOne(one.id)
    if (fetched.outcome === 'stop') return { items, queue: rest, stopped: fetched, more: false }
    count++
    rest = rest.filter((other) => other.id !== one.id)
    if (fetched.outcome === 'items') {
      items.push(...fetched.items)
      bytes += fetched.bytes
    }
    if (fetched.outcome === 'bad') rest = [...rest, later(one, now, fetched.reason)]
  }
  return { items, queue: rest, stopped: null, more: false }
}

/** Is there something to fetch now? What was set aside keeps nobody from asking what is new. */
export function hasDue(queue: Queued[], now: Date): boolean {
  return queue.some((one) => isDue(one, now))
}

function isDue(one: Queued, now: Date): boolean {
  return one.dueAt === null || new Date(one.dueAt) <= now
}

/** Appends what is not there yet. */
export function enqueue(queue: Queued[], ids: string[]): Queued[] {
  const known = new Set(queue.map(({ id }) => id))
  const fresh = [...new Set(ids)].filter((id) => !known.has(id))
  return [...queue, ...fresh.map((id) => ({ id, tries: 0, dueAt: null }))]
}

function later(one: Queued, now: Date, reason: string): Queued {
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** one.tries, LAST_PAUSE_MS)
  return { id: one.id, tries: one.tries + 1, dueAt: new Date(now.getTime() + pause).toISOString(), reason }
}
