// Looking a question up: in the knowledge base, and in what services and profile say of themselves.
import { cutAtWord, measure, quoteFor, type Relevance, termsOf } from '#ai/knowledge/relevance.ts'
import type { Passage, SourceRef } from '#domain/knowledge.ts'
import { type Desk, quoteLimit } from './desk.ts'

export type Found = { passage: Passage; relevance: Relevance; fit: number }

/** From here on a passage answers the question; below, down to `MAYBE`, it is worth asking whether it is meant. */
export const SURE = 0.6
export const MAYBE = 0.34
const PASSAGES = 6

/** The passages that fit a question, best first; the search's own order breaks ties. */
export async function lookUp(desk: Desk, question: string): Promise<Found[]> {
  const terms = termsOf(question)
  if (terms.length === 0) return []
  const passages = [...(await desk.ports.searchKnowledge(question, PASSAGES)), ...ownPassages(desk)]
  return passages
    .map((passage) => {
      const relevance = measure(terms, passage)
      // A question in the very words of an entry's title is that question, however long the answer.
      const fit = relevance.hits === 0 ? 0 : Math.max(relevance.coverage, Math.min(relevance.titleMatch, relevance.coverage + 0.3))
      return { passage, relevance, fit }
    })
    .filter((found) => found.fit >= MAYBE)
    .sort((a, b) => b.fit - a.fit || b.relevance.titleMatch - a.relevance.titleMatch || b.passage.score - a.passage.score)
}

/** Is a passage close enough to ask whether it is meant? One word in common is chance, unless it is its title's. */
export function isWorthAsking({ relevance }: Found): boolean {
  return relevance.titleMatch >= 0.3 || relevance.hits >= 2
}

function ownPassages(desk: Desk): Passage[] {
  const { profile, services } = desk.context
  const own: Passage[] = services
    .filter((s) => s.description)
    .map((s) => ({ sourceId: s.id, kind: 'service', title: s.name, text: s.description, score: 0 }))
  if (profile.description) own.push({ sourceId: 'profile', kind: 'profile', title: profile.name, text: profile.description, score: 0 })
  if (profile.directions) own.push({ sourceId: 'profile', kind: 'profile', title: 'Directions', text: profile.directions, score: 0 })
  return own
}

/** The words of a passage that answer a question, and where they are from. */
export function quote(desk: Desk, question: string, passage: Passage, limit = quoteLimit(desk)): { text: string; source: SourceRef } {
  const text = quoteFor(termsOf(question), passage.text, limit)
  return { text, source: { kind: passage.kind, id: passage.sourceId, title: passage.title, quote: text } }
}

export function serviceSource(service: { id: string; name: string }, text: string): SourceRef {
  return { kind: 'service', id: service.id, title: service.name, quote: cutAtWord(text, 300) }
}
export const profileSource = (text: string): SourceRef => ({ kind: 'profile', id: 'profile', title: 'Business profile', quote: text })
export const hoursSource = (text: string): SourceRef => ({ kind: 'hours', id: 'hours', title: 'Opening hours', quote: text })
export const calendarSource = (text: string): SourceRef => ({ kind: 'calendar', id: 'calendar', title: 'Calendar', quote: text })
