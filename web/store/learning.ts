// What the front desk learns: what nobody could answer, what people answered, and what must stay right.
import { useQuery } from '@tanstack/react-query'
import type {
  CheckQuestion,
  KnowledgeChange,
  LearnedPair,
  LearningCounts,
  TriedChange,
  UnansweredCluster,
} from '#wire/api/learning.ts'
import { get, post } from './api.ts'
import { keys } from './keys.ts'

export function useLearningCounts() {
  return useQuery({
    queryKey: [...keys.knowledge, 'learning'],
    queryFn: ({ signal }) => get<LearningCounts>('/knowledge/learning', undefined, signal),
  })
}

function useList<T>(what: string, query?: { state: string }) {
  return useQuery({
    queryKey: [...keys.knowledge, what, query?.state ?? ''],
    queryFn: ({ signal }) => get<{ items: T[] }>(`/knowledge/${what}`, query, signal),
    select: (data) => data.items,
  })
}
export const useUnanswered = (state: UnansweredCluster['state']) =>
  useList<UnansweredCluster>('unanswered', { state })
export const useSuggestions = (state: LearnedPair['state']) => useList<LearnedPair>('suggestions', { state })
export const useChecks = () => useList<CheckQuestion>('check')

/** What a change would do to the approved answers; null where it cannot be told, and the save tells more. */
export async function tryChange(change: KnowledgeChange): Promise<TriedChange | null> {
  return post<TriedChange>('/knowledge/check/try', change).catch(() => null)
}
