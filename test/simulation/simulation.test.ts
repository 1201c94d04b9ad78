// Some tens of thousands of interleavings with every run, of another seed each time; `npm run simulate` does a million.
// And the proof that it can see: each of the rules broken in turn is found out, and shrunk to a few steps.
import { describe, expect, it } from 'vitest'
import { type Rules, realRules } from './rules.ts'
import { run, simulate } from './simulate.ts'

const SEED = Number(process.env.SIMULATION_SEED ?? (Date.now() % 1_000_000) * 1_000)
const COUNT = Number(process.env.SIMULATION_COUNT ?? 30_000)

it(`the invariants hold in ${COUNT} interleavings from seed ${SEED} on`, () => {
  expect(simulate(SEED, COUNT)).toBeNull()
}, 300_000)

type Gate = Rules['decideSend']
const gate =
  (change: (facts: Parameters<Gate>[0]) => Parameters<Gate>[0]): Gate =>
  (facts) =>
    realRules.decideSend(change(facts))

const broken: [string, Partial<Rules>, RegExp][] = [
  [
    'a gate that forgets opt-outs',
    { decideSend: gate((f) => ({ ...f, address: { ...f.address, optedOutAt: null } })) },
    /after the opt-out/,
  ],
  [
    'a gate that forgets the window',
    { decideSend: gate((f) => ({ ...f, window: null })) },
    /outside of the reply window/,
  ],
  [
    'a gate that does not see who is in charge',
    {
      decideSend: gate((f) => ({
        ...f,
        writtenAtTurn: f.conversationTurn,
        ai: { ...f.ai, handler: 'ai', status: 'active' },
      })),
    },
    /after a person had acted/,
  ],
  [
    'a gate that does not see the switch',
    { decideSend: gate((f) => ({ ...f, ai: { ...f.ai, workspaceOn: true } })) },
    /while the AI was off/,
  ],
  ['turns that are never overtaken', { isOvertaken: () => false }, /although a person had acted/],
  ['sending again without asking', { decideHead: () => ({ step: 'ask' }) }, /reached the provider 2 times/],
  [
    'not waiting for whoever sends it',
    { decideHead: (head, now) => realRules.decideHead(head, now, 0) },
    /reached the provider 2 times/,
  ],
  [
    'sending again what nobody knows about',
    { decideAfterCall: (_, __, now) => ({ to: 'queued', at: now }) },
    /reached the provider 2 times/,
  ],
  [
    'statuses that move both ways',
    { statusesBefore: () => ['sending', 'sent', 'delivered', 'failed'] },
    /went back|failed after/,
  ],
  ['a burst that never ends', { burstEndsAt: () => new Date(8.64e15) }, /never comes to rest/],
]

describe('it finds', () => {
  it.each(broken)('%s', (_, rules, problem) => {
    const found = simulate(1, 100_000, { ...realRules, ...rules })
    expect(found?.problems.join()).toMatch(problem)
    expect(found?.script.length).toBeLessThanOrEqual(12)
  })
})

it('a stalled process that speaks of an attempt that is over moves nothing', () => {
  const stalled = run({ windowHours: null, looksUp: true }, [
    ['personSends', 0],
    ['deliver', 0],
    ['call', 5 << 2],
    ['wait', 4],
    ['sweep', 0],
    ['deliver', 0],
    ['lookUp', 1],
    ['deliver', 0],
    ['settle', 0],
    ['deliver', 0],
    ['call', 0],
    ['call', 0],
  ])
  expect(stalled).toEqual([])
})
