// Which of the business's services does a text speak of?
import { groupOf, isNearly, isStopWord, splitWords, stem } from '#ai/knowledge/words.ts'
import type { Service } from '#domain/knowledge.ts'

/** Words that many services share; "the check" alone names none of them. */
const COMMON = new Set(
  'check cleaning installation install repair service visit call out consultation session appointment treatment estimate inspection maintenance standard basic full new class lesson hour minute'
    .split(' ')
    .map(stem),
)

/** `explained`: the share of the text's own bearing words that the service speaks of. */
export type ServiceMatch = { service: Service; score: number; byName: boolean; explained: number }

type Word = { word: string; group: string; weight: number }

function wordsOf(text: string): Word[] {
  const all = [
    ...new Set(
      splitWords(text)
        .filter((w) => !isStopWord(w) && w.length > 2)
        .map(stem),
    ),
  ]
  return all.map((word) => ({ word, group: groupOf(word), weight: COMMON.has(word) ? 0.4 : 1 }))
}

function has(said: Word[], wanted: Word): boolean {
  return said.some((w) => w.word === wanted.word || w.group === wanted.group || isNearly(w.word, wanted.word))
}

/** Services that the text may mean, likeliest first, with a score of 0 to 1. Empty where none is meant. Pure. */
export function matchServices(text: string, services: Service[]): ServiceMatch[] {
  const said = wordsOf(text)
  if (said.length === 0) return []
  const matches: ServiceMatch[] = []
  for (const service of services) {
    const name = wordsOf(service.name)
    const total = name.reduce((sum, w) => sum + w.weight, 0)
    const found = name.filter((w) => has(said, w))
    const byName = total === 0 ? 0 : found.reduce((sum, w) => sum + w.weight, 0) / total
    // A shared word alone ("cleaning") is enough only where nothing else of the business carries it.
    const distinct =
      found.some((w) => w.weight === 1) ||
      found.some((w) => services.every((s) => s.id === service.id || !has(wordsOf(s.name), w)))
    if (byName >= 0.33 && distinct) {
      matches.push({ service, score: byName, byName: true, explained: explainedBy(said, service) })
      continue
    }
    const described = wordsOf(service.description).filter(
      (w) => w.weight === 1 && !WORDS_OF_ANY_DESCRIPTION.has(w.word),
    )
    const hits = described.filter((w) => has(said, w)).length
    if (hits > 0)
      matches.push({
        service,
        score: Math.min(0.6, 0.2 + 0.15 * hits),
        byName: false,
        explained: hits > 1 ? explainedBy(said, service) : 0,
      })
  }
  return matches.sort((a, b) => b.score - a.score)
}

/** Words of asking and wishing, which no service needs to explain. */
const ASKING = new Set(
  'book booking appointment schedule price cost charge fee rate quote estimate offer provide service look long take come need someone free available time today tomorrow week morning afternoon evening monday tuesday wednesday thursday friday saturday sunday next first help information detail include name'
    .split(' ')
    .map(stem),
)

function explainedBy(said: Word[], service: Service): number {
  const own = said.filter((w) => w.weight === 1 && !ASKING.has(w.word) && !/\d/.test(w.word))
  if (own.length === 0) return 1
  const words = wordsOf(`${service.name} ${service.description}`)
  return own.filter((w) => has(words, w)).length / own.length
}

const WORDS_OF_ANY_DESCRIPTION = new Set(
  'include including find take make write written report please come home house place work need extra part choice own also look year yearly people person day time'
    .split(' ')
    .map(stem),
)

/** The one service that is meant, or the several it may be. */
export function chooseService(
  text: string,
  services: Service[],
): { one: Service | null; several: Service[]; byName: boolean; explained: number } {
  const matches = matchServices(text, services)
  const [best] = matches
  if (!best) return { one: null, several: [], byName: false, explained: 0 }
  const close = matches.filter((m) => best.score - m.score < 0.08 && m.byName === best.byName)
  if (close.length > 1)
    return { one: null, several: close.map((m) => m.service), byName: best.byName, explained: best.explained }
  return { one: best.service, several: [], byName: best.byName, explained: best.explained }
}

/** Stems of the words that name services, for the intent scorer's stand-in. */
export function serviceWordsOf(services: Service[]): Set<string> {
  return new Set(
    services.flatMap((s) =>
      splitWords(s.name)
        .filter((w) => !isStopWord(w) && w.length > 2)
        .map(stem),
    ),
  )
}
