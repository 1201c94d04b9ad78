// Answers from the business's own questions and documents: found, judged, quoted. What does not clearly speak of the
// question is not quoted, however high the search ranked it.
import type { Passage, SourceRef } from '#domain/knowledge.ts'
import { measure, quoteFor, termsOf } from '#ai/knowledge/relevance.ts'
import { cite, type Session } from '#ai/builtin/session.ts'

const FOUND = 6
/** The passage must speak of this share of the question; a little less where the question is one of ours, word for word. */
const COVERED = 0.6
const COVERED_BY_TITLE = 0.5
const SAME_QUESTION = 0.8
const QUOTE = { brief: 300, full: 700 }

export type Answer = {
  text: string
  source: SourceRef
  /** The question was asked in the very words of an entry. */
  exact: boolean
}

/** The passage that answers a question, or null. Cites nothing yet: see `quote`. */
export async function findAnswer(session: Session, question: string): Promise<Answer | null> {
  const terms = termsOf(question)
  if (terms.length === 0) return null
  const passages = await session.ports.searchKnowledge(question, FOUND)
  let best: { passage: Passage; rank: number; exact: boolean } | null = null
  for (const passage of passages) {
    const { coverage, titleMatch, hits } = measure(terms, passage)
    const bearing = terms.some((t) => t.weight === 1)
    if (bearing && hits === 0) continue
    const exact = titleMatch >= SAME_QUESTION && coverage >= SAME_QUESTION
    if (coverage < (titleMatch >= SAME_QUESTION ? COVERED_BY_TITLE : COVERED)) continue
    const rank = coverage + titleMatch * 0.5 + passage.score * 0.1
    if (!best || rank > best.rank) best = { passage, rank, exact }
  }
  if (!best) return null
  const { passage, exact } = best
  const text = quoteFor(terms, passage.text, session.brief ? QUOTE.brief : QUOTE.full)
  return {
    text,
    source: { kind: passage.kind, id: passage.sourceId, title: passage.title, quote: text },
    exact,
  }
}

/** The text to say, with its source on record. */
export function quote(session: Session, answer: Answer): string {
  cite(session, answer.source)
  return answer.text
}
