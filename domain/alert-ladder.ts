// Who is called when, until somebody says that they take care of it. Pure: facts in, one step out; whoever asks again
// with what was stored after a step gets the next one, so that a ladder survives restarts and holds for many processes.
import type { EscalationReason } from './conversation.ts'
import { isOnCall, isWithin, nextTime } from './day-times.ts'
import { isEmergency } from './escalation.ts'
import type { AlertPerson, HandoverSettings } from './handover-settings.ts'
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
export type Called = { person: AlertPerson; kinds: ('phone' | 'email')[] }
export type LadderStep =
  /** Nobody is called any more. */
  | { do: 'stop' }
  | { do: 'wait'; until: Date; why: 'not_due' | 'quiet' | 'off_call' | 'closed' }
  /** These are called now; the next rung is due at `next`, or there is none. */
  | { do: 'call'; called: Called[]; next: Date | null }

const MINUTE = 60_000
/** Whoever is on call is looked for so far ahead, in such steps. */
const LOOK_AHEAD_STEPS = 14 * 24 * 4
const STEP_MS = 15 * MINUTE

export function decideRung(facts: LadderFacts): LadderStep {
  const { now, dueAt, settings, people } = facts
  const rung = settings.ladder[facts.rung]
  if (facts.acknowledged || facts.ended || !dueAt || !rung || people.length === 0) return { do: 'stop' }
  if (now < dueAt) return { do: 'wait', until: dueAt, why: 'not_due' }
  const urgent = isEmergency(facts.reason)

  // At night a business wants to know once; the others of its ladder wait for the morning.
  const { open, changesAt } = openState(facts.hours, now)
  if (!urgent && facts.rung > 0 && !settings.repeatAfterHours && !open)
    return changesAt ? { do: 'wait', until: changesAt, why: 'closed' } : { do: 'stop' }

  const zone = facts.hours.timeZone
  const able = candidates(facts, now, urgent)
  if (able.length === 0) {
    const until = nextOnCall(facts, now)
    return until ? { do: 'wait', until, why: 'off_call' } : { do: 'stop' }
  }
  const quiet = !urgent && settings.quiet !== null && isWithin(settings.quiet, now, zone)
  const called = choose(rung.who, able, facts.alerted)
    .map((person) => ({ person, kinds: kindsOf(person, quiet) }))
    .filter((c) => c.kinds.length > 0)
  if (called.length === 0)
    return settings.quiet && quiet
      ? { do: 'wait', until: nextTime(settings.quiet.to, now, zone), why: 'quiet' }
      : { do: 'stop' }

  const after = settings.ladder[facts.rung + 1]
  // Counted from now: a ladder that stood still does not catch up all at once.
  const next = after ? new Date(now.getTime() + (after.afterMinutes - rung.afterMinutes) * MINUTE) : null
  return { do: 'call', called, next }
}

function wants(person: AlertPerson, reason: EscalationReason): boolean {
  return person.reasons === null || person.reasons.includes(reason)
}

/** Who may be called now. An emergency finds those on call first; where nobody is, all. */
function candidates(facts: LadderFacts, at: Date, urgent: boolean): AlertPerson[] {
  const concerned = facts.people.filter((p) => wants(p, facts.reason))
  const there = concerned.filter((p) => isOnCall(p.onCall, at, facts.hours.timeZone))
  if (!urgent) return there
  if (there.length > 0) return there
  return concerned.length > 0 ? concerned : facts.people
}

function nextOnCall(facts: LadderFacts, now: Date): Date | null {
  // Quarters of an hour of the clock, which time zones share.
  const first = Math.ceil((now.getTime() + 1) / STEP_MS) * STEP_MS
  for (let n = 0; n < LOOK_AHEAD_STEPS; n++) {
    const at = new Date(first + n * STEP_MS)
    if (candidates(facts, at, false).length > 0) return at
  }
  return null
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
