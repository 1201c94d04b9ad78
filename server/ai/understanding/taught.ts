// What a workspace has taught: its own examples move the weights a little, only where their words occur, on top of what
// everybody has. Nothing of it reaches another workspace.
import type { Intent } from '#domain/intent.ts'
import { type Classifier, readWith } from './classifier.ts'
import type { Label } from './examples/examples.ts'
import type { Vector } from './features.ts'
import { scoreLinear } from './linear.ts'

export type OwnExample = { intent: Intent; text: string }

/** What own examples add to the scores: by feature, one number a label. */
export type Taught = {
  delta: Map<number, Float64Array>
  vectors: { vector: Vector; label: number; words: string }[]
}

export const untaught: Taught = { delta: new Map(), vectors: [] }

const ROUNDS = 20
/** So far in front of the next must the right label be. */
const MARGIN = 1
/** From this likeness on a text is the same as an example, and is read like it. */
const SAME = 0.9

/** Learns the examples, in the order given. Milliseconds, also for hundreds. */
export function learnOwn(classifier: Classifier<Label>, examples: readonly OwnExample[]): Taught {
  const taught: Taught = { delta: new Map(), vectors: [] }
  const { labels } = classifier
  for (const { intent, text } of examples) {
    const label = labels.indexOf(intent)
    if (label < 0) continue
    taught.vectors.push({ vector: readWith(classifier, text).vector, label, words: sameWords(text) })
  }
  for (let round = 0; round < ROUNDS; round++) {
    let moved = false
    for (const { vector, label } of taught.vectors) {
      const scores = scoreLinear(classifier.linear, vector)
      addTaught(taught, vector, scores)
      let rival = -1
      for (let c = 0; c < scores.length; c++)
        if (c !== label && (rival < 0 || (scores[c] as number) > (scores[rival] as number))) rival = c
      const short = MARGIN - ((scores[label] as number) - (scores[rival] as number))
      if (short <= 0.01) continue
      moved = true
      nudge(taught, vector, labels.length, label, rival, short)
    }
    if (!moved) break
  }
  return taught
}

/** Adds what was taught to the scores of a text. */
export function addTaught(taught: Taught, vector: Vector, scores: Float64Array): void {
  for (let i = 0; i < vector.ids.length; i++) {
    const row = taught.delta.get(vector.ids[i] as number)
    if (!row) continue
    for (let c = 0; c < scores.length; c++)
      scores[c] = (scores[c] as number) + (vector.weights[i] as number) * (row[c] as number)
  }
}

/** The smallest step that puts the right label in front (passive-aggressive learning, Crammer and others, 2006). */
function nudge(
  taught: Taught,
  vector: Vector,
  classes: number,
  label: number,
  rival: number,
  short: number,
): void {
  let square = 0
  for (const weight of vector.weights) square += weight * weight
  if (square === 0) return
  const step = short / (2 * square)
  for (let i = 0; i < vector.ids.length; i++) {
    const id = vector.ids[i] as number
    const row = taught.delta.get(id) ?? new Float64Array(classes)
    const by = step * (vector.weights[i] as number)
    row[label] = (row[label] as number) + by
    row[rival] = (row[rival] as number) - by
    taught.delta.set(id, row)
  }
}

/** The newest example that says the same, all but for spelling; null where none does. */
export function sameAsExample(taught: Taught, text: string, vector: Vector): number | null {
  const words = sameWords(text)
  const exact = taught.vectors.findLast((example) => example.words === words)
  if (exact) return exact.label
  return taught.vectors.findLast((example) => likeness(example.vector, vector) >= SAME)?.label ?? null
}

const sameWords = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{Extended_Pictographic}]+/gu, ' ')
    .trim()

function likeness(a: Vector, b: Vector): number {
  const weights = new Map<number, number>()
  let one = 0
  let other = 0
  let dot = 0
  for (let i = 0; i < a.ids.length; i++) {
    weights.set(a.ids[i] as number, a.weights[i] as number)
    one += (a.weights[i] as number) ** 2
  }
  for (let i = 0; i < b.ids.length; i++) {
    other += (b.weights[i] as number) ** 2
    dot += (weights.get(b.ids[i] as number) ?? 0) * (b.weights[i] as number)
  }
  return one === 0 || other === 0 ? 0 : dot / Math.sqrt(one * other)
}
