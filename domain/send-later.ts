// Messages that a person wrote to leave later, and what they said about sending: not if the customer writes first, or
// anyway in spite of what the gate said. And the times that a composer offers, by the customer's clock.
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { Override } from './verdict.ts'

export const Sending = z.object({
  /** It does not leave if the customer writes before. */
  unlessTheyWrite: z.boolean().optional(),
  override: Override.optional(),
})
export type Sending = z.infer<typeof Sending>

/**
 * Did they write after a message that was not to leave then? By the places in the thread, which are given while the
 * conversation is held: clocks of two machines, or one that ticks too slowly, tell nothing about what came first.
 */
export function wroteFirst(sending: Sending | null, seq: number, lastInboundSeq: number): boolean {
  return sending?.unlessTheyWrite === true && lastInboundSeq > seq
}

/** Further ahead nobody knows what they will want to say. */
export const LATEST_MS = 366 * 86_400_000

export type LaterChoice = { label: string; at: Date }

/**
 * Sensible times from now, by the recipient's clock: in an hour, this afternoon, tomorrow morning, Monday; only those that
 * `allowed` lets through as they are.
 */
export function laterChoices(now: Date, zone: string, allowed: (at: Date) => boolean): LaterChoice[] {
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone)
  const today = local.toPlainDate()
  const at = (date: Temporal.PlainDate, time: string) =>
    new Date(
      date.toPlainDateTime(time).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds,
    )
  const monday = today.add({ days: 8 - today.dayOfWeek })
  const all: LaterChoice[] = [
    { label: 'In an hour', at: new Date(Math.ceil((now.getTime() + 3_600_000) / 300_000) * 300_000) },
    { label: 'This afternoon', at: at(today, '14:00') },
    { label: 'This evening', at: at(today, '18:00') },
    { label: 'Tomorrow morning', at: at(today.add({ days: 1 }), '09:00') },
    { label: 'Tomorrow afternoon', at: at(today.add({ days: 1 }), '14:00') },
    ...(today.dayOfWeek === 7 ? [] : [{ label: 'Monday morning', at: at(monday, '09:00') }]),
  ]
  // An hour from now is no choice beside the afternoon.
  return all.filter((choice) => choice.at.getTime() - now.getTime() > 30 * 60_000 && allowed(choice.at))
}
