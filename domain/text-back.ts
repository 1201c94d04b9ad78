// The text after a missed call: only where it can arrive, only once in a while, and not when people have spoken since.
import type { CallState } from './call.ts'
import { isMissed } from './call.ts'
import { mayBeMobile } from './call-gate.ts'

export type TextBackFacts = {
  now: Date
  state: CallState
  number: string
  /** A later call with them was answered, or one is going on. */
  spokenSince: boolean
  /** A person has written to them since the call. */
  writtenSince: boolean
  /** The last automatic text of this kind to this number. */
  lastTextBack: Date | null
  everyHours: number
}

export type TextBackVerdict = { send: true } | { send: false; why: string }

/** Pure. The send gate is asked besides: it knows opt-outs, quotas and paused inboxes. */
export function decideTextBack(f: TextBackFacts): TextBackVerdict {
  const no = (why: string): TextBackVerdict => ({ send: false, why })
  if (!isMissed(f.state)) return no('The call was answered after all')
  if (f.spokenSince) return no('You have spoken since')
  if (f.writtenSince) return no('Somebody has written to them since')
  if (!mayBeMobile(f.number)) return no('This number takes no texts')
  if (f.lastTextBack && f.now.getTime() - f.lastTextBack.getTime() < f.everyHours * 3_600_000)
    return no(`They got such a text within the last ${f.everyHours} hours`)
  return { send: true }
}

/** What is proposed where the inbox has no wording of its own. It names the business and sells nothing. */
export function defaultTextBack(business: string): string {
  return `${business}: Sorry we missed your call. How can we help? Reply here and we will answer.`
}
