import { describe, expect, it } from 'vitest'
import { CONFIRMATION_WINDOW_MS, decideSend, type GateFacts, PAUSED_RETRY_MS } from './send-gate.ts'

const now = new Date('2026-11-20T15:00:00Z')
const ago = (ms: number) => new Date(now.getTime() - ms)
const free: GateFacts = {
  now,
  author: 'ai',
  purpose: 'reply',
  writtenAtTurn: 3,
  conversationTurn: 3,
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
}
type Over = Partial<Omit<GateFacts, 'ai'>> & { ai?: Partial<GateFacts['ai']> }
const decide = (over: Over) => decideSend({ ...free, ...over, ai: { ...free.ai, ...over.ai } })
const verdict = (over: Over) => {
  const { decision, reasons } = decide(over)
  return [decision, ...reasons.map((r) => r.code)]
}
const optedOut = (ms: number): Over => ({
  address: { optedOutAt: ago(ms), unusable: null },
  ai: { optedOut: true },
})
const taken: Over = { ai: { handler: 'human', handledBy: 'Sam' }, conversationTurn: 4 }
const escalated: Over = { ai: { status: 'escalated', handler: 'human' }, conversationTurn: 3 }
const allowance = (used: number, adds: number, limit: number | null = 100) => ({
  limit,
  used,
  adds,
  resetsAt: new Date('2026-12-01T00:00:00Z'),
})
const HOUR = 3_600_000
const window = (age: number | null) => ({
  channel: 'WhatsApp',
  hours: 24,
  since: age === null ? null : ago(age),
})
const paused: Over = { inbox: { name: 'Main line', paused: true }, ai: { inboxPaused: true } }

describe('decideSend', () => {
  it('allows what nothing speaks against, and notes when it was asked', () => {
    expect(decide({})).toEqual({ decision: 'allow', reasons: [], decidedAt: now.toISOString() })
  })

  it.each<[string, Over, string[]]>([
    // Opt-out: nobody, whatever the author, but the one confirmation within its five minutes.
    ['AI after an opt-out', optedOut(0), ['block', 'opted_out']],
    ['a member after an opt-out', { ...optedOut(0), author: 'member' }, ['block', 'opted_out']],
    ['a program after an opt-out', { ...optedOut(0), author: 'api' }, ['block', 'opted_out']],
    [
      'an automation after an opt-out',
      { ...optedOut(0), author: 'automation', purpose: 'automated' },
      ['block', 'opted_out'],
    ],
    [
      'the handover sentence after an opt-out',
      { ...optedOut(0), purpose: 'handover' },
      ['block', 'opted_out'],
    ],
    [
      'a HELP answer after an opt-out',
      { ...optedOut(0), author: 'automation', purpose: 'help' },
      ['block', 'opted_out'],
    ],
    [
      'an alert to an address that opted out',
      { ...optedOut(0), author: 'system', purpose: 'alert' },
      ['block', 'opted_out'],
    ],
    [
      'the confirmation at once',
      { ...optedOut(0), author: 'automation', purpose: 'opt_out_confirmation' },
      ['allow'],
    ],
    [
      'the confirmation at the end of its window',
      { ...optedOut(CONFIRMATION_WINDOW_MS), author: 'automation', purpose: 'opt_out_confirmation' },
      ['allow'],
    ],
    [
      'the confirmation a moment later',
      { ...optedOut(CONFIRMATION_WINDOW_MS + 1), author: 'automation', purpose: 'opt_out_confirmation' },
      ['block', 'confirmation_late'],
    ],
    [
      'the confirmation after START came in between',
      { author: 'automation', purpose: 'opt_out_confirmation' },
      ['allow'],
    ],

    // The address.
    [
      'a dead address',
      { address: { optedOutAt: null, unusable: { reason: 'unknown number', since: ago(1) } } },
      ['block', 'address_unusable'],
    ],
    [
      'a dead address, by a member',
      { author: 'member', address: { optedOutAt: null, unusable: { reason: 'x', since: ago(1) } } },
      ['block', 'address_unusable'],
    ],
    [
      'the confirmation to a dead address',
      {
        author: 'automation',
        purpose: 'opt_out_confirmation',
        address: { optedOutAt: ago(0), unusable: { reason: 'x', since: ago(1) } },
      },
      ['block', 'address_unusable'],
    ],

    // The provider's window.
    ['within the window', { window: window(24 * HOUR - 1) }, ['allow']],
    ['at its end', { window: window(24 * HOUR) }, ['block', 'window_closed']],
    ['a member after it', { author: 'member', window: window(30 * HOUR) }, ['block', 'window_closed']],
    [
      'the confirmation of an opt-out after it',
      { author: 'automation', purpose: 'opt_out_confirmation', window: window(30 * HOUR) },
      ['block', 'window_closed'],
    ],
    ['to somebody who never wrote', { window: window(null) }, ['block', 'window_closed']],
    [
      'after it, where templates may leave',
      { author: 'member', window: { ...window(30 * HOUR), templates: true } },
      ['block', 'template_required'],
    ],
    [
      'a template after it',
      {
        author: 'member',
        window: { ...window(30 * HOUR), templates: true },
        template: { category: 'marketing' },
      },
      ['allow'],
    ],
    [
      'a template to somebody who never wrote, by a rule',
      {
        author: 'automation',
        window: { ...window(null), templates: true },
        template: { category: 'utility' },
      },
      ['allow'],
    ],
    [
      'advertising by a rule',
      { author: 'automation', window: window(1), template: { category: 'marketing' } },
      ['block', 'marketing_needs_person'],
    ],
    ['advertising by the AI', { template: { category: 'marketing' } }, ['block', 'marketing_needs_person']],
    [
      'a template to somebody who opted out',
      {
        author: 'member',
        address: { optedOutAt: ago(HOUR), unusable: null },
        template: { category: 'utility' },
      },
      ['block', 'opted_out'],
    ],
    ['where they have to begin, and did', { begun: { channel: 'Web chat', known: true } }, ['allow']],
    [
      'where they have to begin, and did not',
      { author: 'member', begun: { channel: 'Web chat', known: false } },
      ['block', 'must_write_first'],
    ],
    ['a message from a moment ahead of our clock', { window: window(-1_000) }, ['allow']],

    // Who answers.
    ['AI after a takeover', taken, ['block', 'human_managed']],
    ['a member after their own takeover', { ...taken, author: 'member' }, ['allow']],
    ['AI text of an older turn, the AI back on', { conversationTurn: 4 }, ['block', 'human_managed']],
    [
      'AI text of an older turn, escalated since',
      { ai: { status: 'escalated', handler: 'human' }, conversationTurn: 4 },
      ['block', 'human_managed'],
    ],
    ['an ordinary AI reply into an escalated conversation', escalated, ['block', 'human_managed']],
    ['the sentence with which the AI hands over', { ...escalated, purpose: 'handover' }, ['allow']],
    [
      'that sentence, when a person was faster',
      { ...escalated, purpose: 'handover', conversationTurn: 4 },
      ['block', 'human_managed'],
    ],
    ['that sentence after a takeover', { ...taken, purpose: 'handover' }, ['block', 'human_managed']],
    [
      'a HELP answer while a person handles it',
      { ...taken, author: 'automation', purpose: 'help' },
      ['allow'],
    ],
    [
      'an automation while a person handles it',
      { ...taken, author: 'automation', purpose: 'automated' },
      ['allow'],
    ],

    // The switches bind the AI only.
    ['AI, workspace off', { ai: { workspaceOn: false } }, ['block', 'ai_off']],
    ['AI, channel off', { ai: { channelOn: false } }, ['block', 'ai_off']],
    ['AI, inbox off', { ai: { inboxOn: false } }, ['block', 'ai_off']],
    ['AI, contact paused', { ai: { contactPaused: true } }, ['block', 'ai_off']],
    ['AI, internal conversation', { ai: { kind: 'internal' } }, ['block', 'ai_off']],
    ['AI, two switches off', { ai: { workspaceOn: false, inboxOn: false } }, ['block', 'ai_off', 'ai_off']],
    [
      'the handover sentence, workspace off',
      { ...escalated, purpose: 'handover', ai: { ...escalated.ai, workspaceOn: false } },
      ['block', 'ai_off'],
    ],
    [
      'a member, everything off',
      { author: 'member', ai: { workspaceOn: false, channelOn: false, inboxOn: false, contactPaused: true } },
      ['allow'],
    ],

    // The allowance.
    ['the last message of the month', { allowance: allowance(99, 1) }, ['allow']],
    ['one too many', { allowance: allowance(100, 1) }, ['block', 'allowance_used']],
    ['a long text that does not fit any more', { allowance: allowance(98, 3) }, ['block', 'allowance_used']],
    ['a long text that just fits', { allowance: allowance(97, 3) }, ['allow']],
    ['no limit', { allowance: allowance(1_000_000, 5, null) }, ['allow']],
    ['an allowance of nothing', { allowance: allowance(0, 1, 0) }, ['block', 'allowance_used']],
    [
      'a member, allowance used',
      { author: 'member', allowance: allowance(100, 1) },
      ['block', 'allowance_used'],
    ],
    [
      'an opt-out confirmation, allowance used',
      { ...optedOut(0), author: 'automation', purpose: 'opt_out_confirmation', allowance: allowance(100, 1) },
      ['allow'],
    ],
    [
      'an opt-in confirmation, allowance used',
      { author: 'automation', purpose: 'opt_in_confirmation', allowance: allowance(100, 1) },
      ['block', 'allowance_used'],
    ],

    // A paused inbox keeps what is written.
    ['paused inbox, AI', paused, ['defer', 'inbox_paused']],
    ['paused inbox, member', { ...paused, author: 'member' }, ['defer', 'inbox_paused']],
    [
      'paused inbox, opt-out confirmation',
      {
        ...paused,
        ...optedOut(0),
        inbox: { name: 'x', paused: true },
        author: 'automation',
        purpose: 'opt_out_confirmation',
      },
      ['defer', 'inbox_paused'],
    ],

    // Blocks beat deferrals, and all of them are named.
    ['paused and opted out', { ...optedOut(0), inbox: { name: 'x', paused: true } }, ['block', 'opted_out']],
    [
      'everything at once',
      {
        ...taken,
        address: { optedOutAt: ago(0), unusable: { reason: 'x', since: ago(1) } },
        ai: { ...taken.ai, optedOut: true, workspaceOn: false, inboxPaused: true },
        inbox: { name: 'x', paused: true },
        allowance: allowance(100, 1),
      },
      ['block', 'opted_out', 'address_unusable', 'human_managed', 'ai_off', 'allowance_used'],
    ],
  ])('%s', (_, over, expected) => expect(verdict(over)).toEqual(expected))

  it('says until when it waits', () => {
    const { until } = decide(paused)
    expect(new Date(until ?? 0).getTime()).toBe(now.getTime() + PAUSED_RETRY_MS)
  })

  it('explains itself: names the person, the address’s trouble, the limit and when it ends', () => {
    expect(decide(taken).reasons[0]?.text).toContain('Sam')
    expect(
      decide({ address: { optedOutAt: null, unusable: { reason: 'unknown number', since: ago(1) } } })
        .reasons[0]?.text,
    ).toContain('unknown number')
    expect(decide({ allowance: allowance(100, 1) }).reasons[0]).toMatchObject({
      text: expect.stringContaining('100'),
      action: expect.stringContaining('2026-12-01'),
    })
  })

  it('says whether the window has closed or never opened', () => {
    expect(decide({ window: window(25 * HOUR) }).reasons[0]?.text).toBe(
      'WhatsApp lets us write for 24 hours after the customer’s last message, and they are over',
    )
    expect(decide({ window: window(null) }).reasons[0]?.text).toBe(
      'On WhatsApp the customer has to write first',
    )
  })
})
