import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { confidence, decideEarned, EarnedSettings, type Evidence, verdictsOnDrafts } from './earned.ts'

const settings = EarnedSettings.parse({})
const yes: Evidence = { fate: 'answered', agreed: true }
const no: Evidence = { fate: 'answered', agreed: false }
const rejected: Evidence = { fate: 'rejected', agreed: false }
const times = (n: number, e: Evidence) => Array.from({ length: n }, () => e)
const rising = { promoted: false, mayRise: true }
const promoted = { promoted: true, mayRise: false }

describe('the interval', () => {
  it('is the Wilson interval', () => {
    const { low, high } = confidence({ agreed: 18, total: 20 })
    expect(low).toBeCloseTo(0.699, 3)
    expect(high).toBeCloseTo(0.972, 3)
    expect(confidence({ agreed: 0, total: 0 })).toEqual({ low: 0, high: 1 })
  })
  it('holds the share, within 0 and 1, and narrows with more answers', () => {
    fc.assert(
      fc.property(fc.nat(400), fc.nat(400), (a, b) => {
        const [agreed, total] = [Math.min(a, b), Math.max(a, b, 1)]
        const { low, high } = confidence({ agreed, total })
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(1)
        expect(low).toBeLessThanOrEqual(agreed / total + 1e-9)
        expect(high).toBeGreaterThanOrEqual(agreed / total - 1e-9)
        const more = confidence({ agreed: agreed * 4, total: total * 4 })
        expect(more.high - more.low).toBeLessThan(high - low)
      }),
    )
  })
})

describe('a promotion', () => {
  it('needs enough answers and enough agreement', () => {
    expect(decideEarned(settings, rising, times(19, yes)).move).toBe('stay')
    expect(decideEarned(settings, rising, times(20, yes)).move).toBe('propose')
    expect(decideEarned(settings, rising, [...times(17, yes), ...times(3, no)]).move).toBe('stay')
    expect(decideEarned(settings, rising, [...times(18, yes), ...times(2, no)])).toEqual({
      move: 'propose',
      why: '18 of the last 20 answers agree (90 %); 90 % of 20 are asked for',
    })
  })
  it('happens by itself only where that is switched on', () => {
    expect(decideEarned({ ...settings, automatic: true }, rising, times(20, yes)).move).toBe('promote')
  })
  it('is not for what may not rise', () => {
    expect(decideEarned(settings, { promoted: false, mayRise: false }, times(50, yes)).move).toBe('stay')
  })
})

describe('falling back', () => {
  it('follows drafts rejected in a row', () => {
    expect(decideEarned(settings, promoted, [rejected, rejected, yes]).move).toBe('stay')
    expect(decideEarned(settings, promoted, [rejected, rejected, rejected, yes])).toEqual({
      move: 'fall_back',
      why: '3 drafts in a row were rejected',
    })
  })
  it('follows a drop in agreement, once enough answers show it', () => {
    expect(decideEarned(settings, promoted, [no, no, ...times(3, yes)]).move).toBe('stay')
    expect(decideEarned(settings, promoted, [no, no, no, ...times(8, yes)]).move).toBe('fall_back')
    expect(decideEarned(settings, promoted, [no, no, ...times(8, yes)]).move).toBe('stay')
  })
  it('never follows full agreement; and never promotes on the evidence on which it would fall back', () => {
    const evidence = fc.array(
      fc.record({ fate: fc.constantFrom(...verdictsOnDrafts), agreed: fc.boolean() }),
      { maxLength: 80 },
    )
    fc.assert(
      fc.property(evidence, (some) => {
        const all = some.map((e) => (e.fate === 'rejected' ? { ...e, agreed: false } : e))
        if (all.every((e) => e.agreed)) expect(decideEarned(settings, promoted, all).move).toBe('stay')
        if (decideEarned(settings, rising, all.slice(0, 20)).move === 'propose')
          expect(decideEarned({ ...settings, rejections: 20 }, promoted, all.slice(0, 20)).move).toBe('stay')
      }),
    )
  })
})
