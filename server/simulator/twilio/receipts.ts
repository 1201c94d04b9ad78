// What a carrier reports about a message, and when: pure, so that each way to fail can be read off one table.
import type { ReceiptMode } from '#wire/simulator.ts'

export type CarrierStatus = 'queued' | 'sent' | 'delivered' | 'undelivered'
export type ReceiptStep = { afterMs: number; status: CarrierStatus; errorCode?: number; told: boolean }

const SENT_MS = 150
const ARRIVED_MS = 700

const failing = (errorCode: number): ReceiptStep[] => [
  { afterMs: SENT_MS, status: 'sent', told: true },
  { afterMs: ARRIVED_MS, status: 'undelivered', errorCode, told: true },
]

/** The road of a message that was taken. `told: false` happens without a word to the business. */
export function planReceipts(mode: ReceiptMode, lateSeconds: number): ReceiptStep[] {
  switch (mode) {
    case 'late':
      return [
        { afterMs: SENT_MS, status: 'sent', told: true },
        { afterMs: lateSeconds * 1_000, status: 'delivered', told: true },
      ]
    case 'out_of_order':
      return [
        { afterMs: SENT_MS, status: 'delivered', told: true },
        { afterMs: ARRIVED_MS, status: 'sent', told: true },
        { afterMs: ARRIVED_MS + SENT_MS, status: 'queued', told: true },
      ]
    case 'none':
      return [{ afterMs: SENT_MS, status: 'delivered', told: false }]
    case 'unreachable':
      return failing(30003)
    case 'unknown_address':
      return failing(30005)
    case 'filtered':
      return failing(30007)
    case 'normal':
    case 'no_answer':
    // These two are refused at the door, before there is a message to report on.
    case 'opted_out':
    case 'outage':
      return [
        { afterMs: SENT_MS, status: 'sent', told: true },
        { afterMs: ARRIVED_MS, status: 'delivered', told: true },
      ]
  }
}

const RANK: Record<string, number> = { queued: 0, sent: 1, undelivered: 2, failed: 2, delivered: 3, read: 4 }

/** A late word about an earlier state changes nothing on the device. */
export function isForward(from: string, to: string): boolean {
  return (RANK[to] ?? 0) > (RANK[from] ?? 0)
}
