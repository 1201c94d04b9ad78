import { describe, expect, it } from 'vitest'
import { decideEscalation } from './decide-escalation.ts'
import type { Understanding } from './intent.ts'
import { findRepeat } from './repeated-contact.ts'

const read = (more: Partial<Understanding>): Understanding => ({
  intent: 'question',
  confidence: 0.9,
  outOfScope: false,
  language: 'en',
  mood: 'neutral',
  urgency: 'normal',
  by: 'builtin',
  evidence: ['what she wrote'],
  ...more,
})
const reason = (more: Partial<Understanding>, rules = {}) =>
  decideEscalation(read(more), { rules })?.reason ?? null

describe('decideEscalation', () => {
  it('calls a person for what was stated, with its own reason', () => {
    expect(reason({ intent: 'wants_person' })).toBe('asked_for_person')
    expect(reason({ intent: 'complaint' })).toBe('complaint')
    expect(reason({ intent: 'refund' })).toBe('refund')
    expect(reason({ intent: 'emergency' })).toBe('emergency')
    expect(reason({ mood: 'angry' })).toBe('anger')
    expect(reason({ repeated: 'wrote the same twice before' })).toBe('repeated_contact')
    expect(reason({})).toBeNull()
    expect(reason({ intent: 'booking' })).toBeNull()
    expect(decideEscalation(null)).toBeNull()
  })
  it('not on a guess, but what a person has corrected is none', () => {
    expect(reason({ intent: 'complaint', confidence: 0.3 })).toBeNull()
    expect(reason({ intent: 'complaint', confidence: 0.3, corrected: true })).toBe('complaint')
  })
  it('the gravest ground wins', () =>
    expect(reason({ intent: 'complaint', mood: 'angry', urgency: 'emergency' })).toBe('emergency'))
  it('a workspace decides about all but emergencies', () => {
    expect(reason({ intent: 'refund' }, { refund: 'never' })).toBeNull()
    expect(reason({ mood: 'angry' }, { anger: 'never' })).toBeNull()
    expect(reason({ intent: 'emergency' }, { emergency: 'never' })).toBe('emergency')
    expect(reason({ intent: 'reschedule' }, { reschedule: 'always' })).toBe('cannot_answer')
    expect(reason({ intent: 'booking', confidence: 0.4 }, { booking: 'unsure' })).toBe('cannot_answer')
    expect(reason({ intent: 'booking', confidence: 0.9 }, { booking: 'unsure' })).toBeNull()
  })
  it('says it with the customer’s words', () =>
    expect(decideEscalation(read({ intent: 'refund' }))?.words).toBe(
      'The customer wants money back: “what she wrote”',
    ))
})

describe('findRepeat', () => {
  const at = (minutes: number): Date => new Date(Date.UTC(2026, 4, 4, 9, minutes))
  const line = (seq: number, author: string, text: string, minutes: number) => ({
    seq,
    author,
    text,
    at: at(minutes),
  })
  const first = line(1, 'contact', 'When will my boiler be repaired?', 0)

  it('the same again without an answer', () => {
    const again = line(2, 'contact', 'when is my boiler going to be repaired please', 60)
    expect(findRepeat([first, again], again, [])).toContain('no answer')
  })
  it('for the third time, answered or not', () => {
    const lines = [
      first,
      line(2, 'ai', 'Soon.', 1),
      line(3, 'contact', 'My boiler should be repaired, when?', 60),
      line(4, 'ai', 'Soon.', 61),
      line(5, 'contact', 'boiler repaired when??', 120),
    ]
    expect(findRepeat(lines, lines[4] ?? first, [])).toContain('twice')
  })
  it('their own words count where they did write before', () => {
    const third = line(2, 'contact', 'This is the third time I ask', 60)
    expect(findRepeat([first, third], third, ['third time'])).toContain('third time')
    expect(findRepeat([third], third, ['third time'])).toBeNull()
  })
  it('one breath, another matter and an old one are none', () => {
    const breath = line(2, 'contact', 'the boiler repaired I mean', 2)
    expect(findRepeat([first, breath], breath, [])).toBeNull()
    const other = line(3, 'contact', 'Do you sell radiators too?', 60)
    expect(findRepeat([first, line(2, 'ai', 'On Monday.', 1), other], other, [])).toBeNull()
    const old = line(2, 'contact', 'When will my boiler be repaired?', 60 * 24 * 30)
    expect(findRepeat([first, line(1, 'ai', 'x', 1), old], old, [])).toBeNull()
  })
})
