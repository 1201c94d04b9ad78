// What the gate never does, whatever the facts.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { authorKinds, purposes } from './message.ts'
import { CONFIRMATION_WINDOW_MS, decideSend, type GateFacts } from './send-gate.ts'
import { TemplateCategory } from './template.ts'

const templateCategories = TemplateCategory.options
const HOUR = 3_600_000
const now = new Date('2026-11-20T15:00:00Z')
const ago = (ms: number) => new Date(now.getTime() - ms)

const facts: fc.Arbitrary<GateFacts> = fc.record({
  now: fc.constant(now),
  author: fc.constantFrom(...authorKinds),
  purpose: fc.constantFrom(...purposes),
  writtenAtTurn: fc.integer({ min: 0, max: 3 }),
  conversationTurn: fc.integer({ min: 0, max: 3 }),
  ai: fc.record({
    workspaceOn: fc.boolean(),
    channelOn: fc.boolean(),
    channelLabel: fc.constant('SMS'),
    inboxOn: fc.boolean(),
    inboxName: fc.constant('x'),
    inboxPaused: fc.boolean(),
    handler: fc.constantFrom('ai' as const, 'human' as const),
    handledBy: fc.option(fc.constant('Sam')),
    status: fc.constantFrom('active' as const, 'escalated' as const, 'closed' as const),
    kind: fc.constantFrom('customer' as const, 'internal' as const),
    contactPaused: fc.boolean(),
    contactPausedReason: fc.constant(null),
    optedOut: fc.boolean(),
  }),
  address: fc.record({
    optedOutAt: fc.option(fc.integer({ min: 0, max: 2 * CONFIRMATION_WINDOW_MS }).map(ago)),
    unusable: fc.option(fc.constant({ reason: 'x', since: ago(1) })),
  }),
  others: fc.array(
    fc.record({
      address: fc.constant('ann@example.com'),
      optedOut: fc.boolean(),
      unusable: fc.option(fc.constant('x')),
    }),
    { maxLength: 2 },
  ),
  inbox: fc.record({ name: fc.constant('x'), paused: fc.boolean() }),
  window: fc.option(
    fc.record({
      channel: fc.constant('WhatsApp'),
      hours: fc.constant(24),
      since: fc.option(fc.integer({ min: 0, max: 48 * HOUR }).map(ago)),
      templates: fc.boolean(),
    }),
  ),
  template: fc.option(fc.record({ category: fc.constantFrom(...templateCategories) })),
  begun: fc.option(fc.record({ channel: fc.constant('Telegram'), known: fc.boolean() })),
  count: fc.option(
    fc.record({
      channel: fc.constant('TikTok'),
      limit: fc.constant(10),
      sent: fc.integer({ min: 8, max: 12 }),
    }),
  ),
  log: fc.option(fc.constant({ channel: 'LinkedIn' })),
  allowance: fc.option(
    fc.record({
      limit: fc.option(fc.integer({ min: 0, max: 5 })),
      used: fc.integer({ min: 0, max: 6 }),
      adds: fc.integer({ min: 1, max: 3 }),
      resetsAt: fc.constant(now),
    }),
  ),
})

it('never lets anything but the fresh confirmation reach somebody who opted out', () => {
  fc.assert(
    fc.property(facts, (f) => {
      if (decideSend(f).decision === 'block') return
      expect(f.others.filter((other) => other.optedOut)).toEqual([])
      // What goes to somebody else names its receivers among the others.
      if (!f.address.optedOutAt || f.purpose === 'forward') return
      expect(f.purpose).toBe('opt_out_confirmation')
      expect(now.getTime() - f.address.optedOutAt.getTime()).toBeLessThanOrEqual(CONFIRMATION_WINDOW_MS)
    }),
    { numRuns: 2_000 },
  )
})

it('never lets an AI text of another turn out, nor one into a person’s conversation but its own handover', () => {
  fc.assert(
    fc.property(facts, (f) => {
      if (f.author !== 'ai' || decideSend(f).decision === 'block') return
      expect(f.writtenAtTurn).toBe(f.conversationTurn)
      if (f.ai.handler === 'human' || f.ai.status === 'escalated') expect(f.purpose).toBe('handover')
    }),
    { numRuns: 2_000 },
  )
})

it('never lets anything but a template out of the window, and no machine’s marketing at all', () => {
  fc.assert(
    fc.property(facts, (f) => {
      if (decideSend(f).decision === 'block') return
      if (f.window && !f.template)
        expect(now.getTime() - (f.window.since?.getTime() ?? 0)).toBeLessThan(24 * HOUR)
      if (f.template?.category === 'marketing') expect(['ai', 'automation']).not.toContain(f.author)
    }),
    { numRuns: 2_000 },
  )
})

it('never lets anything out where nothing leaves, where the customer must begin, or past what may follow', () => {
  fc.assert(
    fc.property(facts, (f) => {
      if (decideSend(f).decision === 'block') return
      expect(f.log ?? null).toBeNull()
      expect(f.begun?.known ?? true).toBe(true)
      if (f.count) expect(f.count.sent).toBeLessThan(f.count.limit)
    }),
    { numRuns: 2_000 },
  )
})

it('gives a reason for everything but an allow, and a time with every deferral', () => {
  fc.assert(
    fc.property(facts, (f) => {
      const found = decideSend(f)
      expect(found.reasons.length === 0).toBe(found.decision === 'allow')
      expect(found.until !== undefined).toBe(found.decision === 'defer')
      for (const reason of found.reasons) expect(reason.text.length * reason.action.length).toBeGreaterThan(0)
    }),
    { numRuns: 500 },
  )
})
