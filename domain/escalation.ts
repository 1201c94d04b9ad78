// Why a conversation is in people's hands: each reason in words, and how urgent it is.
import type { EscalationReason } from './conversation.ts'

/** 3: now, by day and night. 2: soon, or a customer is lost. 1: when somebody is there. */
export type Severity = 1 | 2 | 3

type Words = {
  severity: Severity
  /** After the customer's name: "Maria asked for a person". */
  did: string
  /** By itself, in lists and banners. */
  label: string
}

const reasons: Record<EscalationReason, Words> = {
  emergency: { severity: 3, did: 'reports an emergency', label: 'Emergency' },
  complaint: { severity: 2, did: 'has a complaint', label: 'Complaint' },
  anger: { severity: 2, did: 'is angry', label: 'Angry customer' },
  refund: { severity: 2, did: 'asks for money back', label: 'Refund' },
  repeated_contact: { severity: 2, did: 'writes about the same thing again', label: 'Wrote again' },
  undeliverable: { severity: 2, did: 'did not get the AI’s answer', label: 'Answer not delivered' },
  unanswered: { severity: 2, did: 'is waiting for an answer from a person', label: 'Waiting too long' },
  asked_for_person: { severity: 1, did: 'asked for a person', label: 'Asked for a person' },
  cannot_answer: {
    severity: 1,
    did: 'asked something the AI cannot answer',
    label: 'The AI has no answer',
  },
  manual: { severity: 1, did: 'was escalated', label: 'Escalated by hand' },
  failure: { severity: 1, did: 'could not be answered', label: 'The AI failed' },
  guard_refused: {
    severity: 1,
    did: 'could not be answered safely',
    label: 'No safe answer',
  },
  budget_used: {
    severity: 1,
    did: 'needs a person: the AI’s budget for today is used up',
    label: 'AI budget used up',
  },
}

/** The reason after the customer's name. */
export const reasonDid = (reason: EscalationReason): string => reasons[reason].did
/** The reason by itself. */
export const reasonLabel = (reason: EscalationReason): string => reasons[reason].label
export const severityOf = (reason: EscalationReason): Severity => reasons[reason].severity

/** Does a second reason change anything for those who know of the first? Only where it is more urgent. */
export function isWorse(reason: EscalationReason, than: EscalationReason): boolean {
  return severityOf(reason) > severityOf(than)
}
/** Alerts for it heed neither night nor rest. */
export const isEmergency = (reason: EscalationReason): boolean => severityOf(reason) === 3

type Tried = { guard: string[]; fallback: string | null; budgetUsed?: boolean }

/**
 * Why the AI could not answer, when it says that it cannot: because there is no answer, or because of what kept the
 * model from giving one (`tried`: the turn's trace).
 */
export function refineReason(reason: EscalationReason, tried: Tried): EscalationReason {
  if (reason !== 'cannot_answer' || tried.fallback === null) return reason
  if (tried.budgetUsed || /\bbudget\b/i.test(tried.fallback)) return 'budget_used'
  return tried.guard.length > 0 ? 'guard_refused' : 'failure'
}
