// Which intent a text most resembles: TF-IDF over words, word pairs and letter groups (for slips of the finger),
// cosine to each example, and per intent the mean of its best few. Built once, in memory, in milliseconds.
import { splitWords } from '#ai/knowledge/words.ts'
import { examples } from './examples.ts'
import { type Intent, intents } from './intents.ts'

export type Scored = { intent: Intent; score: number }

type Vector = Map<string, number>
type Example = { intent: Intent; norm: number }

const BEST = [0.7, 0.2, 0.1]

const all: Example[] = []
const postings = new Map<string, { example: number; weight: number }[]>()
const rarity = new Map<string, number>()
const vocabulary = new Set<string>()
build()

/** Every intent with its likeness to the text, 0 to 1, best first. The text has its services and times masked. */
export function scoreIntents(masked: string): Scored[] {
  const vector = weigh(featuresOf(masked))
  const norm = lengthOf(vector)
  if (norm === 0) return intents.map((intent) => ({ intent, score: 0 }))
  const dots = new Float64Array(all.length)
  for (const [feature, weight] of vector)
    for (const p of postings.get(feature) ?? []) dots[p.example] = (dots[p.example] ?? 0) + weight * p.weight
  const best = new Map<Intent, number[]>()
  for (const [index, example] of all.entries()) {
    const cosine = (dots[index] ?? 0) / (norm * example.norm)
    if (cosine <= 0) continue
    const list = best.get(example.intent) ?? []
    list.push(cosine)
    best.set(example.intent, list)
  }
  return intents
    .map((intent) => ({ intent, score: meanOfBest(best.get(intent) ?? []) }))
    .sort((a, b) => b.score - a.score)
}

/** Does a word occur in any example phrase? What does not is the customer's own subject. */
export const isIntentWord = (word: string): boolean => vocabulary.has(word)

function meanOfBest(cosines: number[]): number {
  const top = cosines.sort((a, b) => b - a).slice(0, BEST.length)
  return top.reduce((sum, cosine, i) => sum + cosine * (BEST[i] ?? 0), 0)
}

function featuresOf(text: string): Vector {
  const words = splitWords(text)
  const features: Vector = new Map()
  const add = (feature: string, by: number) => features.set(feature, (features.get(feature) ?? 0) + by)
  const framed = ['^', ...words, '$']
  for (const [i, word] of framed.entries()) {
    if (i > 0 && i < framed.length - 1) add(`w ${word}`, 1)
    const next = framed[i + 1]
    if (next) add(`p ${word} ${next}`, 0.7)
  }
  for (const word of words) {
    if (word.startsWith('x') && (word === 'xwhen' || word === 'xservice')) continue
    const padded = `_${word}_`
    for (let size = 3; size <= 4; size++)
      for (let i = 0; i + size <= padded.length; i++) add(`c ${padded.slice(i, i + size)}`, 0.35)
  }
  return features
}

function weigh(features: Vector): Vector {
  const weighed: Vector = new Map()
  const unseen = Math.log(all.length + 1) + 1
  // A word that no example has makes the text less alike; letter groups of it do not count twice.
  for (const [feature, count] of features)
    weighed.set(
      feature,
      (1 + Math.log(Math.max(count, 1))) *
        Math.min(count, 1) *
        (rarity.get(feature) ?? (feature.startsWith('w ') ? unseen : 1)),
    )
  return weighed
}

function lengthOf(vector: Vector): number {
  let sum = 0
  for (const weight of vector.values()) sum += weight * weight
  return Math.sqrt(sum)
}

function phrasesOf(intent: Intent): string[] {
  return examples[intent]
    .split(';')
    .map((phrase) => phrase.trim())
    .filter(Boolean)
}

function build(): void {
  const raw: { intent: Intent; features: Vector }[] = []
  for (const intent of intents)
    for (const line of phrasesOf(intent)) {
      raw.push({ intent, features: featuresOf(line) })
      // Needs and complaints name things (a sink, a floor): those words are subjects, not intent.
      if (intent !== 'need' && intent !== 'complaint')
        for (const word of splitWords(line)) vocabulary.add(word)
    }
  const seen = new Map<string, number>()
  for (const { features } of raw)
    for (const feature of features.keys()) seen.set(feature, (seen.get(feature) ?? 0) + 1)
  for (const [feature, count] of seen) rarity.set(feature, Math.log((raw.length + 1) / (count + 1)) + 1)
  for (const { intent, features } of raw) {
    const vector = weigh(features)
    all.push({ intent, norm: lengthOf(vector) })
    for (const [feature, weight] of vector) {
      const list = postings.get(feature) ?? []
      list.push({ example: all.length - 1, weight })
      postings.set(feature, list)
    }
  }
}
