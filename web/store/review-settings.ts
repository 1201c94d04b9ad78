// The stages of the workspace and what its list shows: small, because the list asks for it.
import type { ReviewSettings } from '#domain/review.ts'
import { useWorkspace } from './session.ts'

const unknown: ReviewSettings = { reviewedOnly: false, stages: [], byModel: true }

export function useReviewSettings(): ReviewSettings {
  return useWorkspace().settings.review ?? unknown
}
