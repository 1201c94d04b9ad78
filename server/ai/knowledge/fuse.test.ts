// One order out of several lists, and whose word counts.
import { describe, expect, it } from 'vitest'
import { applyPrecedence, fuse, rankByCloseness, whyFirst } from './fuse.ts'
import { loadVectors, nearest, toBytes } from './vectors.ts'

const list = (...ids: string[]) => ids.map((id, i) => ({ id, score: 10 - i }))

describe('fuse', () => {
  it('keeps one list as it is, with 1 for its best', () => {
    expect(fuse([list('a', 'b'), []])).toEqual([
      { id: 'a', score: 1 },
      { id: 'b', score: 0.9 },
    ])
  })
  it('puts first what stands high in both', () => {
    const fused = fuse([list('a', 'b', 'c'), list('c', 'b', 'd')])
    expect(fused.map((p) => p.id)).toEqual(['c', 'b', 'a', 'd'])
    expect(fused[0]?.score).toBe(1)
  })
  it('of nothing is nothing', () => expect(fuse([[], []])).toEqual([]))
})

it('rankByCloseness prefers the passage that says it in one sentence', () => {
  const scattered = {
    title: '',
    text: 'We repair taps. Some of them leak. Sundays are quiet. Nobody calls.',
    score: 1.1,
  }
  const close = { title: '', text: 'We repair taps that leak on Sundays.', score: 1 }
  expect(rankByCloseness('do you repair leaking taps on Sundays', [scattered, close])[0]?.text).toBe(
    close.text,
  )
})

describe('precedence', () => {
  const passage = (kind: 'faq' | 'file' | 'website', text: string, score: number, stale = false) => ({
    sourceId: `${kind} ${text}`,
    kind,
    title: 'Drain cleaning',
    text,
    score,
    stale,
    by: ['words'],
  })
  const question = 'How much is drain cleaning?'

  it('what people wrote by hand comes before files, and files before the web, where all answer', () => {
    const found = applyPrecedence(question, [
      passage('website', 'Drain cleaning costs $99.', 1),
      passage('file', 'Drain cleaning is $110.', 0.9),
      passage('faq', 'Drain cleaning is $120.', 0.8),
    ])
    expect(found.map((p) => p.kind)).toEqual(['faq', 'file', 'website'])
    expect(whyFirst(found)).toBe(
      'Both answer the question, and something written by hand counts over a web page.',
    )
  })
  it('what answers something else does not come first for being written by hand', () => {
    const other = { ...passage('faq', 'We are closed on holidays.', 0.7), title: 'Are you open on holidays?' }
    const found = applyPrecedence(question, [passage('website', 'Drain cleaning costs $99.', 1), other])
    expect(found[0]?.kind).toBe('website')
  })
  it('what is stale comes after what is fresh, of the same standing only', () => {
    const found = applyPrecedence(question, [
      passage('website', 'Drain cleaning costs $80.', 1, true),
      passage('website', 'Drain cleaning costs $99.', 0.9),
    ])
    expect(found[0]?.text).toContain('$99')
    expect(whyFirst(found)).toContain('long time')
  })
  it('says nothing of nothing', () =>
    expect([whyFirst([]), applyPrecedence(question, [])]).toEqual([null, []]))
})

describe('vectors', () => {
  const stored = (id: string, ...values: number[]) => ({ id, bytes: toBytes(Float32Array.from(values)) })
  it('finds the near ones, best first, and none that is not near', () => {
    const vectors = loadVectors([stored('far', 0, 1), stored('same', 1, 0), stored('near', 0.8, 0.6)])
    const found = nearest(Float32Array.from([1, 0]), vectors, 5)
    expect(found.map((f) => f.id)).toEqual(['same', 'near'])
    expect(found[1]?.score).toBeCloseTo(0.8)
  })
  it('of another model’s length meet nothing', () => {
    const vectors = loadVectors([stored('a', 1, 0), stored('odd', 1, 0, 0)])
    expect(vectors.ids).toEqual(['a'])
    expect(nearest(Float32Array.from([1, 0, 0]), vectors, 5)).toEqual([])
  })
})
