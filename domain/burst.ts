// A burst: what a customer writes in one breath is answered once. When it is over, and whether an answer to it still
// holds when it comes to be written down. Pure; asked by the message path and by the simulation alike.

type Window = { quietMs: number; maxMs: number }

/** When a burst is over: after a pause, or when it has lasted long enough. */
export function burstEndsAt(window: Window, lastInboundAt: Date | null, startedAt: Date | null): Date {
  const last = lastInboundAt?.getTime() ?? 0
  const began = startedAt?.getTime() ?? last
  return new Date(Math.min(last + window.quietMs, began + window.maxMs))
}

/** What a turn saw of its conversation when it began. */
export type SeenBurst = {
  turn: number
  fromSeq: number
  toSeq: number
  /** How often the customer had changed what they wrote. */
  changes: number
}

export type BurstNow = { turn: number; changes: number; answered_seq: number; last_inbound_seq: number }

/** Has anybody acted since: a person, the customer, another turn? Then nothing of this turn may be written. */
export function isOvertaken(seen: SeenBurst, now: BurstNow & { handler: 'ai' | 'human' }): boolean {
  return now.handler !== 'ai' || hasMoved(seen, now)
}

/** The same where people have the conversation anyway, and the turn is only compared with what they write. */
export function hasMoved(seen: SeenBurst, now: BurstNow): boolean {
  return (
    now.turn !== seen.turn ||
    now.changes !== seen.changes ||
    now.answered_seq !== seen.fromSeq ||
    now.last_inbound_seq !== seen.toSeq
  )
}
