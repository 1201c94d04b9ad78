// What happens next to a message of ours on its way out: the decisions of delivery, without the database and without
// the provider. Pure; asked by the message path (flow/5-deliver.ts) and by the simulation alike.
import type { AuthorKind } from './message.ts'
import type { ReasonCode } from './verdict.ts'

/** The oldest message of a conversation's outbox. */
export type Head = {
  status: string
  /** Not before this, where it was deferred, is retried, or is looked up. */
  next_attempt_at: Date | null
  /** When it was taken for sending; from then on it may have reached the provider. */
  claimed_at: Date | null
}

export type HeadStep =
  | { step: 'wait'; until: Date }
  /** Nobody knows whether it left: the provider is asked before anything is sent. */
  | { step: 'look_up' }
  /** It is its turn: the gate is asked. */
  | { step: 'ask' }

/** What to do about the head of an outbox. `leaseMs`: how long somebody who took it may be silent. */
export function decideHead(head: Head, now: Date, leaseMs: number): HeadStep {
  if (head.status === 'sending') {
    const dueAt = head.next_attempt_at ?? new Date((head.claimed_at ?? now).getTime() + leaseMs)
    return dueAt > now ? { step: 'wait', until: dueAt } : { step: 'look_up' }
  }
  if (head.next_attempt_at && head.next_attempt_at > now) return { step: 'wait', until: head.next_attempt_at }
  return { step: 'ask' }
}

/**
 * How a message ends that may not leave: people wait for theirs and are told, a machine's is dropped; so is what was only
 * to leave if they did not write.
 */
export function endsAs(author: AuthorKind, reason?: ReasonCode): 'failed' | 'canceled' {
  if (reason === 'they_wrote') return 'canceled'
  return author === 'member' || author === 'api' ? 'failed' : 'canceled'
}

export type DeliveryTiming = { reconcileAfterMs: number; retryMs: number; maxAttempts: number }
export type AfterCall =
  | { to: 'sent' }
  | { to: 'unsure'; lookUpAt: Date }
  | { to: 'queued'; at: Date }
  /** For good. `mayHaveLeft`: nobody knows; it counts as if it had. */
  | { to: 'failed'; mayHaveLeft?: true }

const LONGEST_PAUSE_MS = 3_600_000

/** What a provider's answer to a call means for the message. `attempts` counts this one. */
export function decideAfterCall(
  result: { outcome: 'sent' | 'unknown' | 'rejected' } | { outcome: 'retry'; afterMs?: number | undefined },
  attempts: number,
  now: Date,
  timing: DeliveryTiming,
): AfterCall {
  switch (result.outcome) {
    case 'sent':
      return { to: 'sent' }
    case 'unknown':
      return { to: 'unsure', lookUpAt: new Date(now.getTime() + timing.reconcileAfterMs) }
    case 'rejected':
      return { to: 'failed' }
    case 'retry': {
      if (attempts >= timing.maxAttempts) return { to: 'failed' }
      const pause = result.afterMs ?? Math.min(LONGEST_PAUSE_MS, timing.retryMs * 2 ** (attempts - 1))
      return { to: 'queued', at: new Date(now.getTime() + pause) }
    }
  }
}

/** What the provider's answer to "did you get it?" means for the message. */
export function decideAfterLookUp(
  result: { outcome: 'found' | 'not_found' | 'cannot_tell' } | { outcome: 'retry'; afterMs: number },
  now: Date,
): AfterCall {
  switch (result.outcome) {
    case 'found':
      return { to: 'sent' }
    case 'not_found':
      // Back to the queue, and so through the gate: somebody may have taken over meanwhile.
      return { to: 'queued', at: now }
    case 'cannot_tell':
      return { to: 'failed', mayHaveLeft: true }
    case 'retry':
      return { to: 'unsure', lookUpAt: new Date(now.getTime() + result.afterMs) }
  }
}
