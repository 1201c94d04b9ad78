// What looks foreign to the business may still be its trade: a passage that covers the question says so.
import { measure, termsOf } from '#ai/knowledge/relevance.ts'
import type { Understanding } from '#domain/intent.ts'
import type { Passage } from '#domain/knowledge.ts'
import { sayWhy } from './reader.ts'

/** So much of the question's weight must one passage speak of. */
const COVERS = 0.6

/** Whether a passage of the business's own knowledge speaks of what is asked. */
export function isCovered(text: string, passages: readonly Passage[]): boolean {
  const terms = termsOf(text)
  return passages.some((passage) => {
    const { coverage, hits } = measure(terms, passage)
    return hits > 0 && coverage >= COVERS
  })
}

/** What was taken for foreign is a question after all, where the knowledge covers it. */
export async function confirmScope(
  understanding: Understanding,
  text: string,
  search: (query: string, limit: number) => Promise<Passage[]>,
): Promise<Understanding> {
  if (!understanding.outOfScope) return understanding
  if (!isCovered(text, await search(text, 4))) return understanding
  const asked = { ...understanding, intent: 'question' as const, outOfScope: false, confidence: 0.6 }
  return { ...asked, why: `${sayWhy(asked, [], [])}: your knowledge speaks of it` }
}
