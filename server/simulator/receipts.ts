// What a carrier does with a message, and when: pure, so that each way to fail can be read off one table.
import type { ReceiptMode } from '#wire/simulator.ts'
import type { Failure } from './items.ts'
import type { ReceiptState, Way } from './provider.ts'

export type ReceiptStep = { afterMs: number; state: ReceiptState; failure?: Failure; told: boolean }

const SENT_MS = 150
const ARRIVED_MS = 700

/**
 * The road of a message that was taken. `told: false` happens without a word to the business. `way`: what this way of
 * the world is at the provider; where it has none, what is not about receipts goes well.
 */
export function planReceipts(mode: ReceiptMode, lateSeconds: number, way: Way | null): ReceiptStep[] {
  const sent: ReceiptStep = { afterMs: SENT_MS, state: 'sent', told: true }
  const delivered: ReceiptStep = { afterMs: ARRIVED_MS, state: 'delivered', told: true }
  if (way?.waits) return [sent]
  if (way?.fails) return [sent, { ...delivered, state: 'undelivered', failure: way.fails }]
  if (!way) return [sent, delivered]
  switch (mode) {
    case 'late':
      return [sent, { ...delivered, afterMs: lateSeconds * 1_000 }]
    case 'out_of_order':
      return [
        { ...delivered, afterMs: SENT_MS },
        { ...sent, afterMs: ARRIVED_MS },
        { afterMs: ARRIVED_MS + SENT_MS, state: 'queued', told: true },
      ]
    case 'none':
      return [{ afterMs: SENT_MS, state: 'delivered', told: false }]
    default:
      // What is refused at the door never comes here.
      return [sent, delivered]
  }
}

const RANK: Record<string, number> = { queued: 0, sent: 1, undelivered: 2, failed: 2, delivered: 3, read: 4 }

/** A late word about an earlier state changes nothing on the device. */
export function isForward(from: string, to: string): boolean {
  return (RANK[to] ?? 0) > (RANK[from] ?? 0)
}
