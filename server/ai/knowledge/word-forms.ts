// What a language needs so that a question and a passage can be compared word by word: its endings, the words that bear
// no topic, those that bear little, and what means nearly the same. English is here; the others are loaded on demand.
import { groupOf, isStopWord, stem } from './words.ts'

export type WordForms = {
  /** The bare form of a lower-case word without accents: the same for all forms of a word, as far as rules reach. */
  stem(word: string): string
  isStopWord(word: string): boolean
  /** Stems of words that appear in every second question to a business. */
  isWeak(stemmed: string): boolean
  /** What stands for everything that means nearly the same, in any language: the stem of an English word where known. */
  groupOf(stemmed: string): string
  /** Words are written together: a part of at least so many letters is the word. 0: never. */
  compoundsFrom: number
}

/** Words that appear in every second question to a business: they say little about the topic. */
const WEAK = new Set(
  (
    'work business company shop store place people person customer client day time today tomorrow way kind type sort work use make come offer ' +
    'provide sell find look help service new good best long take accept available able call visit home house include option method ' +
    'information info detail regard other different big small old next first last during year month week hour minute require ' +
    'fix repair install replace happen change begin start number name called city usual typical apply allow possible currently'
  )
    .split(' ')
    .map(stem),
)

export const english: WordForms = {
  stem,
  isStopWord,
  isWeak: (stemmed) => WEAK.has(stemmed),
  groupOf,
  compoundsFrom: 0,
}
