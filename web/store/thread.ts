// A thread, read in pages in both directions and kept true by the feed.
import { useQuery } from '@tanstack/react-query'
import type { Message, Turn } from '#wire/api/messages.ts'
import { get, post } from './api.ts'
import { client, LIVE } from './client.ts'
import { patchRead } from './feed.ts'
import { keys } from './keys.ts'
import type { Mark } from './marks.ts'
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
/** Runs one paging step at a time per thread: scrolling asks again and again. */
async function step(id: string, load: (thread: Thread) => Promise<Thread>): Promise<void> {
  const thread = client.getQueryData<Thread>(keys.thread(id))
  if (!thread || busy.has(id)) return
  busy.add(id)
  try {
    const next = await load(thread)
    const now = client.getQueryData<Thread>(keys.thread(id))
    // The feed may have added messages meanwhile; those stay.
    if (now) client.setQueryData(keys.thread(id), now === thread ? next : now.items.reduce(takeMessage, next))
  } finally {
    busy.delete(id)
  }
}

export function loadOlder(id: string): Promise<void> {
  return step(id, async (thread) => {
    if (thread.older === null) return thread
    return prependPage(thread, await fetchPage(id, { before: thread.older }))
  })
}
export function loadNewer(id: string): Promise<void> {
  return step(id, async (thread) => {
    const last = thread.items.at(-1)
    if (!thread.gap || !last) return thread
    return appendPage(thread, await fetchPage(id, { after: last.seq }), PAGE)
  })
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

export async function retryMessage(message: Message): Promise<void> {
  const fresh = await post<Message>(`/messages/${message.id}/retry`)
  client.setQueryData<Thread>(keys.thread(message.conversationId), (t) => t && takeMessage(t, fresh))
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
