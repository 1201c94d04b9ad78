// A thread, read in pages in both directions and kept true by the feed.
import { useQuery } from '@tanstack/react-query'
import { patchRead } from '#web/store/live/feed.ts'
import type { Message, Turn } from '#wire/api/messages.ts'
import { get, post } from './api.ts'
import { client, LIVE } from './client.ts'
import { keys } from './keys.ts'
import type { Mark } from './live/marks.ts'
import {
  appendPage,
  type MessagePage,
  openThread,
  prependPage,
  rejoin,
  type Thread,
  takeMessage,
} from './thread-cache.ts'

const PAGE = 60

function fetchPage(
  id: string,
  place: { before?: string; after?: number; around?: number },
  signal?: AbortSignal,
) {
  return get<MessagePage>(`/conversations/${id}/messages`, { ...place, limit: PAGE }, signal)
}

const threadOptions = (id: string) => ({
  queryKey: keys.thread(id),
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Thread> => {
    const page = await fetchPage(id, {}, signal)
    const held = client.getQueryData<Thread>(keys.thread(id))
    return held ? rejoin(held, page) : { items: page.items, older: page.next, gap: false }
  },
  staleTime: LIVE,
  structuralSharing: false,
})

export function useThread(id: string) {
  return useQuery(threadOptions(id))
}
export function prefetchThread(id: string): void {
  void client.prefetchQuery(threadOptions(id))
}

const busy = new Set<string>()
/** Fetches one page at a time per thread (scrolling asks again and again) and joins it to the thread as it is then. */
async function step(
  id: string,
  fetchNext: () => Promise<MessagePage>,
  join: (now: Thread, page: MessagePage) => Thread,
): Promise<void> {
  if (busy.has(id)) return
  busy.add(id)
  try {
    const page = await fetchNext()
    client.setQueryData<Thread>(keys.thread(id), (now) => now && join(now, page))
  } finally {
    busy.delete(id)
  }
}

export async function loadOlder(id: string): Promise<void> {
  const { older } = client.getQueryData<Thread>(keys.thread(id)) ?? {}
  if (!older) return
  // A jump elsewhere while the page was under way: then it no longer fits, and is dropped.
  await step(
    id,
    () => fetchPage(id, { before: older }),
    (now, page) => (now.older === older ? prependPage(now, page) : now),
  )
}
export async function loadNewer(id: string): Promise<void> {
  const thread = client.getQueryData<Thread>(keys.thread(id))
  const last = thread?.items.at(-1)
  if (!thread?.gap || !last) return
  await step(
    id,
    () => fetchPage(id, { after: last.seq }),
    (now, page) => (now.gap && now.items.at(-1)?.id === last.id ? appendPage(now, page, PAGE) : now),
  )
}

/** Makes the message at `seq` part of the thread, reading around it where it is not there yet. */
export async function showMessage(id: string, seq: number, lastSeq: number): Promise<void> {
  const held = client.getQueryData<Thread>(keys.thread(id))
  if (held?.items.some((m) => m.seq === seq)) return
  const thread = openThread(await fetchPage(id, { around: seq }), lastSeq)
  client.setQueryData(keys.thread(id), thread)
}

/** Back to the newest messages after a look at old ones. */
export async function showNewest(id: string): Promise<void> {
  const page = await fetchPage(id, {})
  client.setQueryData<Thread>(keys.thread(id), { items: page.items, older: page.next, gap: false })
}

export function useTurns(id: string) {
  return useQuery({
    queryKey: keys.turns(id),
    queryFn: ({ signal }) => get<{ items: Turn[] }>(`/conversations/${id}/turns`, undefined, signal),
    staleTime: LIVE,
    select: (data) => data.items,
  })
}

/** Says that the member has seen the thread up to `seq`; the lists know at once. */
export function readUpTo(id: string, seq: number): void {
  patchRead(client, id, seq)
  // Lost on a dead network: then the next message read says it again.
  post(`/conversations/${id}/read`, { seq })
    .then(() => client.invalidateQueries({ queryKey: keys.counts }))
    .catch(() => {})
}

/**
 * Sends a failed message again. It stands as queued at once; what becomes of it is told by the feed, which may be faster
 * than the answer.
 */
export async function retryMessage(message: Message): Promise<void> {
  const put = (next: Message) =>
    client.setQueryData<Thread>(keys.thread(message.conversationId), (t) => t && takeMessage(t, next))
  put({ ...message, status: 'queued', error: null, verdict: null })
  try {
    await post<Message>(`/messages/${message.id}/retry`)
  } catch (error) {
    put(message)
    throw error
  }
}

/** What happened in the conversation since the page was opened, as the feed told it. */
export function useLiveMarks(id: string): Mark[] {
  const { data } = useQuery<Mark[]>({
    queryKey: keys.marks(id),
    queryFn: () => [],
    staleTime: LIVE,
    enabled: false,
  })
  return data ?? NO_MARKS
}
const NO_MARKS: Mark[] = []
