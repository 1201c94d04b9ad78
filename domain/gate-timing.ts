// The gate's rules on time: hours of the place, wishes of the contact, how often, and a time that somebody chose. Each
// gives a reason and a constraint; a message waits until the first moment that all of them allow.
import type { CapName, GateFacts } from './gate-facts.ts'
import { classOf, isExempt, isUnasked } from './purpose-class.ts'
import { type Constraint, cityOf, clockIn, disturbanceOf, hoursOf, quietState } from './quiet-hours.ts'
import { EVERYWHERE, findRule } from './quiet-rules.ts'
import type { GateReason, ReasonCode, Verdict } from './verdict.ts'

export type Timing = {
  /** Why it waits now; empty where it need not. */
  waits: { reason: GateReason; constraint: Constraint }[]
  blocks: GateReason[]
  notes: GateReason[]
  facts: NonNullable<Verdict['facts']>
  /** Everything that binds it, also what allows this moment: whatever makes it wait must end at an allowed one. */
  constraints: { code: ReasonCode; constraint: Constraint }[]
}

/** `at` is when it would leave: now, or the time that somebody chose. */
export function timingOf(facts: GateFacts, at: Date): Timing {
  const timing: Timing = { waits: [], blocks: [], notes: [], facts: [], constraints: [] }
  if (facts.sendAt && facts.sendAt > facts.now) {
    const sendAt = facts.sendAt
    const constraint: Constraint = (from) => (from < sendAt ? sendAt : from)
    timing.constraints.push({ code: 'scheduled', constraint })
    timing.waits.push({
      constraint,
      reason: {
        code: 'scheduled',
        text: 'It was written to leave later',
        action: 'Send it now, change the time or cancel it in the thread.',
      },
    })
  }
  const marketing = classOf(facts.purpose, facts.template) === 'marketing'
  const unasked =
    (marketing && !isExempt(facts.purpose)) ||
    isUnasked({ ...facts, now: at, lastInboundAt: facts.lastInboundAt ?? null })
  quietRules(facts, at, { marketing, unasked }, timing)
  if (unasked) {
    wishRules(facts, at, timing)
    capRules(facts, at, timing)
  }
  return timing
}

function quietRules(
  facts: GateFacts,
  at: Date,
  message: { marketing: boolean; unasked: boolean },
  timing: Timing,
): void {
  const { quiet, place } = facts
  if (!quiet || !place) return
  const state = quietState(quiet.rules, place, at)
  const rule = state.rules[0]
  if (!rule) return
  const their = `${state.clock} in ${cityOf(state.zone)}`
  if (message.unasked || !state.allowed)
    timing.facts.push(
      { label: 'Their time', value: their },
      { label: 'How it is known', value: place.because },
      { label: 'Hours that hold', value: state.rules.map((each) => each.name).join(' and ') },
    )
  const hours: Constraint[] = place.spots.map(({ zone, region }) =>
    hoursOf(findRule(quiet.rules, region), zone),
  )
  if (message.unasked) {
    timing.constraints.push(...hours.map((constraint) => ({ code: 'quiet_hours' as const, constraint })))
    if (state.allowed) return
    if (state.next === null) {
      timing.blocks.push({
        code: 'quiet_hours',
        text: 'No hour of the next three weeks is allowed at every place where they may be',
        action: 'Enter the contact’s time zone, or look at the quiet hours in the settings.',
      })
      return
    }
    timing.waits.push({
      constraint: (from) => hours.reduce<Date | null>((when, hour) => when && hour(when), from),
      reason: {
        code: 'quiet_hours',
        text: `It is ${their} (${place.because}), outside of the hours ${rule.region === EVERYWHERE ? 'in which people are written to' : `for ${rule.name}`}`,
        action: `It leaves by itself at ${clockIn(state.zone, state.next)} their time.`,
      },
    })
    return
  }
  if (state.allowed || isExempt(facts.purpose)) {
    if (!state.allowed)
      timing.notes.push(
        note(
          facts.purpose === 'alert'
            ? `It is ${their}; alerts to your own people leave at any hour`
            : `It is ${their}; an answer to their own word leaves at any hour`,
          'Nothing to do.',
        ),
      )
    return
  }
  if (facts.author !== 'member') {
    timing.notes.push(
      note(`It is ${their}; they have just written, and an answer is no disturbance`, 'Nothing to do.'),
    )
    return
  }
  const when = state.next ? clockIn(state.zone, state.next) : null
  const fresh = facts.lastInboundAt && at.getTime() - facts.lastInboundAt.getTime() < ASKED_LATELY_MS
  const text = `It is ${their} (${place.because})`
  if (quiet.people === 'note' || fresh || !state.next) {
    timing.notes.push(
      note(text, when ? `You may send it; or let it leave at ${when} their time.` : 'You may send it.'),
    )
    return
  }
  timing.waits.push({
    constraint: (from) => hours.reduce<Date | null>((at2, hour) => at2 && hour(at2), from),
    reason: {
      code: 'quiet_hours',
      text,
      action: `It leaves at ${when} their time; or send it now, and say why.`,
      overridable: true,
      overridableBy: 'member',
    },
  })
}

/** Whoever wrote within these hours is awake, or was; a person answers them without being asked why. */
const ASKED_LATELY_MS = 2 * 3_600_000

const note = (text: string, action: string): GateReason => ({ code: 'quiet_hours', text, action })

function wishRules(facts: GateFacts, at: Date, timing: Timing): void {
  if (!facts.wish) return
  const constraint = disturbanceOf(facts.wish.dnd, facts.wish.zone)
  const next = constraint(at)
  const byPerson = facts.author === 'member'
  if (next === null) {
    timing.blocks.push({
      code: 'do_not_disturb',
      text: 'This contact’s own hours leave no time for it',
      action: 'Change “Do not disturb” in the contact.',
    })
    return
  }
  timing.constraints.push({ code: 'do_not_disturb', constraint })
  if (next.getTime() === at.getTime()) return
  timing.facts.push({ label: 'Do not disturb', value: `until ${clockIn(facts.wish.zone, next)}` })
  timing.waits.push({
    constraint,
    reason: {
      code: 'do_not_disturb',
      text: 'This contact asked not to be disturbed now',
      action: `It leaves at ${clockIn(facts.wish.zone, next)} their time.`,
      ...(byPerson ? { overridable: true, overridableBy: 'member' as const } : {}),
    },
  })
}

const capWords: Record<CapName, (limit: number) => string> = {
  marketing_day: (limit) => `${limit === 1 ? 'one offer' : `${limit} offers`} a day`,
  marketing_week: (limit) => `${limit === 1 ? 'one offer' : `${limit} offers`} a week`,
  automated_day: (limit) => `${limit === 1 ? 'one automatic message' : `${limit} automatic messages`} a day`,
}

function capRules(facts: GateFacts, at: Date, timing: Timing): void {
  const { caps } = facts
  if (!caps) return
  const marketing = classOf(facts.purpose, facts.template) === 'marketing'
  for (const cap of caps.limits) {
    if (!marketing && cap.name !== 'automated_day') continue
    timing.facts.push({
      label: `Sent: ${capWords[cap.name](cap.limit)} at most`,
      value: `${cap.used} of ${cap.limit}`,
    })
    if (cap.used < cap.limit) continue
    const byPerson = facts.author === 'member'
    const reason: GateReason = {
      code: 'frequency_cap',
      text: `They got ${capWords[cap.name](cap.used)} already: no more than ${cap.limit}`,
      action: 'It leaves when the time is over. The limits are in the settings under Sending.',
      ...(byPerson ? { overridable: true, overridableBy: 'member' as const } : {}),
    }
    if (caps.whenFull === 'drop' || cap.limit === 0) {
      timing.blocks.push({
        ...reason,
        action: 'It is not sent. The limits are in the settings under Sending.',
      })
      continue
    }
    // A count may have changed since: at the earliest a minute from now, so that nobody asks in a circle.
    const freeAt = new Date(Math.max(cap.freeAt.getTime(), at.getTime() + 60_000))
    const constraint: Constraint = (from) => (from < freeAt ? freeAt : from)
    timing.constraints.push({ code: 'frequency_cap', constraint })
    timing.waits.push({ reason, constraint })
  }
}
