// One order out of several lists, and whose word counts where several sources answer the same. Pure.
import { type Passage, standingOf } from '#domain/knowledge.ts'
import { measure, termsOf } from './relevance.ts'

/** Of reciprocal rank fusion, as its authors chose it: the tops of both lists weigh, the tails hardly. */
const RANK_OFFSET = 60
/** How much it counts that the words of the question stand close together. Measured, see docs/measurements. */
const CLOSENESS = 0.6
/** Passages that speak of the question as much as the best does answer the same question. */
const RIVAL_COVERAGE = 0.15
const RIVAL_SCORE = 0.5
const ANSWERS = 0.5

/** The candidates of a search by words, each raised by how much of the question stands in one sentence with its title. */
export function rankByCloseness<P extends { title: string; text: string; score: number }>(
  question: string,
  passages: P[],
): P[] {
  const terms = termsOf(question)
  return passages
    .map((p) => ({ ...p, score: p.score * (1 + CLOSENESS * closest(terms, p)) }))
    .sort((a, b) => b.score - a.score)
}

function closest(terms: ReturnType<typeof termsOf>, passage: { title: string; text: string }): number {
  const sentences = passage.text.split(/(?<=[.!?])\s+|\n+/)
  return Math.max(...sentences.map((text) => measure(terms, { title: passage.title, text }).coverage))
}

/**
 * Reciprocal rank fusion: what stands high in several lists stands highest. The best has score 1. With one list its
 * order and the proportions of its scores stay.
 */
export function fuse<P extends { id: string; score: number }>(lists: P[][]): P[] {
  const filled = lists.filter((list) => list.length > 0)
  const [only] = filled
  if (filled.length <= 1) {
    const best = only?.[0]?.score ?? 1
    return (only ?? []).map((p) => ({ ...p, score: best > 0 ? p.score / best : 0 }))
  }
  const found = new Map<string, P>()
  for (const list of filled)
    for (const [rank, passage] of list.entries()) {
      const before = found.get(passage.id)
      found.set(passage.id, {
        ...(before ?? passage),
        score: (before?.score ?? 0) + 1 / (RANK_OFFSET + rank + 1),
      })
    }
  const fused = [...found.values()].sort((a, b) => b.score - a.score)
  const best = fused[0]?.score ?? 1
  return fused.map((p) => ({ ...p, score: p.score / best }))
}

type Ranked = Pick<Passage, 'kind' | 'title' | 'text' | 'score' | 'stale'>

/**
 * Puts what people wrote by hand before what they uploaded, and both before the web, among the passages that answer the
 * question as well as the best one does; what is stale comes after what is fresh of the same standing. The order of all
 * others stays.
 */
export function applyPrecedence<P extends Ranked>(question: string, passages: P[]): P[] {
  const terms = termsOf(question)
  const measured = passages.map((passage) => ({ passage, coverage: measure(terms, passage).coverage }))
  const best = measured[0]
  if (!best) return []
  const rivals = measured.filter(
    ({ passage, coverage }, i) =>
      i === 0 ||
      (coverage >= ANSWERS &&
        coverage >= best.coverage - RIVAL_COVERAGE &&
        passage.score >= best.passage.score * RIVAL_SCORE),
  )
  const chosen = new Set(rivals)
  const ordered = rivals.toSorted((a, b) => compareStanding(a.passage, b.passage))
  return [...ordered, ...measured.filter((m) => !chosen.has(m))].map((m) => m.passage)
}

/** Below zero: `a` counts more. Equal standing and freshness compare equal. */
export function compareStanding(
  a: Pick<Passage, 'kind' | 'stale'>,
  b: Pick<Passage, 'kind' | 'stale'>,
): number {
  return standingOf(b.kind) - standingOf(a.kind) || Number(a.stale ?? false) - Number(b.stale ?? false)
}

const FROM: Record<number, string> = {
  1: 'a web page',
  2: 'an uploaded file',
  3: 'something written by hand',
}

/** Why the first passage stands first, for people; null where nothing was found. Pure. */
export function whyFirst(passages: (Passage & { by?: readonly string[] })[]): string | null {
  const [first, ...others] = passages
  if (!first) return null
  if (others.length === 0) return 'Only this speaks of the question.'
  const [lower] = others.filter((p) => p.score > first.score).sort((a, b) => b.score - a.score)
  if (lower && standingOf(lower.kind) < standingOf(first.kind))
    return `Both answer the question, and ${FROM[standingOf(first.kind)]} counts over ${FROM[standingOf(lower.kind)]}.`
  if (lower?.stale && !first.stale)
    return 'Both answer the question, and the other was not looked at for a long time.'
  if (first.by?.includes('meaning') && first.by.includes('words'))
    return 'It holds most of the question’s words, close together, and means the same.'
  if (first.by?.includes('meaning')) return 'It means the same in other words.'
  if (first.by?.includes('spelling') && !first.by.includes('words'))
    return 'Its words are spelled nearly like those of the question.'
  return 'It holds most of the question’s words, and the rarest of them, close together.'
}
