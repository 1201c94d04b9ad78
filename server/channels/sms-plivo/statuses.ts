// Plivo's words for the state of a message, and its spelling of numbers, in ours.
import type { IncomingReceipt } from '#channels/channel.ts'
import { normaliseSender } from '#domain/address.ts'

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

/** Plivo writes numbers without the plus; names and short codes are as they are. */
export function fromWire(number: string): string | null {
  return normaliseSender(/^\d{7,15}$/.test(number.trim()) ? `+${number.trim()}` : number)
}

export function toWire(address: string): string {
  return address.replace(/^\+/, '')
}
