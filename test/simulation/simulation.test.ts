// Some thousands of interleavings with every run, of another seed each time; `npm run simulate` does a million.
// And the proof that it can see: each of the rules broken in turn is found out, and shrunk to a few steps.
import { describe, expect, it } from 'vitest'
import { type Rules, realRules } from './rules.ts'
import { run, setups, simulate } from './simulate.ts'
import type { Setup } from './world.ts'

const SEED = Number(process.env.SIMULATION_SEED ?? (Date.now() % 1_000_000) * 1_000)
const COUNT = Number(process.env.SIMULATION_COUNT ?? 12_000)

it(`the invariants hold in ${COUNT} interleavings from seed ${SEED} on`, () => {
  expect(simulate(SEED, COUNT)).toBeNull()
}, 300_000)

type Gate = Rules['decideSend']
const gate =
  (change: (facts: Parameters<Gate>[0]) => Parameters<Gate>[0]): Gate =>
  (facts) =>
    realRules.decideSend(change(facts))

type Approvable = Rules['whyNotApprovable']
const approvedToo: Approvable = (draft, now) =>
  draft.state === 'approved' ? null : realRules.whyNotApprovable(draft, now)
const staleToo: Approvable = (draft, now) =>
  draft.state === 'stale' ? null : realRules.whyNotApprovable(draft, now)
const by = { id: 'ana', name: 'Ana', role: 'member' as const }

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
  [
    'sending again without asking',
    {
      decideHead: (head, now, leaseMs) =>
        head.status === 'sending' ? { step: 'ask' } : realRules.decideHead(head, now, leaseMs),
    },
    /reached the provider 2 times/,
  ],
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
  [
    'a gate that does not know the night',
    { decideSend: gate((f) => ({ ...f, quiet: null })) },
    /in their night/,
  ],
  [
    'a gate that knows one of two zones',
    { decideSend: gate((f) => ({ ...f, place: f.place && { ...f.place, spots: f.place.spots.slice(-1) } })) },
    /in their night/,
  ],
  [
    'a gate whose clock does not change with the season',
    {
      decideSend: gate((f) => ({ ...f, place: f.place && { ...f.place, spots: f.place.spots.map(fixed) } })),
    },
    /in their night/,
  ],
  [
    'a gate that passes over hours by itself',
    {
      decideSend: gate((f) =>
        f.purpose === 'reply' ? { ...f, override: { by, reason: 'Because', at: '' } } : f,
      ),
    },
    /nobody said why/,
  ],
  [
    'a gate that forgets what they wish',
    { decideSend: gate((f) => ({ ...f, wish: null })) },
    /not to be disturbed/,
  ],
  [
    'a gate that does not count',
    { decideSend: gate((f) => ({ ...f, caps: null })) },
    /one too many|too many a/,
  ],
  [
    'caps that look at today’s first attempt',
    {
      noteUnasked: (counted, one) =>
        counted.some((each) => each.message === one.message) ? counted : [...counted, one],
    },
    /too many a/,
  ],
  [
    'caps that forget what may have left',
    {
      decideAfterLookUp: (result, now) =>
        result.outcome === 'cannot_tell' ? { to: 'failed' } : realRules.decideAfterLookUp(result, now),
    },
    /too many a/,
  ],
  [
    'a gate that forgets who wants offers',
    { decideSend: gate((f) => ({ ...f, consent: null })) },
    /did not agree to/,
  ],
  [
    'a gate that knows of offers only',
    {
      decideSend: gate((f) => ({
        ...f,
        consent: f.consent && { ...f.consent, purposes: { ...f.consent.purposes, service: 'in' } },
      })),
    },
    /wanted no more of/,
  ],
  [
    'a gate that takes any draft for approved',
    { decideSend: gate((f) => ({ ...f, approval: null })) },
    /without approval/,
  ],
  ['approving twice', { whyNotApprovable: approvedToo }, /was sent twice/],
  ['approving what is overtaken', { whyNotApprovable: staleToo }, /it was overtaken/],
  ['not looking whether they wrote', { wroteFirst: () => false }, /they had written first/],
  [
    'a gate that knows no later',
    { decideSend: gate((f) => ({ ...f, sendAt: null })) },
    /left before its time|held up/,
  ],
  ['a stop that leaves the queue alone', { isSilenced: () => false }, /when the AI was stopped/],
  [
    'an outbox in which the oldest is always first',
    {
      chooseHead: (all) =>
        all.find((m) => m.status === 'queued' || (m.status === 'sending' && m.external === null)),
    },
    /held up/,
  ],
  [
    'an outbox in which what was refused once waits in front until the morning',
    {
      chooseHead: (all, now) =>
        all.find((m) => m.status === 'queued' && m.attempts > 0) ?? realRules.chooseHead(all, now),
    },
    /held up/,
  ],
]

/** The zone without its summer. */
function fixed(spot: { zone: string; region: string | null }) {
  const zones: Record<string, string> = { 'America/New_York': 'Etc/GMT+4', 'Europe/Berlin': 'Etc/GMT-1' }
  return { ...spot, zone: zones[spot.zone] ?? spot.zone }
}

describe('it finds', () => {
  it.each(broken)('%s', (_, rules, problem) => {
    const found = simulate(1, 60_000, { ...realRules, ...rules })
    expect(found?.problems.join()).toMatch(problem)
    expect(found?.script.length).toBeLessThanOrEqual(14)
  })
})

const [ordinary] = setups as [Setup]

it('a stalled process that speaks of an attempt that is over moves nothing', () => {
  const stalled = run(ordinary, [
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
