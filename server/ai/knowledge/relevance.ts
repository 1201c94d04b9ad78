// Does a passage answer a question? A search always finds something; this says whether it is to the point.
import { english, type WordForms } from './word-forms.ts'
import { isNearly, splitWords } from './words.ts'

export type Term = { word: string; group: string; weight: number }

/** The bearing words of a question with their weights; a name, a number or a rare word counts most. */
export function termsOf(question: string, forms: WordForms = english): Term[] {
  const seen = new Map<string, Term>()
  // "How long" asks for a kind of answer and is no topic.
  for (const raw of splitWords(
    question.replace(/\bhow (?:many|old|long|far|tall|big|much|often|fast|soon)\b/gi, ' '),
  )) {
    if (forms.isStopWord(raw) || (raw.length === 1 && !/\d/.test(raw))) continue
    const word = forms.stem(raw)
    if (seen.has(word)) continue
    const weak = forms.isWeak(word)
    seen.set(word, { word, group: forms.groupOf(word), weight: weak ? 0.3 : /\d/.test(word) ? 0.7 : 1 })
  }
  return [...seen.values()]
}

type Bag = { words: Set<string>; groups: Set<string>; compoundsFrom: number }

function bagOf(text: string, forms: WordForms): Bag {
  const words = new Set(splitWords(text).map(forms.stem))
  return { words, groups: new Set([...words].map(forms.groupOf)), compoundsFrom: forms.compoundsFrom }
}

/** How surely a bag holds a term: the word, a word of the same meaning, the word misspelt, or not. */
function holds(bag: Bag, term: Term): number {
  if (bag.words.has(term.word)) return 1
  if (bag.groups.has(term.group)) return 0.85
  for (const word of bag.words) if (isNearly(word, term.word)) return 0.8
  if (bag.compoundsFrom > 0) for (const word of bag.words) if (endsIn(word, term.word, bag)) return 0.8
  return 0
}

/** "Kundenparkplatz" is a "Parkplatz"; what it is for ("Parkplatzgebühr") is something else. */
function endsIn(word: string, other: string, { compoundsFrom }: Bag): boolean {
  const [short, long] = word.length < other.length ? [word, other] : [other, word]
  return short.length >= compoundsFrom && short.length < long.length && long.endsWith(short)
}

export type Relevance = {
  /** Share of the question's weight that the passage speaks of, 0 to 1. */
  coverage: number
  /** Share of the title's bearing words that the question uses, 0 to 1: a question asked in its own words. */
  titleMatch: number
  /** Bearing words (not the weak ones) that were found. */
  hits: number
}

/** How well a passage fits a question. Pure; all zero for a question without bearing words. */
export function measure(
  question: Term[],
  passage: { title: string; text: string },
  forms: WordForms = english,
): Relevance {
  const title = bagOf(passage.title, forms)
  const body = bagOf(passage.text, forms)
  let total = 0
  let found = 0
  let hits = 0
  for (const term of question) {
    total += term.weight
    const how = Math.max(holds(title, term), holds(body, term) * 0.95)
    found += term.weight * how
    if (how > 0 && term.weight === 1) hits++
  }
  const titleTerms = termsOf(passage.title, forms)
  const asked: Bag = {
    words: new Set(question.map((t) => t.word)),
    groups: new Set(question.map((t) => t.group)),
    compoundsFrom: forms.compoundsFrom,
  }
  const titleTotal = titleTerms.reduce((sum, t) => sum + t.weight, 0)
  const titleFound = titleTerms.reduce((sum, t) => sum + t.weight * holds(asked, t), 0)
  return {
    coverage: total === 0 ? 0 : found / total,
    titleMatch: titleTotal === 0 ? 0 : titleFound / titleTotal,
    hits,
  }
}

/**
 * The part of a passage that answers: the sentence that holds most of the question, and what follows while it fits in
 * `limit`. A passage that fits is given whole. Never empty for a text that is not.
 */
export function quoteFor(question: Term[], text: string, limit: number, forms: WordForms = english): string {
  const whole = text.replace(/\s+/g, ' ').trim()
  if (whole.length <= limit) return whole
  const sentences = whole.match(/[^.!?]+(?:[.!?]+(?=\s|$)|$)|[^.!?]*[.!?]+/g)?.map((s) => s.trim()) ?? [whole]
  const scores = sentences.map((sentence) => {
    const bag = bagOf(sentence, forms)
    return question.reduce((sum, term) => sum + term.weight * holds(bag, term), 0)
  })
  let best = 0
  for (const [i, score] of scores.entries()) if (score > (scores[best] ?? 0)) best = i
  let quote = sentences[best] ?? whole
  for (let i = best + 1; i < sentences.length; i++) {
    const longer = `${quote} ${sentences[i]}`
    if (longer.length > limit) break
    quote = longer
  }
  return quote.length <= limit ? quote : cutAtWord(quote, limit)
}

/** The beginning of a text, cut at a space, with an ellipsis where something was cut. */
export function cutAtWord(text: string, limit: number): string {
  if (text.length <= limit) return text
  const space = text.lastIndexOf(' ', limit - 3)
  return `${text.slice(0, space > limit / 2 ? space : limit - 3).trimEnd()}...`
}
