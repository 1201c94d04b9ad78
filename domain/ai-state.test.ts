import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AiFacts, decideAiState } from './ai-state.ts'

const on: AiFacts = {
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
}
const decide = (over: Partial<AiFacts>) => decideAiState({ ...on, ...over })

describe('decideAiState', () => {
  it('is on where nothing speaks against it', () => expect(decide({})).toEqual({ on: true, reasons: [] }))

  it('is on in a closed conversation that nobody took over: the next message reopens it', () =>
    expect(decide({ status: 'closed' }).on).toBe(true))

  it.each<[string, Partial<AiFacts>, string, string | null, RegExp]>([
    ['internal conversation', { kind: 'internal' }, 'internal', null, /internal/],
    ['opted out', { optedOut: true }, 'opted_out', 'contact', /opted out/],
    [
      'escalated',
      { status: 'escalated', handler: 'human' },
      'escalated',
      'resume_ai',
      /escalated to a person/,
    ],
    ['escalated, whatever the handler says', { status: 'escalated' }, 'escalated', 'resume_ai', /escalated/],
    [
      'taken over by somebody',
      { handler: 'human', handledBy: 'Sam' },
      'human_managed',
      'resume_ai',
      /^Sam is handling/,
    ],
    [
      'taken over by nobody known',
      { handler: 'human' },
      'human_managed',
      'resume_ai',
      /^A person is handling/,
    ],
    ['contact paused', { contactPaused: true }, 'contact_paused', 'contact', /paused for this contact$/],
    [
      'contact paused with a reason',
      { contactPaused: true, contactPausedReason: 'on holiday' },
      'contact_paused',
      'contact',
      /: on holiday$/,
    ],
    ['workspace off', { workspaceOn: false }, 'workspace_off', 'settings', /whole business/],
    ['channel off', { channelOn: false }, 'channel_off', 'settings', /SMS/],
    ['inbox paused', { inboxPaused: true }, 'inbox_paused', 'inbox', /Main line is paused/],
    ['inbox off', { inboxOn: false }, 'inbox_off', 'inbox', /Main line/],
  ])('%s', (_, over, code, fix, text) => {
    const { on: isOn, reasons } = decide(over)
    expect(isOn).toBe(false)
    expect(reasons).toHaveLength(1)
    expect(reasons[0]).toMatchObject({ code, fix })
    expect(reasons[0]?.text).toMatch(text)
  })

  it('lists every reason, strongest first', () => {
    const all = decide({
      kind: 'internal',
      optedOut: true,
      handler: 'human',
      contactPaused: true,
      workspaceOn: false,
      channelOn: false,
      inboxPaused: true,
      inboxOn: false,
    })
    expect(all.reasons.map((r) => r.code)).toEqual([
      'internal',
      'opted_out',
      'human_managed',
      'contact_paused',
      'workspace_off',
      'channel_off',
      'inbox_paused',
      'inbox_off',
    ])
  })

  it('says escalated instead of human-managed, never both', () => {
    expect(
      decide({ status: 'escalated', handler: 'human', handledBy: 'Sam' }).reasons.map((r) => r.code),
    ).toEqual(['escalated'])
  })

  it('is on exactly when there is no reason, whatever the facts', () => {
    const facts = fc.record({
      workspaceOn: fc.boolean(),
      channelOn: fc.boolean(),
      inboxOn: fc.boolean(),
      inboxPaused: fc.boolean(),
      contactPaused: fc.boolean(),
      optedOut: fc.boolean(),
      handler: fc.constantFrom('ai' as const, 'human' as const),
      status: fc.constantFrom('active' as const, 'escalated' as const, 'closed' as const),
      kind: fc.constantFrom('customer' as const, 'internal' as const),
    })
    fc.assert(
      fc.property(facts, (f) => {
        const state = decide(f)
        const free =
          f.workspaceOn &&
          f.channelOn &&
          f.inboxOn &&
          !f.inboxPaused &&
          !f.contactPaused &&
          !f.optedOut &&
          f.handler === 'ai' &&
          f.status !== 'escalated' &&
          f.kind === 'customer'
        expect(state.on).toBe(free)
        expect(state.on).toBe(state.reasons.length === 0)
        expect(new Set(state.reasons.map((r) => r.code)).size).toBe(state.reasons.length)
      }),
    )
  })
})
