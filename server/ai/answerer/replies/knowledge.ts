// Answers from the business's own questions and documents: found, judged, quoted. What does not clearly speak of the
// question is not quoted, however high the search ranked it.

import { cite, type Session } from '#ai/answerer/session.ts'
import { compareStanding } from '#ai/knowledge/fuse.ts'
import { measure, quoteFor, type Term, termsOf } from '#ai/knowledge/relevance.ts'
import { isNearly, isStopWord, splitWords, stem } from '#ai/knowledge/words.ts'
import type { Passage, SourceRef } from '#domain/knowledge.ts'

const FOUND = 6
/** The passage must speak of this share of the question; a little less where the question is one of ours, word for word. */
const COVERED = 0.6
const COVERED_BY_TITLE = 0.5
const SAME_QUESTION = 0.8
const ALL_COVERED = 0.85
const ABOUT = 0.4
const TOGETHER = 0.5
const OWN_WORD = 0.3
/** So near in rank, two passages answer the same question. */
const AS_WELL = 0.2
const QUOTE = { brief: 300, full: 700 }

export type Answer = {
  text: string
  source: SourceRef
  /** The question was asked in the very words of an entry. */
  exact: boolean
}

/** The passage that answers a question, or null. Cites nothing yet: see `quote`. */
export async function findAnswer(session: Session, question: string): Promise<Answer | null> {
  const known = session.answers.get(question)
  if (known !== undefined) return known
  const answer = await lookUp(session, question)
  session.answers.set(question, answer)
  return answer
}

async function lookUp(session: Session, question: string): Promise<Answer | null> {
  const terms = weighed(session, question)
  if (terms.length === 0) return null
  const passages = await session.ports.searchKnowledge(question, FOUND)
  const fitting: { passage: Passage; rank: number; exact: boolean }[] = []
  for (const passage of passages) {
    const { coverage, titleMatch, hits } = measure(terms, passage)
    const exact = titleMatch >= SAME_QUESTION && coverage >= SAME_QUESTION
    if (hits === 0 && !exact) continue
    if (coverage < (titleMatch >= SAME_QUESTION ? COVERED_BY_TITLE : COVERED)) continue
    // One word in common says little: it must be what the entry's question is about, or all that was asked for.
    if (hits === 1 && titleMatch < ABOUT) {
      const inTitle = measure(terms, { title: passage.title, text: '' }).hits > 0
      if (coverage < ALL_COVERED || (inTitle && passage.kind === 'faq')) continue
    }
    // Two words that both match by a synonym only are likely to mean something else together.
    if (hits > 1 && !exact && !hasLiterally(terms, passage)) continue
    if (passage.kind !== 'faq' && closeTogether(terms, passage) < TOGETHER) continue
    if (!exact && !hasNames(question, passage)) continue
    const rank = coverage + titleMatch * 0.5 + passage.score * 0.1
    fitting.push({ passage, rank, exact })
  }
  const best = chooseAmong(fitting)
  if (!best) return null
  const { passage, exact } = best
  const text = quoteFor(terms, passage.text, session.brief ? QUOTE.brief : QUOTE.full)
  return {
    text,
    source: { kind: passage.kind, id: passage.sourceId, title: passage.title, quote: text },
    exact,
  }
}

/** The one that fits best; among those that fit as well, the one whose word counts more. */
function chooseAmong<F extends { passage: Passage; rank: number }>(fitting: F[]): F | undefined {
  const highest = Math.max(...fitting.map((f) => f.rank))
  return fitting
    .filter((f) => f.rank >= highest - AS_WELL)
    .sort((a, b) => compareStanding(a.passage, b.passage) || b.rank - a.rank)[0]
}

/**
 * How much of the question stands close together, in two sentences and the title. The words of a long passage meet many
 * questions that it does not answer.
 */
function closeTogether(terms: Term[], passage: Passage): number {
  const sentences = passage.text.split(/(?<=[.!?])\s+/)
  const pairs = sentences.map((sentence, i) => `${sentence} ${sentences[i + 1] ?? ''}`)
  return Math.max(...pairs.map((text) => measure(terms, { title: passage.title, text }).coverage))
}

/** Names and numbers of a question must be in the passage: "Delta Dental" is not answered with what is said of Cigna. */
function hasNames(question: string, passage: Passage): boolean {
  // Who shouts names nothing.
  if (question === question.toUpperCase()) return true
  const names = [...question.matchAll(/(?<![.!?]\s|^)\b(?:\p{Lu}[\p{L}’'-]+|\d[\d.,]*\d|\d)/gu)].flatMap(
    ([name]) => splitWords(name),
  )
  const words = splitWords(`${passage.title} ${passage.text}`)
  return names.every(
    (name) => isStopWord(name) || words.some((w) => stem(w) === stem(name) || isNearly(w, name)),
  )
}

function hasLiterally(terms: Term[], passage: Passage): boolean {
  const words = new Set(splitWords(`${passage.title} ${passage.text}`).map(stem))
  return terms.some((t) => t.weight === 1 && words.has(t.word))
}

/** The terms of a question; words of the business's own name and trade tell its entries apart no more than "work" does. */
function weighed(session: Session, question: string): Term[] {
  const { name, description } = session.context.profile
  const own = new Set(termsOf(`${name} ${description}`).map((t) => t.word))
  return termsOf(question).map((t) => (own.has(t.word) ? { ...t, weight: OWN_WORD } : t))
}

/** The text to say, with its source on record. */
export function quote(session: Session, answer: Answer): string {
  cite(session, answer.source)
  return answer.text
}
