import { Sparkle, TriangleAlert } from 'lucide-react'
import type { KnowledgeOverview } from '#wire/api/knowledge.ts'

/** How much is found by meaning too, and what is wrong where the endpoint does not answer. */
export function MeaningNote({
  meaning,
  passages,
}: {
  meaning: NonNullable<KnowledgeOverview['meaning']>
  passages: number
}) {
  return (
    <p className="mt-4 flex items-start gap-2 text-sm text-ink-3">
      {meaning.problem ? (
        <TriangleAlert size={15} className="mt-0.5 shrink-0 text-warn-ink" aria-hidden="true" />
      ) : (
        <Sparkle size={15} className="mt-0.5 shrink-0" aria-hidden="true" />
      )}
      {meaning.problem
        ? `The endpoint for ${meaning.model} does not answer (${meaning.problem}). Knowledge is found by its words until it does.`
        : `${meaning.passages.toLocaleString('en')} of ${passages.toLocaleString('en')} passages are also found by meaning (${meaning.model}).`}
    </p>
  )
}
