// What the AI has written and a person has not decided about yet.
import { useQuery } from '@tanstack/react-query'
import type { Draft, QueuedDraft } from '#wire/api/drafts.ts'
import { get, post } from './api.ts'
import { client, LIVE } from './client.ts'
import { keys } from './keys.ts'

export function useQueue() {
  return useQuery({
    queryKey: keys.queue,
    queryFn: ({ signal }) => get<{ items: QueuedDraft[] }>('/drafts', undefined, signal),
    select: (data) => data.items,
    staleTime: LIVE,
  })
}

/** The draft that waits in a conversation; asked for only where its row says that there is one. */
export function useWaitingDraft(conversationId: string) {
  return useQuery({
    queryKey: keys.draft(conversationId),
    queryFn: ({ signal }) =>
      get<{ draft: Draft | null }>(`/conversations/${conversationId}/draft`, undefined, signal),
    select: (data) => data.draft,
    staleTime: LIVE,
  })
}

/** Takes a draft out of what is shown, before the server has answered; the feed puts right what was wrong. */
function forget(draft: Pick<Draft, 'id' | 'conversationId'>): void {
  client.setQueryData<{ items: QueuedDraft[] }>(
    keys.queue,
    (data) => data && { items: data.items.filter((one) => one.id !== draft.id) },
  )
  client.setQueryData<{ draft: Draft | null }>(
    keys.draft(draft.conversationId),
    (data) => data && { draft: data.draft?.id === draft.id ? null : data.draft },
  )
}

async function decide(
  draft: Pick<Draft, 'id' | 'conversationId'>,
  act: () => Promise<unknown>,
): Promise<void> {
  forget(draft)
  try {
    await act()
  } finally {
    void client.invalidateQueries({ queryKey: keys.drafts })
    void client.invalidateQueries({ queryKey: keys.counts })
  }
}

/** Sends it, in other words where some are given. Rejects with the server's words where it can no longer be sent. */
export function approve(draft: Pick<Draft, 'id' | 'conversationId'>, text?: string): Promise<void> {
  return decide(draft, () => post(`/drafts/${draft.id}/approve`, text === undefined ? {} : { text }))
}

export function reject(draft: Pick<Draft, 'id' | 'conversationId'>, reason: string): Promise<void> {
  return decide(draft, () =>
    post(`/drafts/${draft.id}/reject`, reason.trim() === '' ? {} : { reason: reason.trim() }),
  )
}
