// When the AI answers again by itself, where a person has taken over. Pure.
import { nextClosing } from './day-times.ts'
import type { HandoverSettings } from './handover-settings.ts'
import type { Hours } from './hours.ts'

export type ResumePlan = { at: Date; why: string }

/** From a person's last act on; null where no rule says so. */
export function planResume(rule: HandoverSettings['resume'], hours: Hours, now: Date): ResumePlan | null {
  const plans: ResumePlan[] = []
  if (rule.afterHours !== null)
    plans.push({
      at: new Date(now.getTime() + rule.afterHours * 3_600_000),
      why: `${rule.afterHours === 1 ? 'an hour' : `${rule.afterHours} hours`} after a person wrote last`,
    })
  const closing = rule.atClosing ? nextClosing(hours, now) : null
  if (closing) plans.push({ at: closing, why: 'when you close' })
  return plans.sort((a, b) => a.at.getTime() - b.at.getTime())[0] ?? null
}

export type ResumeFacts = {
  now: Date
  rule: HandoverSettings['resume']
  hours: Hours
  /** When the plan is due; null where somebody has called it off. */
  dueAt: Date | null
  handledByPeople: boolean
  /** The customer's last words wait for a person. */
  waiting: boolean
}
export type ResumeStep = { do: 'nothing' } | { do: 'resume' } | { do: 'later'; plan: ResumePlan | null }

/** At the moment that was planned: does it still hold? What a customer wrote to a person is not the AI's to answer. */
export function decideResume(facts: ResumeFacts): ResumeStep {
  if (!facts.handledByPeople || !facts.dueAt) return { do: 'nothing' }
  if (facts.rule.afterHours === null && !facts.rule.atClosing) return { do: 'later', plan: null }
  if (facts.now < facts.dueAt) return { do: 'nothing' }
  if (facts.waiting && !facts.rule.evenIfUnanswered)
    return { do: 'later', plan: planResume(facts.rule, facts.hours, facts.now) }
  return { do: 'resume' }
}
