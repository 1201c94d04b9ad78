import { describe, expect, it } from 'vitest'
import { decideCall, isHidden, mayBeMobile } from './call-gate.ts'
import { describeQuality } from './call-quality.ts'
import { decideTextBack, defaultTextBack } from './text-back.ts'

const now = new Date('2026-11-20T14:00:00Z')
const facts = {
  now,
  author: 'member' as const,
  address: { value: '+12127365000', optedOutAt: null },
  inbox: { name: 'Office', paused: false },
}

describe('may we call?', () => {
  it('a person may', () => {
    expect(decideCall(facts)).toMatchObject({ decision: 'allow', reasons: [] })
  })
  it('an opt-out of messages warns and does not forbid', () => {
    const verdict = decideCall({ ...facts, address: { ...facts.address, optedOutAt: now } })
    expect(verdict).toMatchObject({ decision: 'allow', reasons: [{ code: 'opted_out' }] })
  })
  it.each(['ai', 'automation', 'system'] as const)('%s never may', (author) => {
    expect(decideCall({ ...facts, author })).toMatchObject({
      decision: 'block',
      reasons: [{ code: 'ai_off' }],
    })
  })
  it('nobody calls a hidden number, or by a paused inbox', () => {
    expect(decideCall({ ...facts, address: { value: 'anonymous', optedOutAt: null } }).decision).toBe('block')
    expect(decideCall({ ...facts, inbox: { name: 'Office', paused: true } }).decision).toBe('block')
  })
  it('knows hidden numbers and numbers that take no texts', () => {
    expect(['anonymous', 'Restricted', '+266696687'].map(isHidden)).toEqual([true, true, true])
    expect(isHidden('+12127365000')).toBe(false)
    expect(mayBeMobile('+12127365000')).toBe(true)
    expect(mayBeMobile('+442071838750')).toBe(false)
    expect(mayBeMobile('+447911123456')).toBe(true)
    expect(mayBeMobile('anonymous')).toBe(false)
  })
})

describe('the text after a missed call', () => {
  const asked = {
    now,
    state: 'missed' as const,
    number: '+12127365000',
    spokenSince: false,
    writtenSince: false,
    lastTextBack: null,
    everyHours: 24,
  }
  it('goes after a missed call and after a voicemail', () => {
    expect(decideTextBack(asked)).toEqual({ send: true })
    expect(decideTextBack({ ...asked, state: 'voicemail' })).toEqual({ send: true })
  })
  it.each([
    ['the call was answered', { state: 'completed' as const }],
    ['a later call was answered', { spokenSince: true }],
    ['somebody wrote meanwhile', { writtenSince: true }],
    ['the number is a landline', { number: '+442071838750' }],
    ['the number is hidden', { number: 'anonymous' }],
    ['they got one an hour ago', { lastTextBack: new Date(now.getTime() - 3_600_000) }],
  ])('does not go where %s', (_name, more) => {
    expect(decideTextBack({ ...asked, ...more })).toMatchObject({
      send: false,
      why: expect.stringMatching(/.{8}/),
    })
  })
  it('goes again after a day, and names the business', () => {
    expect(decideTextBack({ ...asked, lastTextBack: new Date(now.getTime() - 25 * 3_600_000) })).toEqual({
      send: true,
    })
    expect(defaultTextBack('Harbour Dental')).toMatch(/^Harbour Dental: /)
  })
})

describe('the quality of a call in words', () => {
  const figures = { mos: 4.2, jitterMs: 4, lossPercent: 0.1, codec: 'PCMU', unavailable: null }
  it('good, and poor for each threshold', () => {
    expect(describeQuality(figures)).toMatchObject({ level: 'good', text: 'Good' })
    expect(describeQuality({ ...figures, mos: 3.4 }).text).toBe('It sounded poor')
    expect(describeQuality({ ...figures, jitterMs: 31 }).text).toMatch(/unevenly/)
    expect(describeQuality({ ...figures, lossPercent: 3.1 }).text).toMatch(/lost on the way/)
    expect(describeQuality({ ...figures, mos: 3.5, jitterMs: 30, lossPercent: 3 }).level).toBe('good')
  })
  it('says where there is nothing to say', () => {
    expect(describeQuality({ ...figures, mos: null, jitterMs: null, lossPercent: null }).level).toBe(
      'unknown',
    )
    expect(describeQuality({ ...figures, unavailable: 'No Insights' }).text).toBe('No Insights')
  })
})
