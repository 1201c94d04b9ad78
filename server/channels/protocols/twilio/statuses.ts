// Twilio's words for the state of a message, in ours.
import type { IncomingReceipt } from '#channels/channel.ts'

type Status = IncomingReceipt['status']

const OUTBOUND = new Map<string, Status>([
  // Twilio has it and will pass it on: for us it is on its way.
  ['accepted', 'sending'],
  ['scheduled', 'sending'],
  ['queued', 'sending'],
  ['sending', 'sending'],
  ['sent', 'sent'],
  ['delivered', 'delivered'],
  ['read', 'read'],
  ['undelivered', 'failed'],
  ['failed', 'failed'],
  // Only a person in Twilio's console cancels: the customer got nothing.
  ['canceled', 'failed'],
])
const INBOUND = new Set(['receiving', 'received'])

/** Our status for a state of an outbound message, or null for a word that we do not know (Twilio adds some). */
export function statusOf(word: string): Status | null {
  return OUTBOUND.get(word.toLowerCase()) ?? null
}

export function isInboundStatus(word: string): boolean {
  return INBOUND.has(word.toLowerCase())
}
