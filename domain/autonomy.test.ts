import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type AutonomyFacts,
  type AutonomyRule,
  autonomyModes,
  care,
  decideAutonomy,
  learns,
  mayAct,
  outcomes,
} from './autonomy.ts'
import { sayFate } from './autonomy-words.ts'
import { ChannelKind } from './channel.ts'
import { intents } from './intent.ts'
import { risks } from './risk.ts'

const facts = (over: Partial<AutonomyFacts> = {}): AutonomyFacts => ({
  mode: 'full',
  rules: [],
  channel: 'sms',
  channelLabel: 'SMS',
  intent: 'question',
  risk: 'low',
  ...over,
})

describe('what becomes of a turn', () => {
  it.each([
    ['full', 'high', 'send'],
    ['controlled', 'low', 'send'],
    ['controlled', 'medium', 'wait'],
    ['controlled', 'high', 'wait'],
    ['assisted', 'low', 'wait'],
    ['shadow', 'low', 'shadow'],
    ['off', 'low', 'silent'],
  ] as const)('%s, %s risk: %s', (mode, risk, outcome) => {
    expect(decideAutonomy(facts({ mode, risk })).outcome).toBe(outcome)
  })

  it('is decided by the rule that names most', () => {
    const rules: AutonomyRule[] = [
      { intent: 'refund', mode: 'off' },
      { intent: 'refund', channel: 'sms', mode: 'assisted' },
      { channel: 'sms', mode: 'full' },
    ]
    const decision = decideAutonomy(facts({ rules, intent: 'refund' }))
    expect(decision.outcome).toBe('wait')
    expect(decision.reasons[0]).toBe('The rule “Refunds on SMS: every answer waits for you” decides')
    expect(decideAutonomy(facts({ rules, intent: 'refund', channel: 'email' })).outcome).toBe('silent')
    expect(decideAutonomy(facts({ rules, mode: 'off' })).outcome).toBe('send')
  })
  it('is decided by the more careful of two that name as much', () => {
    const rules: AutonomyRule[] = [
      { intent: 'booking', mode: 'full' },
      { channel: 'sms', mode: 'assisted' },
    ]
    expect(decideAutonomy(facts({ rules, intent: 'booking' })).outcome).toBe('wait')
    expect(decideAutonomy(facts({ rules: rules.toReversed(), intent: 'booking' })).outcome).toBe('wait')
  })
  it('needs a known intent for a rule about one', () => {
    const rules: AutonomyRule[] = [{ intent: 'question', mode: 'full' }]
    expect(decideAutonomy(facts({ rules, mode: 'assisted', intent: null })).outcome).toBe('wait')
  })
})

const aRule = fc.record(
  {
    channel: fc.constantFrom(...ChannelKind.options),
    intent: fc.constantFrom(...intents),
    risk: fc.constantFrom(...risks),
    mode: fc.constantFrom(...autonomyModes),
  },
  { requiredKeys: ['mode'] },
)
const someFacts: fc.Arbitrary<AutonomyFacts> = fc.record({
  mode: fc.constantFrom(...autonomyModes),
  rules: fc.array(aRule, { maxLength: 12 }),
  channel: fc.constantFrom(...ChannelKind.options),
  channelLabel: fc.constant('it'),
  intent: fc.option(fc.constantFrom(...intents)),
  risk: fc.constantFrom(...risks),
})
/** How much leaves: 3 for everything, 0 for nothing. */
const leaves = (f: AutonomyFacts) => outcomes.length - 1 - outcomes.indexOf(decideAutonomy(f).outcome)

describe('properties', () => {
  it('a more careful agent or rule never lets more leave', () => {
    fc.assert(
      fc.property(someFacts, fc.nat(), fc.nat(), (f, which, how) => {
        const careful = (mode: AutonomyFacts['mode']) =>
          autonomyModes[Math.min(autonomyModes.length - 1, care(mode) + (how % 5))] ?? mode
        const before = leaves(f)
        expect(leaves({ ...f, mode: careful(f.mode) })).toBeLessThanOrEqual(before)
        const at = f.rules.length === 0 ? -1 : which % f.rules.length
        const rules = f.rules.map((r, i) => (i === at ? { ...r, mode: careful(r.mode) } : r))
        expect(leaves({ ...f, rules })).toBeLessThanOrEqual(before)
      }),
      { numRuns: 2_000 },
    )
  })
  it('more risk never lets more leave, where no rule tells risks apart', () => {
    fc.assert(
      fc.property(someFacts, (f) => {
        const rules = f.rules.map(({ risk: _risk, ...r }) => r)
        const [low, medium, high] = risks.map((risk) => leaves({ ...f, rules, risk }))
        expect(medium).toBeLessThanOrEqual(low ?? 0)
        expect(high).toBeLessThanOrEqual(medium ?? 0)
      }),
    )
  })
  it('the order of the rules does not count', () => {
    fc.assert(
      fc.property(someFacts, (f) => {
        expect(leaves({ ...f, rules: f.rules.toReversed() })).toBe(leaves(f))
      }),
    )
  })
  it('what cannot act anywhere on a channel never sends or waits there', () => {
    fc.assert(
      fc.property(someFacts, (f) => {
        const { outcome } = decideAutonomy(f)
        if (!mayAct(f)) expect(['shadow', 'silent']).toContain(outcome)
        if (outcome === 'shadow') expect(learns(f)).toBe(true)
      }),
    )
  })
  it('always says why', () => {
    fc.assert(
      fc.property(someFacts, (f) => {
        expect(decideAutonomy(f).reasons.join('').length).toBeGreaterThan(10)
      }),
    )
  })
})

it('says in one sentence what will happen', () => {
  expect(sayFate({ intent: 'refund', channelLabel: 'SMS', mode: 'assisted' })).toBe(
    'A refund on SMS waits for you.',
  )
  expect(sayFate({ intent: 'question', channelLabel: null, mode: 'controlled', risk: 'low' })).toBe(
    'A question is answered by the AI.',
  )
  expect(sayFate({ intent: 'booking', channelLabel: null, mode: 'controlled', risk: 'medium' })).toBe(
    'A booking waits for you.',
  )
})
