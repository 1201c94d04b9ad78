// In which language a passage is written: it decides by which word forms it is found. The detector's table is loaded
// with the first text that is written, and not before.

/** Shorter texts say too little; the language of their surroundings is the better guess. */
const ENOUGH_LETTERS = 24
const SAMPLE = 4_000

/** Codes for which the database knows word forms; all others are searched by plain words. */
export const searchedLanguages = [
  'da',
  'de',
  'en',
  'es',
  'fi',
  'fr',
  'hu',
  'it',
  'nl',
  'no',
  'pt',
  'ro',
  'ru',
  'sv',
  'tr',
] as const

/** ISO 639-1 code of a text; `fallback` where it is too short to tell or the detector is not sure. */
export async function detectLanguage(text: string, fallback: string): Promise<string> {
  const letters = text.slice(0, SAMPLE)
  if ((letters.match(/\p{L}/gu)?.length ?? 0) < ENOUGH_LETTERS) return fallback
  const { eld } = await import('eld/extrasmall')
  const found = eld.detect(letters)
  return found.language && found.isReliable() ? found.language : fallback
}

/** The language of a locale such as "de-AT". */
export function languageOfLocale(locale: string): string {
  return /^[a-z]{2,3}/i.exec(locale)?.[0]?.toLowerCase() ?? 'en'
}
