// What the gate never does, whatever the facts.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { authorKinds, purposes } from './message.ts'
import { classOf, isExempt, isUnasked } from './purpose-class.ts'
import { disturbanceOf, hoursOf } from './quiet-hours.ts'
import { findRule, shippedRules } from './quiet-rules.ts'
import { CONFIRMATION_WINDOW_MS, decideSend, type GateFacts } from './send-gate.ts'
import { TemplateCategory } from './template.ts'

const templateCategories = TemplateCategory.options
const HOUR = 3_600_000
const now = new Date('2026-11-20T15:00:00Z')
/** From the nights in which clocks change to the turn of the year. */
const moments = fc
  .integer({ min: Date.parse('2026-10-25T00:00:00Z'), max: Date.parse('2027-04-01T00:00:00Z') })
  .map((ms) => new Date(ms))
const later = (from: Date, ms: number) => new Date(from.getTime() + ms)
const ago = (ms: number) => new Date(now.getTime() - ms)

const plain: fc.Arbitrary<GateFacts> = fc.record({
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

const zones: [string, string | null][] = [
  ['America/New_York', 'US-FL'],
  ['America/Chicago', 'US-TX'],
  ['America/Los_Angeles', 'US-WA'],
  ['Pacific/Honolulu', 'US-HI'],
  ['America/New_York', 'US-RI'],
  ['Europe/Paris', 'FR'],
  ['Asia/Kathmandu', null],
]
const meter = (adds: number) =>
  fc.record({
    limit: fc.option(fc.integer({ min: 0, max: 9 })),
    used: fc.integer({ min: 0, max: 10 }),
    adds: fc.constant(adds),
    resetsAt: fc.constant(now),
  })
const role = fc.constantFrom('member' as const, 'admin' as const)

/** All rules at once, at any moment of a winter. */
const facts: fc.Arbitrary<GateFacts> = fc
  .record({
    base: plain,
    now: fc.oneof(fc.constant(now), moments),
    inboundAge: fc.option(fc.integer({ min: 0, max: 6 * HOUR })),
    spots: fc.array(fc.constantFrom(...zones), { minLength: 1, maxLength: 2 }),
    telephone: fc.boolean(),
    people: fc.option(fc.constantFrom('note' as const, 'ask' as const)),
    dnd: fc.option(
      fc.record(
        {
          notBefore: fc.constantFrom('09:00', '11:00'),
          notAfter: fc.constantFrom('17:00', '19:30'),
          noMarketing: fc.boolean(),
        },
        { requiredKeys: [] },
      ),
    ),
    consent: fc.option(
      fc.record({
        purposes: fc.record(
          {
            transactional: fc.constantFrom('in' as const, 'out' as const),
            service: fc.constantFrom('in' as const, 'out' as const),
            marketing: fc.constantFrom('in' as const, 'out' as const),
          },
          { requiredKeys: [] },
        ),
        marketingNeedsOptIn: fc.boolean(),
        afterStop: fc.constantFrom('nothing' as const, 'transactional' as const),
        answerAfterStop: fc.boolean(),
        wroteSince: fc.boolean(),
      }),
    ),
    used: fc.option(fc.integer({ min: 0, max: 4 })),
    freeIn: fc.integer({ min: 1, max: 100 * HOUR }),
    whenFull: fc.constantFrom('wait' as const, 'drop' as const),
    segments: fc.option(meter(2)),
    budget: fc.option(meter(3)),
    approval: fc.option(fc.record({ needed: fc.boolean(), given: fc.boolean() })),
    sendIn: fc.option(fc.integer({ min: -HOUR, max: 100 * HOUR })),
    override: fc.option(fc.tuple(role, fc.constantFrom('they asked for it', '', ' '))),
  })
  .map(({ base, ...f }): GateFacts => {
    const shift = f.now.getTime() - now.getTime()
    const moved = (at: Date | null) => at && later(at, shift)
    const zone = f.spots[0]?.[0] ?? 'UTC'
    return {
      ...base,
      now: f.now,
      address: { ...base.address, optedOutAt: moved(base.address.optedOutAt) },
      window: base.window && { ...base.window, since: moved(base.window.since) },
      lastInboundAt: f.inboundAge === null ? null : later(f.now, -f.inboundAge),
      place: f.telephone
        ? { spots: f.spots.map(([z, region]) => ({ zone: z, region })), source: 'entered', because: 'test' }
        : null,
      quiet: f.people && { people: f.people, rules: shippedRules },
      wish: f.dnd && { dnd: f.dnd, zone },
      consent: f.consent,
      caps:
        f.used === null
          ? null
          : {
              whenFull: f.whenFull,
              limits: [
                { name: 'marketing_day', limit: 1, used: f.used, freeAt: later(f.now, f.freeIn) },
                { name: 'automated_day', limit: 3, used: f.used, freeAt: later(f.now, f.freeIn) },
              ],
            },
      segments: f.segments,
      budget: f.budget && { ...f.budget, currency: 'USD' },
      approval: f.approval,
      sendAt: f.sendIn === null ? null : later(f.now, f.sendIn),
      override: f.override && {
        by: { id: 'mem_1', name: 'Sam', role: f.override[0] },
        reason: f.override[1],
        at: f.now.toISOString(),
      },
    }
  })

/** When it leaves by this verdict: now, or at the end of its wait. */
const leavesAt = (f: GateFacts): Date | null => {
  const found = decideSend(f)
  if (found.decision === 'block') return null
  return found.until ? new Date(found.until) : f.now
}
const asksUnasked = (f: GateFacts, at: Date) =>
  (classOf(f.purpose, f.template) === 'marketing' && !isExempt(f.purpose)) ||
  isUnasked({ ...f, now: at, lastInboundAt: f.lastInboundAt ?? null })
const judgedAt = (f: GateFacts) => (f.sendAt && f.sendAt > f.now ? f.sendAt : f.now)

it('never lets anything but the fresh confirmation reach somebody who opted out', () => {
  fc.assert(
    fc.property(facts, (f) => {
      if (decideSend(f).decision === 'block') return
      expect(f.others.filter((other) => other.optedOut)).toEqual([])
      // What goes to somebody else names its receivers among the others.
      if (!f.address.optedOutAt || f.purpose === 'forward') return
      // What they need, where the business decided so; a person's answer to what they wrote since, with a reason.
      if (f.purpose === 'transactional' && f.consent?.afterStop === 'transactional') return
      if (f.author === 'member' && f.consent?.answerAfterStop && f.consent.wroteSince) {
        // Nothing is given back: to fast-check a value would be an answer.
        expect(f.override?.reason.trim()).toBeTruthy()
        return
      }
      expect(f.purpose).toBe('opt_out_confirmation')
      expect(f.now.getTime() - f.address.optedOutAt.getTime()).toBeLessThanOrEqual(CONFIRMATION_WINDOW_MS)
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
        expect(judgedAt(f).getTime() - (f.window.since?.getTime() ?? 0)).toBeLessThan(24 * HOUR)
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

it('never lets what nobody asked for leave, or wait to leave, in quiet hours or against a wish', () => {
  fc.assert(
    fc.property(facts, (f) => {
      const at = leavesAt(f)
      if (!at || !asksUnasked(f, judgedAt(f))) return
      if (f.quiet && f.place)
        for (const { zone, region } of f.place.spots)
          expect(hoursOf(findRule(f.quiet.rules, region), zone)(at)).toEqual(at)
      const passed = decideSend(f).overridden?.reasons.map((r) => r.code) ?? []
      if (f.wish && !passed.includes('do_not_disturb'))
        expect(disturbanceOf(f.wish.dnd, f.wish.zone)(at)).toEqual(at)
    }),
    { numRuns: 2_000 },
  )
})

it('never waits for the past: until is later than now, and not before the time that was chosen', () => {
  fc.assert(
    fc.property(facts, (f) => {
      const { decision, until } = decideSend(f)
      if (decision !== 'defer') return
      expect(Date.parse(until ?? '')).toBeGreaterThan(f.now.getTime())
      if (f.sendAt) expect(Date.parse(until ?? '')).toBeGreaterThanOrEqual(f.sendAt.getTime())
    }),
    { numRuns: 2_000 },
  )
})

it('never sends more offers than the caps allow, unless a person says why', () => {
  fc.assert(
    fc.property(facts, (f) => {
      const found = decideSend(f)
      if (found.decision !== 'allow' || !asksUnasked(f, judgedAt(f))) return
      const marketing = classOf(f.purpose, f.template) === 'marketing'
      const full = (f.caps?.limits ?? []).filter(
        (cap) => cap.used >= cap.limit && (marketing || cap.name === 'automated_day'),
      )
      if (full.length > 0) expect(found.overridden?.reasons.map((r) => r.code)).toContain('frequency_cap')
    }),
    { numRuns: 2_000 },
  )
})

it('never lets an offer go to whom offers are not allowed', () => {
  fc.assert(
    fc.property(facts, (f) => {
      if (classOf(f.purpose, f.template) !== 'marketing' || leavesAt(f) === null) return
      expect(f.consent?.purposes.marketing).not.toBe('out')
      if (f.consent?.marketingNeedsOptIn) expect(f.consent.purposes.marketing).toBe('in')
      expect(f.wish?.dnd.noMarketing ?? false).toBe(false)
    }),
    { numRuns: 2_000 },
  )
})

it('never lets a draft out that nobody approved, nor a machine past the budget', () => {
  fc.assert(
    fc.property(facts, (f) => {
      if (leavesAt(f) === null) return
      if (f.author === 'ai' && f.approval?.needed) expect(f.approval.given).toBe(true)
      if (
        f.budget &&
        f.budget.limit !== null &&
        f.author !== 'member' &&
        f.purpose !== 'alert' &&
        f.purpose !== 'opt_out_confirmation'
      )
        expect(f.budget.used + f.budget.adds).toBeLessThanOrEqual(f.budget.limit)
    }),
    { numRuns: 2_000 },
  )
})

it('lifts by a person’s word only what says that it may be, only by those who may, and only with a reason', () => {
  fc.assert(
    fc.property(facts, (f) => {
      const without = decideSend({ ...f, override: null })
      const with_ = decideSend(f)
      const stays = without.reasons.filter(
        (r) =>
          !r.overridable ||
          !f.override ||
          f.override.reason.trim() === '' ||
          (r.overridableBy === 'admin' && f.override.by.role !== 'admin'),
      )
      if (without.decision === 'block' && stays.length > 0 && stays.length === without.reasons.length)
        expect(with_.reasons).toEqual(without.reasons)
      // Whatever was passed over could be, and is written down with its reason.
      for (const reason of with_.overridden?.reasons ?? []) expect(reason.overridable).toBe(true)
      if (with_.overridden) expect(with_.overridden.reason.trim()).not.toBe('')
      const never = [
        'purpose_opted_out',
        'consent_missing',
        'window_closed',
        'template_required',
        'human_managed',
        'ai_off',
        'marketing_needs_person',
        'must_write_first',
        'window_full',
        'logged_by_hand',
        'needs_approval',
        'confirmation_late',
      ]
      for (const reason of [...with_.reasons, ...(with_.overridden?.reasons ?? [])])
        if (never.includes(reason.code)) expect(reason.overridable ?? false).toBe(false)
    }),
    { numRuns: 2_000 },
  )
})

it('blocks beat deferrals: what is blocked names no time', () => {
  fc.assert(
    fc.property(facts, (f) => {
      const found = decideSend(f)
      if (found.decision === 'block') expect(found.until).toBeUndefined()
      if (f.author === 'ai' && f.approval?.needed && !f.approval.given) expect(found.decision).toBe('block')
    }),
    { numRuns: 1_000 },
  )
})
