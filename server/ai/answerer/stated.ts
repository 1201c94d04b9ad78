// What the classifier has read beside the answerer's own reading: a stated ground to hand over counts for the whole turn,
// and what the business lets the AI deal with is not handed over.
import { decideEscalation } from '#domain/decide-escalation.ts'
import type { Plan } from './plan.ts'
import type { Segment } from './segments.ts'
import type { Session } from './session.ts'

/** Puts what was stated into the plan. */
export function followStated(session: Session, plan: Plan, segments: Segment[]): void {
  const { understanding, escalationRules: rules } = session.context
  if (!understanding) return
  if (rules?.complaint === 'never') plan.complaint = false
  if (rules?.wants_person === 'never' && understanding.intent === 'wants_person') plan.person = false
  const must = decideEscalation(understanding, rules ? { rules } : {})
  if (!must) return
  const [first] = segments
  if (must.reason === 'emergency') {
    if (plan.emergencies.length === 0 && first) plan.emergencies.push(first)
  } else if (must.reason === 'asked_for_person') plan.person = true
  // Money back, anger and asking again are answered as a complaint is: sorry, and who will see to it.
  else if (must.reason === 'cannot_answer') plan.person ||= !plan.complaint
  else plan.complaint = true
}
