// A linear support vector machine, one class against the rest, trained by dual coordinate descent (Hsieh and others,
// 2008): small, exact enough after a few rounds, and the same weights every time for the same examples.
import type { Vector } from './features.ts'

/** Weights of every class, feature by feature: `weights[feature * classes + class]`, and a bias of each class. */
export type Linear = { classes: number; weights: Float32Array; bias: Float32Array }

export type Shape = { features: number; classes: number; cost: number; rounds: number }
export type Sample = { vector: Vector; label: number; cost?: number }

/** Below this a round has moved nothing any more. */
const STILL = 0.03
const BIAS = 1

/** How far each class speaks for the text; about +1 for the examples of a class, -1 for the others. */
export function scoreLinear(model: Linear, vector: Vector): Float64Array {
  const { classes, weights, bias } = model
  const scores = Float64Array.from(bias)
  for (let i = 0; i < vector.ids.length; i++) {
    const weight = vector.weights[i] as number
    const row = (vector.ids[i] as number) * classes
    for (let c = 0; c < classes; c++)
      scores[c] = (scores[c] as number) + weight * (weights[row + c] as number)
  }
  return scores
}

/**
 * Trains on the samples. `cost` says how much an error weighs against a small weight (C of the literature); after
 * `rounds` passes over them it is good enough.
 */
export function trainLinear(samples: Sample[], o: Shape): Linear {
  const { features, classes } = o
  const weights = new Float32Array(features * classes)
  const bias = new Float32Array(classes)
  const own = new Float64Array(features)
  const order = shuffled(samples.length)
  const squares = samples.map(({ vector }) => {
    let sum = BIAS * BIAS
    for (const weight of vector.weights) sum += weight * weight
    return sum
  })
  for (let c = 0; c < classes; c++) {
    own.fill(0)
    bias[c] = trainOne(samples, squares, order, c, o, own)
    for (let f = 0; f < features; f++) weights[f * classes + c] = own[f] as number
  }
  return { classes, weights, bias }
}

function trainOne(
  samples: Sample[],
  squares: number[],
  order: Int32Array,
  label: number,
  { cost, rounds }: Shape,
  own: Float64Array,
): number {
  const alpha = new Float64Array(samples.length)
  let bias = 0
  let active = order
  for (let round = 0; round < rounds; round++) {
    let largest = 0
    let kept = 0
    const next = new Int32Array(active.length)
    for (let k = 0; k < active.length; k++) {
      const i = active[k] as number
      const sample = samples[i] as Sample
      const { ids, weights } = sample.vector
      const sign = sample.label === label ? 1 : -1
      const slack = 0.5 / (cost * (sample.cost ?? 1))
      let dot = bias * BIAS
      for (let j = 0; j < ids.length; j++) dot += (own[ids[j] as number] as number) * (weights[j] as number)
      const before = alpha[i] as number
      const gradient = sign * dot - 1 + slack * before
      // Far on the right side, and has never mattered: it is left out from now on.
      if (before === 0 && gradient > 0.3 && round > 0) continue
      next[kept++] = i
      const projected = before === 0 ? Math.min(gradient, 0) : gradient
      if (projected === 0) continue
      largest = Math.max(largest, Math.abs(projected))
      const after = Math.max(before - gradient / ((squares[i] as number) + slack), 0)
      const step = (after - before) * sign
      alpha[i] = after
      for (let j = 0; j < ids.length; j++) {
        const id = ids[j] as number
        own[id] = (own[id] as number) + step * (weights[j] as number)
      }
      bias += step * BIAS
    }
    active = next.subarray(0, kept)
    if (largest < STILL) break
  }
  return bias * BIAS
}

/** The same order in every process: what it reads today it reads tomorrow. */
function shuffled(length: number): Int32Array {
  const order = Int32Array.from({ length }, (_, i) => i)
  let seed = 20_261_121
  for (let i = length - 1; i > 0; i--) {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
    const j = seed % (i + 1)
    const kept = order[i] as number
    order[i] = order[j] as number
    order[j] = kept
  }
  return order
}
