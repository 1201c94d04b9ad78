// Conversations as the screens ask for them.
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Conversation, ConversationRow, SearchHit } from '#wire/api/conversations.ts'
import { get } from './api.ts'
import { client, LIVE } from './client.ts'
import type { ListQuery } from './filters.ts'
import { keys } from './keys.ts'
import { findRow, flattenRows, type ListPage, type ListPages } from './list-cache.ts'

export type Counts = {
  all: number
  unread: number
  requiresAction: number
  escalated: number
  drafts: number
  /** Escalated, and nobody takes care of them yet. */
  needsPerson: number
  /** What the rule “only reviewed conversations” hides. */
  unreviewed: number
  /** Tasks that are due or overdue. */
  tasksDue: number
}

const PAGE = 50

function listOptions(query: ListQuery) {
  return {
    queryKey: keys.list(query),
    queryFn: ({ pageParam, signal }: { pageParam: string | null; signal: AbortSignal }) =>
      get<ListPage>('/conversations', { ...query, limit: PAGE, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page: ListPage) => page.next,
    staleTime: LIVE,
  }
}

export function useConversationList(query: ListQuery, enabled = true) {
  const list = useInfiniteQuery({ ...listOptions(query), enabled })
  const rows = useMemo(() => flattenRows(list.data), [list.data])
  return { ...list, rows }
}

/** Begins to read the first page before any screen asks: the list is what everybody opens with. */
export function prefetchList(query: ListQuery): void {
  void client.prefetchInfiniteQuery(listOptions(query))
  void client.prefetchQuery(countOptions)
}

const countOptions = {
  queryKey: keys.counts,
  queryFn: ({ signal }: { signal: AbortSignal }) => get<Counts>('/conversations/counts', undefined, signal),
  staleTime: LIVE,
}
export function useCounts() {
  return useQuery(countOptions)
}

/** A row that some list already holds, so that a conversation opens with its name and state at once. */
export function cachedRow(id: string): ConversationRow | undefined {
  for (const [, data] of client.getQueriesData<ListPages>({ queryKey: keys.lists })) {
    const row = findRow(data, id)
    if (row) return row
  }
  return undefined
}

const conversationOptions = (id: string) => ({
  queryKey: keys.conversation(id),
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    get<Conversation>(`/conversations/${id}`, undefined, signal),
  staleTime: LIVE,
})
export function useConversation(id: string, enabled = true) {
  return useQuery({ ...conversationOptions(id), enabled })
}
export function prefetchConversation(id: string): void {
  void client.prefetchQuery(conversationOptions(id))
}

export function useSearch(q: string) {
  return useQuery({
    queryKey: keys.search(q),
    queryFn: ({ signal }) => get<{ items: SearchHit[] }>('/conversations/search', { q, limit: 30 }, signal),
    enabled: q.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  })
}

/** Other conversations of the same contact, newest first. */
export function useContactConversations(contactId: string) {
  return useConversationList({ contactId })
}
