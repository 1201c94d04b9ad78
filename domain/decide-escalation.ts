// When a message must go to a person, by what it is about: stated intents, mood and repetition, not a word list. The
// front desk follows it, and where a model does not, code does it in its place.
import { z } from 'zod'
import type { EscalationReason } from './conversation.ts'
import { Intent, type Understanding } from './intent.ts'

/**
 * `always`: whoever means this gets a person. `unsure`: only where the reading is not sure, so that nothing is done on a
 * guess. `never`: the AI deals with it.
 */
export const EscalationRule = z.enum(['always', 'unsure', 'never'])
export type EscalationRule = z.infer<typeof EscalationRule>

/** What a rule can be about: an intent, an angry customer, and one who writes about the same thing again. */
export const EscalationGround = z.union([Intent, z.enum(['anger', 'repeated_contact'])])
export type EscalationGround = z.infer<typeof EscalationGround>
export const EscalationRules = z.partialRecord(EscalationGround, EscalationRule)
export type EscalationRules = z.infer<typeof EscalationRules>

/** What holds where a workspace has said nothing. Emergencies are not up for choice. */
export const usualRules: EscalationRules = {
  emergency: 'always',
  wants_person: 'always',
  complaint: 'always',
  refund: 'always',
  anger: 'always',
  repeated_contact: 'always',
}

/** A reading below this is a guess: nobody is called for a complaint that may be none. */
export const SURE_ENOUGH = 0.5
/** Under this an intent counts as unsure, where a rule asks for it. */
export const UNSURE = 0.6

const reasons: Partial<Record<EscalationGround, EscalationReason>> = {
  emergency: 'emergency',
  wants_person: 'asked_for_person',
  complaint: 'complaint',
  refund: 'refund',
  anger: 'anger',
  repeated_contact: 'repeated_contact',
}

const words: Partial<Record<EscalationGround, string>> = {
  emergency: 'reports an emergency',
  wants_person: 'asks for a person',
  complaint: 'complains',
  refund: 'wants money back',
  anger: 'is angry',
  repeated_contact: 'writes about the same thing again',
}

export type EscalationDecision = { reason: EscalationReason; ground: EscalationGround; words: string }

/**
 * Must this go to a person, and why? Null: no. The gravest ground wins. Pure; `rules` are the workspace's own and may
 * leave anything out.
 */
export function decideEscalation(
  understanding: Understanding | null | undefined,
  facts: { rules?: EscalationRules } = {},
): EscalationDecision | null {
  if (!understanding) return null
  const { intent, confidence, mood } = understanding
  const ruleOf = (ground: EscalationGround): EscalationRule =>
    ground === 'emergency' ? 'always' : (facts.rules?.[ground] ?? usualRules[ground] ?? 'never')
  const decide = (ground: EscalationGround): EscalationDecision => ({
    reason: reasons[ground] ?? 'cannot_answer',
    ground,
    words: say(understanding, ground),
  })
  if (understanding.urgency === 'emergency' || (intent === 'emergency' && confidence >= SURE_ENOUGH))
    return decide('emergency')
  // What a person has said is right is not doubted again.
  const sure = understanding.corrected === true || confidence >= SURE_ENOUGH
  if (ruleOf(intent) === 'always' && sure) return decide(intent)
  if (mood === 'angry' && ruleOf('anger') === 'always') return decide('anger')
  if (understanding.repeated && ruleOf('repeated_contact') === 'always') return decide('repeated_contact')
  if (ruleOf(intent) === 'unsure' && !understanding.corrected && confidence < UNSURE) return decide(intent)
  return null
}

function say({ evidence, intent, repeated }: Understanding, ground: EscalationGround): string {
  const what = words[ground] ?? `writes about something that a person answers here (${intent})`
  // Words that stand in a longer quote are said already.
  const quotes = evidence.filter((e) => !evidence.some((other) => other !== e && other.includes(e)))
  const quote = ground === 'repeated_contact' && repeated ? repeated : quotes.map((e) => `“${e}”`).join(', ')
  return quote ? `The customer ${what}: ${quote}` : `The customer ${what}`
}
