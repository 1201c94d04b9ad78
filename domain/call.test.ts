import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type CallFacts,
  callHeadline,
  callRank,
  clockLength,
  decideCallState,
  firstAnswer,
  mergeFacts,
  talkSeconds,
  transcriptOf,
} from './call.ts'

const at = (second: number) => new Date(Date.UTC(2026, 10, 20, 14, 0, second)).toISOString()

/** Every request of one call, as Twilio makes them. */
const answered: CallFacts[] = [
  { startedAt: at(0), disclosure: 'This call will be recorded.' },
  { answers: { CA2: { at: at(9), by: 'Ana' } } },
  { dial: 'completed', answers: { CA2: { at: at(10), by: '' } }, seconds: 51 },
  { live: { i1: { speaker: 'customer', text: 'Hello?', moment: at(11), order: 1 } } },
  { live: { o1: { speaker: 'business', text: 'Harbour Dental.', moment: at(10), order: 1 } } },
  {
    recorded: true,
    recordings: { RE1: { kind: 'call', url: 'https://x/RE1.mp3', seconds: 60, startedAt: at(1) } },
  },
  { end: 'completed', endedAt: at(61) },
]
const voicemail: CallFacts[] = [
  { startedAt: at(0) },
  { dial: 'no_answer' },
  { recordings: { RE2: { kind: 'voicemail', url: 'https://x/RE2.mp3', seconds: 32, startedAt: null } } },
  { recordings: { RE2: { kind: 'voicemail', url: 'https://x/RE2.mp3', seconds: 32, startedAt: at(22) } } },
  { end: 'completed', endedAt: at(60) },
]

const all = (list: CallFacts[]) => list.reduce(mergeFacts, {})

/** A sequence with every element at least once, in any order, some of them several times. */
const shuffledWithCopies = (list: CallFacts[]) =>
  fc
    .tuple(
      fc.shuffledSubarray(list, { minLength: list.length }),
      fc.array(fc.constantFrom(...list), { maxLength: 6 }),
    )
    .chain(([one, more]) => {
      const both = [...one, ...more]
      return fc.shuffledSubarray(both, { minLength: both.length })
    })

describe('the facts of a call', () => {
  it.each([
    ['answered', 'in', answered],
    ['with a voicemail', 'in', voicemail],
    [
      'out',
      'out',
      [{ startedAt: at(0) }, { dial: 'busy' }, { end: 'completed', endedAt: at(9) }] as CallFacts[],
    ],
  ] as const)('%s, end in the same in any order and any number of copies', (_name, _direction, list) => {
    const expected = all([...list])
    fc.assert(
      fc.property(shuffledWithCopies([...list]), (order) => {
        expect(all(order)).toEqual(expected)
      }),
    )
  })

  it('move the state forward only, whatever comes first', () => {
    for (const list of [answered, voicemail, [...answered, ...voicemail]])
      fc.assert(
        fc.property(
          shuffledWithCopies(list),
          fc.constantFrom('in', 'out') as fc.Arbitrary<'in' | 'out'>,
          (order, way) => {
            let facts: CallFacts = {}
            let rank = callRank[decideCallState(way, facts)]
            for (const one of order) {
              facts = mergeFacts(facts, one)
              const next = callRank[decideCallState(way, facts)]
              expect(next).toBeGreaterThanOrEqual(rank)
              rank = next
            }
          },
        ),
      )
  })

  it('merge by rules that know no order: commutative, associative, idempotent', () => {
    const facts = fc.constantFrom(
      ...answered,
      ...voicemail,
      { problem: { code: 'a', reason: 'b', action: 'c' } },
      {
        transcript: [{ speaker: 'agent' as const, text: 'Hi', at: 0 }],
        summary: 'short',
      },
    )
    fc.assert(
      fc.property(facts, facts, facts, (a, b, c) => {
        expect(mergeFacts(a, b)).toEqual(mergeFacts(b, a))
        expect(mergeFacts(mergeFacts(a, b), c)).toEqual(mergeFacts(a, mergeFacts(b, c)))
        expect(mergeFacts(a, a)).toEqual(a)
      }),
    )
  })
})

describe('the state', () => {
  const cases: [string, 'in' | 'out', CallFacts, string][] = [
    ['nothing is known yet', 'in', {}, 'ringing'],
    ['a person picked up', 'in', { answers: { a: { at: at(1), by: 'Ana' } } }, 'in_progress'],
    ['they spoke and hung up', 'in', all(answered), 'completed'],
    ['nobody picked up', 'in', { dial: 'no_answer' }, 'missed'],
    ['the line of the business was busy', 'in', { dial: 'busy' }, 'missed'],
    ['the caller gave up before anybody answered', 'in', { end: 'completed', endedAt: at(5) }, 'missed'],
    [
      'the provider says completed, but nobody was connected',
      'in',
      { dial: 'no_answer', end: 'completed' },
      'missed',
    ],
    ['somebody left a message', 'in', all(voicemail), 'voicemail'],
    [
      'a message of two seconds is none',
      'in',
      { dial: 'no_answer', recordings: { r: { kind: 'voicemail', url: 'u', seconds: 2, startedAt: null } } },
      'missed',
    ],
    [
      'a message of three seconds is one',
      'in',
      { dial: 'no_answer', recordings: { r: { kind: 'voicemail', url: 'u', seconds: 3, startedAt: null } } },
      'voicemail',
    ],
    ['the customer did not answer', 'out', { dial: 'no_answer' }, 'no_answer'],
    ['the customer was busy', 'out', { dial: 'busy' }, 'busy'],
    ['the number does not exist', 'out', { dial: 'failed' }, 'failed'],
    ['the member’s own telephone was not answered', 'out', { end: 'no_answer' }, 'no_answer'],
    ['the member hung up before the customer answered', 'out', { end: 'completed' }, 'no_answer'],
    ['it was never placed', 'out', { problem: { code: 'x', reason: 'y', action: 'z' } }, 'failed'],
    [
      'it was believed lost, and they spoke all the same',
      'out',
      {
        problem: { code: 'x', reason: 'y', action: 'z' },
        answers: { a: { at: at(1), by: '' } },
        dial: 'completed',
      },
      'completed',
    ],
  ]
  it.each(cases)('%s', (_name, direction, facts, expected) => {
    expect(decideCallState(direction, facts)).toBe(expected)
  })
})

describe('what is shown', () => {
  it('who answered first, by the fuller name', () => {
    expect(firstAnswer(all(answered))).toEqual({ at: at(9), by: 'Ana' })
    expect(talkSeconds(all(answered))).toBe(51)
    expect(talkSeconds({ answers: { a: { at: at(5), by: '' } }, endedAt: at(12) })).toBe(7)
    expect(talkSeconds({ endedAt: at(12) })).toBeNull()
  })

  it('the words in the order in which they were said, by the clock of the recording', () => {
    expect(transcriptOf(all(answered))).toEqual([
      { speaker: 'business', text: 'Harbour Dental.', at: 9 },
      { speaker: 'customer', text: 'Hello?', at: 10 },
    ])
    const better = mergeFacts(all(answered), {
      transcript: [{ speaker: 'customer', text: 'Hello.', at: 8.5 }],
    })
    expect(transcriptOf(better)).toEqual([{ speaker: 'customer', text: 'Hello.', at: 8.5 }])
  })

  it('a few words for the list', () => {
    expect(callHeadline({ direction: 'in', state: 'voicemail', seconds: 32 })).toBe('Voicemail 0:32')
    expect(callHeadline({ direction: 'in', state: 'missed', seconds: null })).toBe('Missed call')
    expect(callHeadline({ direction: 'in', state: 'completed', seconds: 192 })).toBe('Call 3:12')
    expect(callHeadline({ direction: 'out', state: 'ringing', seconds: null })).toBe('Calling')
    expect([clockLength(5), clockLength(60), clockLength(3725)]).toEqual(['0:05', '1:00', '1:02:05'])
  })
})
