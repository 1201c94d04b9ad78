// The word forms of the languages besides English in which the front desk answers. Loaded with the first such question.
import { english, type WordForms } from '#ai/knowledge/word-forms.ts'
import { french } from './french.ts'
import { german } from './german.ts'
import { italian } from './italian.ts'
import { portuguese } from './portuguese.ts'
import { spanish } from './spanish.ts'

const known: Record<string, WordForms> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  pt: portuguese,
  it: italian,
}

/** The forms of a language by its ISO 639-1 code; null where there are none here. */
export const formsOf = (language: string): WordForms | null => known[language] ?? null
