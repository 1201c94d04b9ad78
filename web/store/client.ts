// The query cache. What the live feed keeps true is never fetched again on its own; what it does not, on each visit.
import { QueryClient } from '@tanstack/react-query'
import { ApiError, onUnauthenticated } from './api.ts'
import { keys } from './keys.ts'

/** For queries that events patch: fresh until an event or a reset says otherwise. */
export const LIVE = Number.POSITIVE_INFINITY

export const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      gcTime: 30 * 60_000,
      refetchOnWindowFocus: false,
      // Only what may heal by itself: a refusal stays a refusal.
      retry: (count, error) =>
        error instanceof ApiError && (error.status === 0 || error.status >= 500) && count < 3,
      retryDelay: (attempt) => Math.min(500 * 2 ** attempt, 5_000),
    },
  },
})

onUnauthenticated(() => void client.invalidateQueries({ queryKey: keys.me }))
