// What a text is made of, for a linear model: words, word pairs and letter groups, weighed by how much they tell labels
// apart. Letter groups forgive slips of the finger and endings; pairs keep "not urgent" apart from "urgent".

/** Feature ids (sorted by first appearance) with their weights; `known` is the share of the words that training had. */
export type Vector = { ids: Int32Array; weights: Float32Array; known: number }

/** Which features there are, and how telling each is. Built from the training texts only. */
export type Vocabulary = { index: Map<number, number>; telling: Float32Array }

const SHORTEST_GROUP = 2
const LONGEST_GROUP = 4
/** Nobody says what they want later than this; a pasted page is read in part. */
const MAX_WORDS = 200

/** Plain words: lower case, without accents; numbers are one kind of thing, and "?" and "!" are kept. */
export function wordsOf(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/['’‘`]/g, '')
  const words = plain.match(/\p{L}[\p{L}\p{N}]*|\p{N}+|[?!]+|[\p{Extended_Pictographic}]/gu) ?? []
  return words
    .slice(0, MAX_WORDS)
    .map((word) => (/^\p{N}/u.test(word) ? '0'.repeat(Math.min(word.length, 4)) : word))
}

type Features = { words: number[]; groups: number[] }

/** Every feature of a text, each as often as it occurs. */
export function featuresOf(words: string[]): Features {
  const found: Features = { words: [], groups: [] }
  const own = words.map((word) => hash(word, 0, word.length, 1))
  let before = 2
  for (const [i, word] of words.entries()) {
    const here = own[i] as number
    found.words.push(here, mix(before, here))
    // Words with one between them: "speak to someone", "speak with someone".
    if (i > 1) found.words.push(mix((own[i - 2] as number) ^ SKIPPED, here))
    before = here
    if (word.length < 2) continue
    const padded = `_${word}_`
    for (let size = SHORTEST_GROUP; size <= LONGEST_GROUP; size++)
      for (let at = 0; at + size <= padded.length; at++) found.groups.push(hash(padded, at, at + size, 3))
  }
  found.words.push(mix(before, 3))
  return found
}
const SKIPPED = 0x51ed270b

/** A feature that says nothing about the label keeps so much weight. */
const LEAST = 0.6

/** The vocabulary of many texts. A feature is telling where it occurs under few of the labels. */
export function learnVocabulary(texts: { features: Features; label: number }[], labels: number): Vocabulary {
  const index = new Map<number, number>()
  const under: Map<number, number>[] = []
  for (const { features, label } of texts) {
    const here = new Set([...features.words, ...features.groups])
    for (const feature of here) {
      let at = index.get(feature)
      if (at === undefined) {
        at = under.length
        index.set(feature, at)
        under.push(new Map())
      }
      const counts = under[at] as Map<number, number>
      counts.set(label, (counts.get(label) ?? 0) + 1)
    }
  }
  const most = Math.log(Math.max(labels, 2))
  const telling = Float32Array.from(under, (counts) => {
    // One more, spread over all labels: what occurred once may have done so by chance.
    let total = 1
    for (const count of counts.values()) total += count
    let entropy = -(1 / total) * Math.log(1 / total / labels)
    for (const count of counts.values()) entropy -= (count / total) * Math.log(count / total)
    return LEAST + Math.max(0, 1 - entropy / most)
  })
  return { index, telling }
}

/** A text in the words of the vocabulary; what training never had is left out, and lowers `known`. */
export function vectorOf(vocabulary: Vocabulary, words: string[], features = featuresOf(words)): Vector {
  const parts = [countKnown(vocabulary, features.words), countKnown(vocabulary, features.groups)]
  const size = parts.reduce((sum, counts) => sum + counts.size, 0)
  const ids = new Int32Array(size)
  const weights = new Float32Array(size)
  let at = 0
  // Words and letter groups each count as one whole, whatever their number.
  for (const counts of parts) {
    const from = at
    let square = 0
    for (const [id, count] of counts) {
      const weight = (1 + Math.log(count)) * (vocabulary.telling[id] as number)
      ids[at] = id
      weights[at++] = weight
      square += weight * weight
    }
    const scale = square > 0 ? 1 / Math.sqrt(square) : 0
    for (let i = from; i < at; i++) weights[i] = (weights[i] as number) * scale
  }
  return { ids, weights, known: knownShare(words, (feature) => vocabulary.index.has(feature)) }
}

function countKnown(vocabulary: Vocabulary, features: number[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const feature of features) {
    const id = vocabulary.index.get(feature)
    if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return counts
}

/** How much of a text is made of known words, 0 to 1. */
export function knownShare(words: string[], isKnown: (feature: number) => boolean): number {
  const content = words.filter((word) => word.length > 1)
  const known = content.filter((word) => isKnown(hash(word, 0, word.length, 1))).length
  return content.length === 0 ? 1 : known / content.length
}

/** FNV-1a over 32 bits of a part of a text; two features that meet are rare enough to do no harm. */
function hash(text: string, from: number, to: number, seed: number): number {
  let value = 2166136261 ^ (seed * 0x9e3779b1)
  for (let i = from; i < to; i++) value = Math.imul(value ^ text.charCodeAt(i), 16777619)
  return value >>> 0
}

const mix = (a: number, b: number): number =>
  (Math.imul(a ^ (b >>> 15), 0x85ebca6b) ^ Math.imul(b, 0xc2b2ae35)) >>> 0
