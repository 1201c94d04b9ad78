// Which of the business's services a text speaks of. A name counts, words of the description hint.

import { termsOf } from '#ai/knowledge/relevance.ts'
import { groupOf, isNearly, isStopWord, splitWords, stem } from '#ai/knowledge/words.ts'
import type { Service } from '#domain/knowledge.ts'
import { isIntentWord } from './scorer.ts'

export type ServicesNamed = {
  /** Services that were called by (most of) their name. */
  named: Service[]
  /** Those of `named` of whose name a word is missing. */
  partly: Service[]
  /** Services that the text may mean, best first; never those of `named`. */
  likely: Service[]
  /** Do the first two of `likely` fit equally well? */
  tied: boolean
  /** The text with the names of services replaced by "xservice". */
  masked: string
  /** Words of the text that belong to no service. */
  left: string[]
}

/** Words in names of services that tell none apart. */
const generic = new Set(
  ['service', 'appointment', 'visit', 'session', 'standard', 'regular', 'full', 'basic', 'new', 'first'].map(
    stem,
  ),
)
const NAMED = 0.6
const LIKELY = 0.3

type Known = { service: Service; name: Map<string, number>; description: Set<string> }

function known(services: Service[]): Known[] {
  const names = services.map((s) => bearing(s.name))
  const count = (word: string) => names.filter((n) => n.includes(word)).length
  return services.map((service, i) => {
    const own = names[i] ?? []
    // A word that only this service has counts full, one that all share a third, and so does "visit".
    const weight = (word: string) =>
      (generic.has(word) ? 0.35 : 1) / (1 + 2 * ((count(word) - 1) / Math.max(1, services.length - 1)))
    return {
      service,
      name: new Map(own.map((w) => [w, weight(w)])),
      description: new Set(bearing(service.description)),
    }
  })
}

const bearing = (text: string): string[] => [
  ...new Set(
    splitWords(text)
      .filter((w) => !isStopWord(w))
      .map(stem),
  ),
]

const TIE = 0.1
const rank = (s: { share: number; hints: number } | undefined): number => (s ? s.share + s.hints * 0.2 : 0)

/** Finds services in a text (lower case or not). Pure. */
export function findServices(text: string, services: Service[]): ServicesNamed {
  const words = splitWords(text)
  const scored = known(services)
    .map((k) => {
      let total = 0
      let found = 0
      const used = new Set<number>()
      for (const [name, weight] of k.name) {
        total += weight
        const at = words.findIndex((w) => matches(w, name))
        if (at < 0) continue
        found += weight
        for (const [i, w] of words.entries()) if (matches(w, name)) used.add(i)
      }
      const hints = new Set(
        words
          .filter((w, i) => !used.has(i) && !isIntentWord(w) && weightOf(w) === 1)
          .map(stem)
          .filter((w) => k.description.has(w)),
      ).size
      return { service: k.service, share: total === 0 ? 0 : found / total, found, hints, used }
    })
    .filter((s) => s.share > 0 || s.hints > 0)
    .sort((a, b) => b.share - a.share || b.found - a.found || b.hints - a.hints)

  const named: typeof scored = []
  for (const s of scored) {
    if (s.share < NAMED) continue
    // "Water heater check" was meant, not "Boiler check", whose only word found is part of the longer name.
    const within = named.some((n) => [...s.used].every((i) => n.used.has(i)) && n.found >= s.found)
    if (!within) named.push(s)
  }
  const likely = scored.filter((s) => !named.includes(s) && (s.share >= LIKELY || s.hints > 0))
  likely.sort((a, b) => rank(b) - rank(a))
  const used = new Set(named.flatMap((s) => [...s.used]))
  return {
    named: named.sort((a, b) => Math.min(...a.used) - Math.min(...b.used)).map((s) => s.service),
    partly: named.filter((s) => s.share < 0.99).map((s) => s.service),
    likely: named.length > 0 ? [] : likely.map((s) => s.service),
    tied: named.length === 0 && likely.length > 1 && rank(likely[0]) - rank(likely[1]) < TIE,
    masked: maskWords(words, used),
    left: words.filter((_, i) => !used.has(i)),
  }
}

/** Full weight for a word that can bear a subject, else less. */
const weightOf = (word: string): number => termsOf(word)[0]?.weight ?? 0

function matches(word: string, name: string): boolean {
  const bare = stem(word)
  return (
    bare === name ||
    (bare.length >= 4 && groupOf(bare) === groupOf(name) && groupOf(bare) !== 'price') ||
    (name.length >= 5 && isNearly(bare, name))
  )
}

function maskWords(words: string[], used: Set<number>): string {
  const out: string[] = []
  for (const [i, word] of words.entries()) {
    if (!used.has(i)) out.push(word)
    else if (out.at(-1) !== 'xservice') out.push('xservice')
  }
  return out.join(' ')
}
