import { describe, expect, it } from 'vitest'
import { mayLearn, nextLeadStatus, whereSaid } from './lead.ts'

describe('what the front desk learned', () => {
  it.each([
    ['a gap', { value: null, source: null }, true],
    ['its own earlier word', { value: 'Ann', source: 'ai' as const }, true],
    ['what the channel gave', { value: 'ann77', source: 'channel' as const }, true],
    ['a person’s word', { value: 'Dr. Ann', source: 'member' as const }, false],
    ['a program’s word', { value: 'Ann', source: 'api' as const }, false],
    ['what nobody knows the source of', { value: 'Ann', source: null }, false],
  ])('takes the place of %s: %s', (_, known, may) => {
    expect(mayLearn(known, 'Anna Bell')).toBe(may)
  })
  it('is not written again', () => expect(mayLearn({ value: 'Ann', source: 'ai' }, 'Ann')).toBe(false))
})

describe('where it was said', () => {
  const messages = [
    { id: 'm1', body: 'Hola, soy José Núñez' },
    { id: 'm2', body: 'call me at (646) 555-0182, the sink is blocked' },
  ]
  it.each([
    ['jose nunez', 'm1', 0.95],
    ['+1 646 555 0182', 'm2', 0.95],
    ['blocked sink', 'm2', 0.8],
    ['A repair of the kitchen', 'm2', 0.6],
  ])('“%s” in %s, %d sure', (value, messageId, confidence) => {
    expect(whereSaid(value, messages)).toEqual({ messageId, confidence })
  })
})

describe('the status', () => {
  const facts = { status: 'new' as const, setByPerson: false, name: null, need: null, reachable: false }
  it('moves on by what is known', () => {
    expect(nextLeadStatus(facts)?.status).toBe('in_progress')
    expect(nextLeadStatus({ ...facts, name: 'Ann', need: 'a sink', reachable: true })?.status).toBe(
      'qualified',
    )
  })
  it('stays where it is further, or a person set it', () => {
    expect(nextLeadStatus({ ...facts, status: 'booked', name: 'A', need: 'b', reachable: true })).toBeNull()
    expect(nextLeadStatus({ ...facts, setByPerson: true, name: 'A', need: 'b', reachable: true })).toBeNull()
  })
})
