// A conversation's two axes of state (work status, handler) and who may move them.
import { z } from 'zod'

export const ConversationStatus = z.enum(['active', 'escalated', 'closed'])
export type ConversationStatus = z.infer<typeof ConversationStatus>

/** Who answers. `human` means: no AI text leaves until somebody resumes the AI. */
export const Handler = z.enum(['ai', 'human'])
export type Handler = z.infer<typeof Handler>

/** `internal` holds alerts to the business's own people; it is never shown as a customer's conversation. */
export const ConversationKind = z.enum(['customer', 'internal'])
export type ConversationKind = z.infer<typeof ConversationKind>

/** Why people are called. What each means, and how urgent it is, is in domain/escalation.ts. */
export const EscalationReason = z.enum([
  'asked_for_person',
  'cannot_answer',
  'manual',
  'complaint',
  'emergency',
  'failure',
  'anger',
  'refund',
  'repeated_contact',
  'guard_refused',
  'budget_used',
  'undeliverable',
  'unanswered',
])
export type EscalationReason = z.infer<typeof EscalationReason>

type Axes = { status: ConversationStatus; handler: Handler }
export type ConversationMove = 'takeover' | 'resume_ai' | 'escalate' | 'close' | 'reopen' | 'customer_wrote'

/**
 * The transition table. Pure: axes before and the move give the axes after.
 * Escalated conversations belong to people until somebody resumes the AI. Closing hands the conversation back to
 * the front desk, so that a customer who writes again next month is answered; reopening by hand keeps it with people.
 */
export function move(before: Axes, what: ConversationMove): Axes {
  switch (what) {
    case 'takeover':
      return { status: before.status === 'closed' ? 'active' : before.status, handler: 'human' }
    case 'resume_ai':
      return { status: 'active', handler: 'ai' }
    case 'escalate':
      return { status: 'escalated', handler: 'human' }
    case 'close':
      return { status: 'closed', handler: 'ai' }
    case 'reopen':
      return { status: 'active', handler: 'human' }
    case 'customer_wrote':
      return before.status === 'closed' ? { status: 'active', handler: before.handler } : before
  }
}

/**
 * "Requires action": a person is expected to do something here now. `missedCall`: one that nobody has dealt with;
 * `draft`: a reply of the AI waits for approval.
 */
export function requiresAction(
  c: Axes & { lastDirection: 'in' | 'out' | null; missedCall?: boolean; draft?: boolean },
): boolean {
  if (c.status === 'closed') return false
  if (c.status === 'escalated' || c.missedCall || c.draft) return true
  return c.handler === 'human' && c.lastDirection === 'in'
}
