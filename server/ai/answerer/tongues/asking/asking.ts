// How customers ask, per language: what their questions are about, and what kind of answer would be one. All patterns
// read folded text: lower case, no accents, sharp s as ss.
import type { Language } from '#ai/answerer/tongues/tongue.ts'

export type Topic = 'hours' | 'price' | 'services' | 'duration' | 'location' | 'phone' | 'email' | 'website'

/** Who asks so is answered only by a passage that says something of the kind. */
export type KindOfAnswer = { asked: RegExp; told: RegExp }

export type Asking = {
  greeting: RegExp
  thanks: RegExp
  bye: RegExp
  aboutAi: RegExp
  /** Appointments, people, complaints and danger: dealt with in English, carried over and back. */
  carried: RegExp
  /** Asks for the rules of an appointment rather than for one. */
  policy: RegExp
  topics: [Topic, RegExp][]
  /** Put as a question, whether or not it has its mark. */
  question: RegExp
  /** Between two questions in one sentence. */
  joint: RegExp
  /** A question by what is not so: an answer to its opposite is none. */
  negation: RegExp
  /** Monday first. */
  weekdays: RegExp[]
  /** Days that are said otherwise: as the English reader knows them. */
  days: [RegExp, string][]
  now: RegExp
  holidays: RegExp
  feasts: [RegExp, string][]
  kinds: KindOfAnswer[]
}

export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[’‘`´]/g, "'")

/** Loaded with the first text in the language. */
export async function askingOf(language: Language): Promise<Asking> {
  switch (language) {
    case 'de':
      return (await import('./german.ts')).german
    case 'fr':
      return (await import('./french.ts')).french
    case 'es':
      return (await import('./spanish.ts')).spanish
    case 'pt':
      return (await import('./portuguese.ts')).portuguese
    case 'it':
      return (await import('./italian.ts')).italian
  }
}
