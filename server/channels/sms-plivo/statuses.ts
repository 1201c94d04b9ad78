// Plivo's words for the state of a message, in ours.
import type { IncomingReceipt } from '#channels/channel.ts'

const STATUSES = new Map<string, IncomingReceipt['status']>([
  ['queued', 'sending'],
  ['sent', 'sent'],
  ['delivered', 'delivered'],
  ['read', 'read'],
  ['failed', 'failed'],
  ['undelivered', 'failed'],
  ['rejected', 'failed'],
])

/** Our status for Plivo's word, or null for one that we do not know. */
export function statusOf(word: string): IncomingReceipt['status'] | null {
  return STATUSES.get(word.toLowerCase()) ?? null
}
