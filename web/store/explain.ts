// What went wrong, in words for the person at the screen. Never a stack, never a bare code.
import { ApiError } from './api.ts'

export type Explained = { title: string; detail: string; id: string | null; retryable: boolean }

export function explain(error: unknown): Explained {
  if (!(error instanceof ApiError))
    return {
      title: 'Something went wrong in this page',
      detail: error instanceof Error ? error.message : String(error),
      id: null,
      retryable: true,
    }
  if (error.status === 0)
    return {
      title: 'The server cannot be reached',
      detail: 'Check your connection. Nothing you wrote is lost.',
      id: null,
      retryable: true,
    }
  const { problem } = error
  return {
    title: problem?.title ?? 'The server refused this',
    detail: problem?.detail && problem.detail !== problem.title ? problem.detail : '',
    id: problem?.requestId ?? null,
    retryable: error.status >= 500 || error.status === 409 || error.status === 429,
  }
}

/** One sentence for a toast. */
export function explainBriefly(error: unknown): string {
  const { title, detail } = explain(error)
  return detail || title
}

/** The server's word on single fields, by dotted path. */
export function fieldErrors(error: unknown): Record<string, string> {
  const found: Record<string, string> = {}
  if (error instanceof ApiError)
    for (const { path, message } of error.problem?.errors ?? [])
      found[path.replace(/^\/?(body\/)?/, '').replaceAll('/', '.')] ??= message
  return found
}
