// Sources of knowledge as the settings show them; looked at again while one of them is being read.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type {
  KnowledgeConflict,
  KnowledgeFound,
  KnowledgeItem,
  KnowledgeOverview,
  KnowledgePageItem,
  KnowledgeText,
} from '#wire/api/knowledge.ts'
import { get } from './api.ts'
import { client } from './client.ts'
import { keys } from './keys.ts'

const WHILE_READING_MS = 1_200

type Page = { items: KnowledgeItem[]; next: string | null }
export const isBeingRead = (item: KnowledgeItem): boolean =>
  item.state === 'waiting' || item.state === 'reading'

export function useSources(kind: KnowledgeItem['kind'] | null, q: string) {
  return useInfiniteQuery({
    queryKey: [...keys.knowledge, 'list', kind, q],
    queryFn: ({ pageParam, signal }) =>
      get<Page>('/knowledge', { kind, q, cursor: pageParam, limit: 50 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some(isBeingRead)) ? WHILE_READING_MS : false,
  })
}

export function useOverview() {
  return useQuery({
    queryKey: [...keys.knowledge, 'overview'],
    queryFn: ({ signal }) => get<KnowledgeOverview>('/knowledge/overview', undefined, signal),
  })
}

export function useConflicts() {
  return useQuery({
    queryKey: [...keys.knowledge, 'conflicts'],
    queryFn: ({ signal }) => get<{ items: KnowledgeConflict[] }>('/knowledge/conflicts', undefined, signal),
    select: (data) => data.items,
  })
}

export function usePages(id: string, reading: boolean) {
  return useQuery({
    queryKey: [...keys.knowledge, 'pages', id],
    queryFn: ({ signal }) => get<{ items: KnowledgePageItem[] }>(`/knowledge/${id}/pages`, undefined, signal),
    select: (data) => data.items,
    refetchInterval: reading ? WHILE_READING_MS : false,
  })
}

export function useText(id: string, page: string | null) {
  return useQuery({
    queryKey: [...keys.knowledge, 'text', id, page],
    queryFn: ({ signal }) => get<KnowledgeText>(`/knowledge/${id}/text`, { page }, signal),
  })
}

export function useFound(q: string, seer: { channel: string; audience: string }) {
  return useQuery({
    queryKey: [...keys.knowledge, 'ask', q, seer],
    queryFn: ({ signal }) =>
      get<KnowledgeFound>(
        '/knowledge/search',
        { q, limit: 4, channel: seer.channel || null, audiences: seer.audience || null },
        signal,
      ),
    enabled: q !== '',
    staleTime: 0,
  })
}

export async function refreshKnowledge(): Promise<void> {
  await client.invalidateQueries({ queryKey: keys.knowledge })
}
