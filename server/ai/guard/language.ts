// In which of the languages that the guard reads a text is written, by its small words. English where it is none.

const smallWords = {
  en: 'the and you is are for we your our to of with at have can will this that',
  de: 'der die das und ist wir sie ich nicht ein eine für mit auf ihr ihnen um uhr haben am',
  fr: 'le les des et vous nous est pour une du je votre dans à avec pas sur nos',
  es: 'el los las y usted para que por es una su con nos nuestro está le del',
  pt: 'o os e você para não com uma um seu em nós é às da do nossa',
  it: 'il lo gli e per che non è una un con sono alle di del della vi',
  nl: 'het een en u wij niet voor met is de van om uur kunt hebben op',
} as const

export type Language = keyof typeof smallWords
const lists = Object.entries(smallWords).map(([language, words]) => ({
  language: language as Language,
  words: new Set(words.split(' ')),
}))

export function languageOf(text: string): Language {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? []
  const votes = lists.map(({ language, words: known }) => ({
    language,
    count: words.filter((w) => known.has(w)).length,
  }))
  return votes.reduce((best, vote) => (vote.count > best.count ? vote : best)).language
}
