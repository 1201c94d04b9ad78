// Looking a question up: in the knowledge base, and in what services and profile say of themselves.
import { cutAtWord, measure, quoteFor, type Relevance, termsOf } from '#ai/knowledge/relevance.ts'
import type { Passage, SourceRef } from '#domain/knowledge.ts'
import { type Desk, quoteLimit } from './desk.ts'

export type Found = { passage: Passage; relevance: Relevance; fit: number }

/** From here on a passage answers the question; below, down to `MAYBE`, it is worth asking whether it is meant. */
export const SURE = 0.66
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
      return { passage, relevance, fit: fitOf(question, passage, relevance) }
    })
    .filter((found) => found.fit >= MAYBE)
    .sort(
      (a, b) =>
        b.fit - a.fit || b.relevance.titleMatch - a.relevance.titleMatch || b.passage.score - a.passage.score,
    )
}

/** How surely a passage answers: what it covers of the question, less where it answers another kind of question. */
function fitOf(question: string, passage: Passage, { coverage, titleMatch, hits }: Relevance): number {
  if (hits === 0) return 0
  const asks = kindOf(question)
  // "Yes, free of charge" answers no "what is", unless it is asked in the entry's own words.
  if (
    asks !== 'whether' &&
    /^(?:yes|no)\b/i.test(passage.text) &&
    titleMatch < 0.85 &&
    kindOf(passage.title) === 'whether'
  )
    return coverage * 0.5
  if (
    asks === 'number' &&
    !/\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirty|hour|half|daily|weekly)\b/i.test(
      passage.text,
    )
  )
    return coverage * 0.5
  // One word in common is an answer only where it is the entry's subject, or the whole question.
  const enough = titleMatch >= 0.4 ? 0.75 : 0.9
  if (hits === 1 && titleMatch < 0.5 && coverage < enough) return Math.min(coverage, SURE - 0.01)
  return coverage
}

function kindOf(question: string): 'whether' | 'number' | 'what' | 'other' {
  const words = question
    .trim()
    .toLowerCase()
    .replace(/^(?:hi|hello|hey|and|also|so|ok|please)[\s,]+/, '')
  if (/^how (?:many|old|long|far|tall|big|much|often|fast)\b/.test(words)) return 'number'
  if (/^(?:what|who|where|when|which|why|how)\b/.test(words)) return 'what'
  return /^(?:do|does|did|is|are|can|could|will|would|may|have|has|am|should)\b/.test(words)
    ? 'whether'
    : 'other'
}

/** Is a passage close enough to ask whether it is meant? One word in common is chance, unless it is its title's. */
export function isWorthAsking({ relevance }: Found): boolean {
  return relevance.coverage >= 0.45 && (relevance.titleMatch >= 0.5 || relevance.hits >= 2)
}

function ownPassages(desk: Desk): Passage[] {
  const { profile, services } = desk.context
  const own: Passage[] = services
    .filter((s) => s.description)
    .map((s) => ({ sourceId: s.id, kind: 'service', title: s.name, text: s.description, score: 0 }))
  if (profile.description)
    own.push({
      sourceId: 'profile',
      kind: 'profile',
      title: profile.name,
      text: profile.description,
      score: 0,
    })
  if (profile.directions)
    own.push({
      sourceId: 'profile',
      kind: 'profile',
      title: 'Directions',
      text: profile.directions,
      score: 0,
    })
  return own
}

/** The words of a passage that answer a question, and where they are from. */
export function quote(
  desk: Desk,
  question: string,
  passage: Passage,
  limit = quoteLimit(desk),
): { text: string; source: SourceRef } {
  const text = quoteFor(termsOf(question), passage.text, limit)
  return { text, source: { kind: passage.kind, id: passage.sourceId, title: passage.title, quote: text } }
}

export function serviceSource(service: { id: string; name: string }, text: string): SourceRef {
  return { kind: 'service', id: service.id, title: service.name, quote: cutAtWord(text, 300) }
}
export const profileSource = (text: string): SourceRef => ({
  kind: 'profile',
  id: 'profile',
  title: 'Business profile',
  quote: text,
})
export const hoursSource = (text: string): SourceRef => ({
  kind: 'hours',
  id: 'hours',
  title: 'Opening hours',
  quote: text,
})
export const calendarSource = (text: string): SourceRef => ({
  kind: 'calendar',
  id: 'calendar',
  title: 'Calendar',
  quote: text,
})
