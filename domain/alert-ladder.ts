// Who is called when, until somebody says that they take care of it. Pure: facts in, one step out; whoever asks again
// with what was stored after a step gets the next one, so that a ladder survives restarts and holds for many processes.
import type { EscalationReason } from './conversation.ts'
import { isOnCall, isWithin } from './day-times.ts'
import { isEmergency } from './escalation.ts'
import type { AlertPerson, HandoverSettings, Rung } from './handover-settings.ts'
import { type Hours, openState } from './hours.ts'

export type LadderFacts = {
  now: Date
  reason: EscalationReason
  /** The rung that comes next, and when it is due. Null: the ladder is over. */
  rung: number
  dueAt: Date | null
  /** Who was alerted on the rungs before, by id. */
  alerted: string[]
  acknowledged: boolean
  ended: boolean
  settings: Pick<HandoverSettings, 'ladder' | 'quiet' | 'repeatAfterHours'>
  people: AlertPerson[]
  hours: Hours
}
type Wait = 'not_due' | 'quiet' | 'off_call' | 'closed'
export type Called = { person: AlertPerson; kinds: ('phone' | 'email')[] }
export type LadderStep =
  /** Nobody is called any more. */
  | { do: 'stop' }
  | { do: 'wait'; until: Date; why: Wait | null }
  /** These are called now; the next rung is due at `next`, or there is none. */
  | { do: 'call'; called: Called[]; next: Date | null }

const MINUTE = 60_000
/** Whoever can be called is looked for a week ahead, after which hours repeat; in steps that time zones share. */
const STEP_MS = 15 * MINUTE
const LOOK_AHEAD_STEPS = 7 * 24 * 4

export function decideRung(facts: LadderFacts): LadderStep {
  const { now, dueAt, settings, people } = facts
  const rung = settings.ladder[facts.rung]
  if (facts.acknowledged || facts.ended || !dueAt || !rung || people.length === 0) return { do: 'stop' }
  if (now < dueAt) return { do: 'wait', until: dueAt, why: 'not_due' }
  if (!people.some((p) => wants(p, facts.reason)) && !isEmergency(facts.reason)) return { do: 'stop' }

  const { called: able, why } = callable(facts, rung, now)
  let called = able
  if (called.length === 0) {
    if (why === 'closed') {
      const opens = openState(facts.hours, now).changesAt
      return opens ? { do: 'wait', until: opens, why } : { do: 'stop' }
    }
    const until = nextCallable(facts, rung, now)
    if (until) return { do: 'wait', until, why }
    // Hours that never let anybody be called are a slip of the settings: better loud than lost.
    called = choose(rung.who, concernedBy(facts), facts.alerted).map((person) => ({
      person,
      kinds: kindsOf(person, false),
    }))
  }
  const after = settings.ladder[facts.rung + 1]
  // Counted from now: a ladder that stood still does not catch up all at once.
  const next = after ? new Date(now.getTime() + (after.afterMinutes - rung.afterMinutes) * MINUTE) : null
  return { do: 'call', called, next }
}

/** Who is called by this rung at a moment, or what keeps them. */
function callable(facts: LadderFacts, rung: Rung, at: Date): { called: Called[]; why: Wait | null } {
  const { settings, hours } = facts
  const urgent = isEmergency(facts.reason)
  // At night a business wants to know once; the others of its ladder wait for the morning.
  if (!urgent && facts.rung > 0 && !settings.repeatAfterHours && !openState(hours, at).open)
    return { called: [], why: 'closed' }
  const able = candidates(facts, at, urgent)
  if (able.length === 0) return { called: [], why: 'off_call' }
  const quiet = !urgent && settings.quiet !== null && isWithin(settings.quiet, at, hours.timeZone)
  const called = choose(rung.who, able, facts.alerted)
    .map((person) => ({ person, kinds: kindsOf(person, quiet) }))
    .filter((c) => c.kinds.length > 0)
  return { called, why: called.length > 0 ? null : 'quiet' }
}

/** The next moment at which this rung can call somebody; null where no hours of the week let it. */
function nextCallable(facts: LadderFacts, rung: Rung, from: Date): Date | null {
  const first = Math.ceil((from.getTime() + 1) / STEP_MS) * STEP_MS
  for (let n = 0; n < LOOK_AHEAD_STEPS; n++) {
    const at = new Date(first + n * STEP_MS)
    if (callable(facts, rung, at).called.length > 0) return at
  }
  return null
}

function wants(person: AlertPerson, reason: EscalationReason): boolean {
  return person.reasons === null || person.reasons.includes(reason)
}

function concernedBy(facts: LadderFacts): AlertPerson[] {
  const concerned = facts.people.filter((p) => wants(p, facts.reason))
  // An emergency concerns somebody, whatever the settings say.
  return concerned.length === 0 && isEmergency(facts.reason) ? facts.people : concerned
}

/** Who may be called at a moment. An emergency finds those on call first; where nobody is, all. */
function candidates(facts: LadderFacts, at: Date, urgent: boolean): AlertPerson[] {
  const concerned = concernedBy(facts)
  const there = concerned.filter((p) => isOnCall(p.onCall, at, facts.hours.timeZone))
  return urgent && there.length === 0 ? concerned : there
}

function choose(who: 'first' | 'next' | 'everyone', able: AlertPerson[], alerted: string[]): AlertPerson[] {
  if (who === 'everyone') return able
  // Whoever was called before is called again, so that the first stays the first while the shifts change.
  const known = able.find((p) => alerted.includes(p.id)) ?? able[0]
  const fresh = able.find((p) => !alerted.includes(p.id))
  const chosen = who === 'first' ? known : (fresh ?? known)
  return chosen ? [chosen] : []
}

function kindsOf(person: AlertPerson, quiet: boolean): ('phone' | 'email')[] {
  return [
    ...(person.phone && !quiet ? (['phone'] as const) : []),
    ...(person.email ? (['email'] as const) : []),
  ]
}
