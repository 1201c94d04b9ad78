// Finding what answers a question: by words, by spelling, by meaning, fused; then whose word counts.
import { applyPrecedence, fuse, rankByCloseness } from '#ai/knowledge/fuse.ts'
import { MAX_VECTORS } from '#ai/knowledge/meaning.ts'
import { toSearchTerms, toWeightedTerms } from '#ai/knowledge/query.ts'
import { nearest } from '#ai/knowledge/vectors.ts'
import {
  type FoundPassage,
  readPassages,
  type Seer,
  searchBySpelling,
  searchByWords,
} from '#db/knowledge-search.ts'
import { readVectors, vectorStamp } from '#db/passage-vectors.ts'
import { isStale, type Passage } from '#domain/knowledge.ts'
import type { Flow } from './deps.ts'

/** Of each list: far more than are given, so that fusing and precedence have something to choose from. */
const CANDIDATES = 24
/** So few found by words: perhaps they are misspelt. */
const FEW = 3
/** Likeness in spelling is weaker evidence than a word that is there. */
const SPELLING_WEIGHT = 0.5

export type Explained = Passage & {
  sourceTitle: string
  readAt: Date | null
  language: string
  /** How it was found: any of words, spelling, meaning. */
  by: ('words' | 'spelling' | 'meaning')[]
}

/**
 * Passages for a question, best first, of those that the seer may see. `seer` is bound by the caller and never taken from
 * what is asked. An endpoint for meaning that is down changes nothing but the order.
 */
export async function findPassages(
  flow: Flow,
  workspaceId: string,
  of: { question: string; limit: number; seer: Seer },
): Promise<Explained[]> {
  const { question, seer } = of
  const now = flow.clock.now()
  const scope = { seer, now, limit: CANDIDATES }
  const [words, meant] = await Promise.all([
    searchByWords(flow.store, workspaceId, { ...scope, terms: toWeightedTerms(question) }),
    searchByMeaning(flow, workspaceId, question, scope),
  ])
  const spelled =
    words.length < FEW && toSearchTerms(question).length > 0
      ? await searchBySpelling(flow.store, workspaceId, { ...scope, question })
      : []
  const close = rankByCloseness(question, words)
  const lists = [close.length > 0 ? close : weaker(spelled), meant]
  const ids = (list: FoundPassage[]) => new Set(list.map((p) => p.id))
  const by = { words: ids(words), spelling: ids(spelled), meaning: ids(meant) }
  const known = new Set(close.map((p) => p.id))
  const fused = [
    ...fuse(lists),
    // Behind the few that hold a word; not fused, since likeness in spelling would lift what only looks alike.
    ...(close.length > 0 ? weaker(spelled).filter((p) => !known.has(p.id) && !by.meaning.has(p.id)) : []),
  ]
  const passages = fused.map(
    ({ id, ...p }): Explained => ({
      ...p,
      score: Math.min(1, p.score),
      stale: isStale({ kind: p.kind, readAt: p.readAt, everyDays: p.everyDays }, now),
      by: (['words', 'spelling', 'meaning'] as const).filter((way) => by[way].has(id)),
    }),
  )
  return applyPrecedence(question, passages).slice(0, of.limit)
}

function weaker(passages: FoundPassage[]): FoundPassage[] {
  return passages.map((p) => ({ ...p, score: p.score * SPELLING_WEIGHT }))
}

async function searchByMeaning(
  flow: Flow,
  workspaceId: string,
  question: string,
  scope: { seer: Seer; now: Date; limit: number },
): Promise<FoundPassage[]> {
  const { meaning, store } = flow
  if (!meaning) return []
  const [vector, { count, stamp }] = await Promise.all([
    meaning.embedQuestion(question),
    vectorStamp(store, workspaceId, meaning.model),
  ])
  if (!vector || count === 0) return []
  const vectors = await meaning.vectorsOf(workspaceId, {
    stamp,
    count,
    read: async () =>
      (await readVectors(store, workspaceId, meaning.model, MAX_VECTORS)).map((row) => ({
        id: row.passage_id,
        bytes: row.vector,
      })),
  })
  if (!vectors) return []
  // More than are wanted: some may be of sources that this seer may not see.
  const near = nearest(vector, vectors, scope.limit * 4)
  const found = await readPassages(store, workspaceId, {
    ...scope,
    ids: near.map((n) => n.id),
    scores: near.map((n) => n.score),
  })
  return found.slice(0, scope.limit)
}
