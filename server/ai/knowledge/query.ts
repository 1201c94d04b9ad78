// From a customer's question to the words that PostgreSQL searches for.
import { isStopWord, splitWords, synonymsOf } from './words.ts'

/** More words than this say no more about the topic, and every one costs an index lookup. */
const MAX_TERMS = 24

/**
 * The bearing words of a question in their written form, each once, with a few words of the same meaning behind them.
 * Pure. Empty where nothing bears a topic ("how are you?"); the search stems and matches any of them.
 */
export function toSearchTerms(question: string): string[] {
  const terms = new Set<string>()
  const bearing = splitWords(question).filter((w) => !isStopWord(w) && (w.length > 1 || /\d/.test(w)))
  for (const word of bearing) if (terms.size < MAX_TERMS) terms.add(word)
  for (const word of bearing)
    for (const other of synonymsOf(word)) if (terms.size < MAX_TERMS) terms.add(other)
  return [...terms]
}

/** A word that means nearly the same is weaker evidence than the word that was written. */
const SYNONYM_WEIGHT = 0.3

/** The same words with what each counts: those of the question 1, those of the same meaning less. Pure. */
export function toWeightedTerms(question: string): { text: string; weight: number }[] {
  const written = new Set(splitWords(question))
  return toSearchTerms(question).map((text) => ({ text, weight: written.has(text) ? 1 : SYNONYM_WEIGHT }))
}
