// What the gate says of channels that count messages, and of those where nothing leaves.
import { describe, expect, it } from 'vitest'
import { decideAiState } from './ai-state.ts'
import { decideSend, type GateFacts } from './send-gate.ts'

const now = new Date('2026-11-20T15:00:00Z')
const free: GateFacts = {
  now,
  author: 'member',
  purpose: 'reply',
  writtenAtTurn: 1,
  conversationTurn: 1,
  ai: {
    workspaceOn: true,
    channelOn: true,
    channelLabel: 'TikTok',
    inboxOn: true,
    inboxName: 'TikTok',
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
  inbox: { name: 'TikTok', paused: false },
  window: { channel: 'TikTok', hours: 48, since: now },
  allowance: null,
}
const codes = (over: Partial<GateFacts>) => decideSend({ ...free, ...over }).reasons.map((r) => r.code)
const count = (sent: number) => ({ channel: 'TikTok', limit: 10, sent })

describe('a limit of messages', () => {
  it('lets the tenth through and the eleventh not, with what to do', () => {
    expect(codes({ count: count(9) })).toEqual([])
    expect(codes({ count: count(10) })).toEqual(['window_full'])
    const [reason] = decideSend({ ...free, count: count(10) }).reasons
    expect(reason?.text).toContain('10 messages')
    expect(reason?.action).toContain('another channel')
  })
  it('comes beside the window, and holds for machines too', () => {
    const late = { window: { channel: 'TikTok', hours: 48, since: new Date(0) } }
    expect(codes({ ...late, count: count(10) })).toEqual(['window_closed', 'window_full'])
    expect(codes({ author: 'ai', count: count(10) })).toEqual(['window_full'])
  })
})

it('nothing leaves from a log, whoever writes', () => {
  for (const author of ['member', 'api', 'ai', 'automation', 'system'] as const)
    expect(codes({ author, log: { channel: 'LinkedIn' } })).toContain('logged_by_hand')
})

describe('the AI', () => {
  const state = (peopleOnly: 'public' | 'log' | null) => decideAiState({ ...free.ai, peopleOnly })
  it('is silent where answers are public, and where nothing leaves, and says why', () => {
    expect(state('public')).toMatchObject({ on: false, reasons: [{ code: 'public_replies' }] })
    expect(state('log')).toMatchObject({ on: false, reasons: [{ code: 'logged_by_hand' }] })
    expect(state(null).on).toBe(true)
  })
  it('cannot slip a public answer through the gate', () =>
    expect(codes({ author: 'ai', ai: { ...free.ai, peopleOnly: 'public' } })).toEqual(['ai_off']))
})
