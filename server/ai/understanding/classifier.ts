// Which of several labels a text carries, and how surely: a linear model, and a second, tiny one that has learned from
// texts which the first had not seen how often it is right when it looks like this.
import {
  featuresOf,
  knownShare,
  learnVocabulary,
  type Vector,
  type Vocabulary,
  vectorOf,
  wordsOf,
} from './features.ts'
import { type Linear, type Sample, type Shape, scoreLinear, trainLinear } from './linear.ts'

export type Labelled<L extends string> = {
  text: string
  label: L
  /** Texts of one making (the same sentence with other names) are never tried on each other. */
  group?: number
}

export type Classifier<L extends string> = {
  labels: L[]
  vocabulary: Vocabulary
  linear: Linear
  /** Weights of `signsOf`, the last one alone. */
  trust: number[]
}

export type Reading<L extends string> = {
  label: L
  /** Of a hundred texts read with 0.8, about eighty are right. What is none of the labels counts as wrong. */
  confidence: number
  second: L | null
  scores: Float64Array
  vector: Vector
}

const FOLDS = 3
/** C of the literature: how much an error in training weighs against small weights. */
const COST = 1
/** Passes over the examples, where nobody waits for it. */
const ROUNDS = 14

/**
 * Trains on the examples. `outside` are texts that carry none of the labels: they only teach it to doubt itself.
 * `trust` is what an earlier training has learned about its own errors; without it that is learned again, which takes
 * three times as long as the rest.
 */
export function trainClassifier<L extends string>(
  examples: Labelled<L>[],
  o: { outside?: string[]; trust?: number[]; rounds?: number } = {},
): Classifier<L> {
  const labels = [...new Set(examples.map(({ label }) => label))]
  const number = new Map(labels.map((label, i) => [label, i]))
  const words = examples.map(({ text }) => wordsOf(text))
  const texts = examples.map(({ label }, i) => ({
    features: featuresOf(words[i] as string[]),
    label: number.get(label) as number,
  }))
  const vocabulary = learnVocabulary(texts, labels.length)
  const samples: Sample[] = texts.map(({ features, label }, i) => ({
    vector: vectorOf(vocabulary, words[i] as string[], features),
    label,
  }))
  const shape = {
    features: vocabulary.index.size,
    classes: labels.length,
    cost: COST,
    rounds: o.rounds ?? ROUNDS,
  }
  const linear = trainLinear(samples, shape)
  const trust = o.trust ?? learnTrust(samples, examples, vocabulary, shape, o.outside ?? [])
  return { labels, vocabulary, linear, trust }
}

/** Reads one text. `extra` adds what somebody has taught on top. */
export function readWith<L extends string>(
  classifier: Classifier<L>,
  text: string,
  extra?: (vector: Vector, scores: Float64Array) => void,
): Reading<L> {
  const vector = vectorOf(classifier.vocabulary, wordsOf(text))
  const scores = scoreLinear(classifier.linear, vector)
  extra?.(vector, scores)
  const [first, second] = bestTwo(scores)
  return {
    label: classifier.labels[first] as L,
    second: second < 0 ? null : (classifier.labels[second] as L),
    confidence: confidenceOf(classifier.trust, signsOf(scores, first, second, vector.known)),
    scores,
    vector,
  }
}

function bestTwo(scores: Float64Array): [number, number] {
  let first = 0
  let second = -1
  for (let c = 1; c < scores.length; c++) {
    const score = scores[c] as number
    if (score > (scores[first] as number)) {
      second = first
      first = c
    } else if (second < 0 || score > (scores[second] as number)) second = c
  }
  return [first, second]
}

/** What tells a sure reading from a guess: how far the best is in front, of zero and of the next, and unknown words. */
function signsOf(scores: Float64Array, first: number, second: number, known: number): number[] {
  const best = scores[first] as number
  const next = second < 0 ? -1 : (scores[second] as number)
  return [best, Math.min(best - next, 2), known, 1]
}

function confidenceOf(trust: number[], signs: number[]): number {
  if (trust.length === 0) return 1
  const sum = signs.reduce((total, sign, i) => total + sign * (trust[i] as number), 0)
  return 1 / (1 + Math.exp(-sum))
}

/** Reads every example by a model that has not seen it, and learns from its errors when to doubt. */
function learnTrust<L extends string>(
  samples: Sample[],
  examples: Labelled<L>[],
  vocabulary: Vocabulary,
  shape: Shape,
  outside: string[],
): number[] {
  const foldOf = samples.map((_, i) => (examples[i]?.group ?? i) % FOLDS)
  const rows: { signs: number[]; right: number }[] = []
  const strangers = outside.map((text) => wordsOf(text))
  for (let fold = 0; fold < FOLDS; fold++) {
    const seen = new Set<number>()
    const rest = samples.filter((_, i) => foldOf[i] !== fold)
    for (const { vector } of rest) for (const id of vector.ids) seen.add(id)
    const model = trainLinear(rest, shape)
    const note = (vector: Vector, label: number, words: string[]) => {
      const scores = scoreLinear(model, vector)
      const [first, second] = bestTwo(scores)
      const known = knownTo(vocabulary, seen, words)
      rows.push({ signs: signsOf(scores, first, second, known), right: first === label ? 1 : 0 })
    }
    for (const [i, sample] of samples.entries())
      if (foldOf[i] === fold) note(sample.vector, sample.label, wordsOf(examples[i]?.text ?? ''))
    for (const [i, words] of strangers.entries())
      if (i % FOLDS === fold) note(vectorOf(vocabulary, words), -1, words)
  }
  return fitLogistic(rows)
}

/** The share of known words, as a model sees it that was trained without them. */
function knownTo(vocabulary: Vocabulary, seen: Set<number>, words: string[]): number {
  return knownShare(words, (feature) => {
    const id = vocabulary.index.get(feature)
    return id !== undefined && seen.has(id)
  })
}

/** Logistic regression by Newton's steps: four numbers. */
function fitLogistic(rows: { signs: number[]; right: number }[]): number[] {
  const size = rows[0]?.signs.length ?? 4
  const w = Array.from({ length: size }, () => 0)
  for (let step = 0; step < 15; step++) {
    const gradient = w.map((v) => -v * 0.01)
    const curve = w.map((_, i) => w.map((__, j) => (i === j ? 0.01 : 0)))
    for (const { signs, right } of rows) {
      const p = confidenceOf(w, signs)
      const weight = Math.max(p * (1 - p), 1e-6)
      for (let i = 0; i < size; i++) {
        const a = signs[i] as number
        gradient[i] = (gradient[i] as number) + a * (right - p)
        const line = curve[i] as number[]
        for (let j = 0; j < size; j++) line[j] = (line[j] as number) + weight * a * (signs[j] as number)
      }
    }
    const move = solve(curve, gradient)
    for (let i = 0; i < size; i++) w[i] = (w[i] as number) + (move[i] as number)
    if (move.every((m) => Math.abs(m) < 1e-6)) break
  }
  return w
}

/** Gauss with pivots. */
function solve(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((line, i) => [...line, right[i] as number])
  const n = rows.length
  for (let c = 0; c < n; c++) {
    let pivot = c
    for (let r = c + 1; r < n; r++)
      if (Math.abs(rows[r]?.[c] ?? 0) > Math.abs(rows[pivot]?.[c] ?? 0)) pivot = r
    const line = rows[pivot] as number[]
    rows[pivot] = rows[c] as number[]
    rows[c] = line
    const head = line[c] as number
    for (let r = 0; r < n; r++) {
      if (r === c || head === 0) continue
      const other = rows[r] as number[]
      const factor = (other[c] as number) / head
      for (let k = c; k <= n; k++) other[k] = (other[k] as number) - factor * (line[k] as number)
    }
  }
  return rows.map((line, i) => (line[i] === 0 ? 0 : (line[n] as number) / (line[i] as number)))
}
