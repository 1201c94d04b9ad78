// Where several rules make a message wait, it ends at a moment that all of them allow.
import { expect, it } from 'vitest'
import { shippedRules } from './quiet-rules.ts'
import { decideSend, type GateFacts } from './send-gate.ts'

// Noon in New York.
const now = new Date('2026-11-17T17:00:00Z')
const free: GateFacts = {
  now,
  author: 'automation',
  purpose: 'automated',
  writtenAtTurn: 1,
  conversationTurn: 1,
  ai: {
    workspaceOn: true,
    channelOn: true,
    channelLabel: 'SMS',
    inboxOn: true,
    inboxName: 'Main line',
    inboxPaused: false,
    handler: 'ai',
    handledBy: null,
    status: 'active',
    kind: 'customer',
    contactPaused: false,
    contactPausedReason: null,
    optedOut: false,
  },
  address: { optedOutAt: null, unusable: null },
  others: [],
  inbox: { name: 'Main line', paused: false },
  window: null,
  allowance: null,
  place: {
    spots: [{ zone: 'America/New_York', region: 'US' }],
    source: 'area_code',
    because: 'area code 212',
  },
  quiet: { people: 'note', rules: shippedRules },
}
const MORNING = '2026-11-18T13:00:00.000Z'
const capUntil = (freeAt: string): GateFacts['caps'] => ({
  whenFull: 'wait',
  limits: [{ name: 'automated_day', limit: 1, used: 1, freeAt: new Date(freeAt) }],
})

it('a cap that is free at night ends in the morning', () => {
  const { reasons, until } = decideSend({ ...free, caps: capUntil('2026-11-18T03:00:00Z') })
  expect([reasons.map((r) => r.code), until]).toEqual([['frequency_cap'], MORNING])
})

it('a paused inbox that is asked again at night asks in the morning', () => {
  const at = new Date('2026-11-18T01:59:30Z')
  const { reasons, until } = decideSend({ ...free, now: at, inbox: { name: 'x', paused: true } })
  expect([reasons.map((r) => r.code), until]).toEqual([['inbox_paused'], MORNING])
})

it('a person’s offer that passes over the cap still waits for the morning', () => {
  const found = decideSend({
    ...free,
    author: 'member',
    purpose: 'marketing',
    now: new Date('2026-11-18T03:00:00Z'),
    caps: capUntil('2026-11-18T16:00:00Z'),
    override: { by: { id: 'mem_1', name: 'Sam', role: 'admin' }, reason: 'They asked', at: '' },
  })
  expect([found.decision, found.until]).toEqual(['defer', MORNING])
  expect(found.reasons.map((r) => r.code)).toEqual(['quiet_hours'])
  expect(found.overridden?.reasons.map((r) => r.code)).toEqual(['frequency_cap'])
})
