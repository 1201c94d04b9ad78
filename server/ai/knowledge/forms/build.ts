import { english, type WordForms } from '#ai/knowledge/word-forms.ts'
import { splitWords } from '#ai/knowledge/words.ts'

export type WordLists = {
  stem(word: string): string
  stop: string
  weak: string
  /** By an English word that stands for the meaning: the words for it. */
  meanings: Record<string, string>
  compoundsFrom?: number
}

/** Word forms out of lists as they are written, with accents. */
export function buildForms({ stem, stop, weak, meanings, compoundsFrom = 0 }: WordLists): WordForms {
  const stops = new Set(splitWords(stop))
  const weakStems = new Set(splitWords(weak).map(stem))
  const groups = new Map<string, string>()
  for (const [name, words] of Object.entries(meanings)) {
    const group = english.groupOf(english.stem(name))
    for (const word of splitWords(words)) groups.set(stem(word), group)
  }
  return {
    stem,
    isStopWord: (word) => stops.has(word),
    isWeak: (stemmed) => weakStems.has(stemmed),
    groupOf: (stemmed) => groups.get(stemmed) ?? stemmed,
    compoundsFrom,
  }
}
