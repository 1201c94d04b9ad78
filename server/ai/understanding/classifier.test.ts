import { describe, expect, it } from 'vitest'
import { readWith, trainClassifier } from './classifier.ts'
import { shippedExamples } from './examples/examples.ts'
import { shippedClassifier, shippedTrust } from './shipped.ts'
import { addTaught, learnOwn, sameAsExample } from './taught.ts'

const examples = [...shippedExamples()]

describe('the shipped classifier', () => {
  it('is sure as often as it is right, on sentences that it has not seen', () => {
    // The same sentence with other names may not stand on both sides.
    const held = (i: number): boolean => (examples[i]?.group ?? 0) % 4 === 0
    const classifier = trainClassifier(
      examples.filter((_, i) => !held(i)),
      { trust: shippedTrust },
    )
    const readings = examples
      .filter((_, i) => held(i))
      .map(({ text, label }) => {
        const read = readWith(classifier, text)
        return { right: read.label === label, confidence: read.confidence }
      })
    for (const [from, to] of [
      [0, 0.5],
      [0.5, 0.8],
      [0.8, 1.01],
    ] as const) {
      const bin = readings.filter((r) => r.confidence >= from && r.confidence < to)
      const right = bin.filter((r) => r.right).length / bin.length
      const said = bin.reduce((sum, r) => sum + r.confidence, 0) / bin.length
      expect(bin.length).toBeGreaterThan(30)
      expect(Math.abs(right - said), `${from}-${to}: said ${said}, right ${right}`).toBeLessThan(0.15)
    }
  })

  it('carries the doubt that its examples teach', () => {
    const { trust } = trainClassifier(examples)
    const sure = (weights: readonly number[], best: number, lead: number): number =>
      1 /
      (1 +
        Math.exp(
          -((weights[0] ?? 0) * best + (weights[1] ?? 0) * lead + (weights[2] ?? 0) + (weights[3] ?? 0)),
        ))
    for (const [best, lead] of [
      [-0.6, 0.1],
      [-0.2, 0.5],
      [0.5, 1.2],
    ] as const)
      expect(Math.abs(sure(trust, best, lead) - sure(shippedTrust, best, lead))).toBeLessThan(0.06)
  })
  it('reads the same in every process', () => {
    const again = trainClassifier([...shippedExamples()], { trust: shippedTrust, rounds: 5 })
    const text = 'can somebody look at my heating on monday'
    expect([...readWith(again, text).scores]).toEqual([...readWith(shippedClassifier(), text).scores])
  })
})

describe('what a workspace teaches', () => {
  const classifier = shippedClassifier()
  const read = (text: string, taught: ReturnType<typeof learnOwn>) =>
    readWith(classifier, text, (vector, scores) => addTaught(taught, vector, scores))
  const plain = (text: string) => readWith(classifier, text).label

  it('moves what is like it, and leaves the rest', () => {
    const taught = learnOwn(classifier, [{ intent: 'booking', text: 'the usual on friday please' }])
    expect(read('the usual on monday please', taught).label).toBe('booking')
    for (const text of ['I want my money back', 'what are your hours', 'hello', 'there is a gas leak'])
      expect(read(text, taught).label).toBe(plain(text))
  })
  it('the same sentence is always read as it was taught', () => {
    const taught = learnOwn(classifier, [{ intent: 'thanks', text: 'I want my money back' }])
    const { vector } = readWith(classifier, 'i want my money back!')
    expect(classifier.labels[sameAsExample(taught, 'i want my money back!', vector) ?? -1]).toBe('thanks')
  })
  it('nothing taught is nothing changed', () =>
    expect([...read('when are you open', learnOwn(classifier, [])).scores]).toEqual([
      ...readWith(classifier, 'when are you open').scores,
    ]))
})
