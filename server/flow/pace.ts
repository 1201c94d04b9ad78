// How fast messages may follow each other, by the provider's rules: for each number of ours, and for each person. A
// message that is too early takes its place in the row and waits for it; nobody sleeps and nobody asks again.
import { type Turnstile, takePlace } from '#db/pace.ts'
import type { Pace } from '#domain/channel.ts'
import type { Connected } from './accounts.ts'
import type { Flow } from './deps.ts'

/** The speeds that hold for an inbox: those of its settings, otherwise those of its channel. Mostly none. */
export function paceOf({ channel, account }: Connected): Pace[] {
  return channel.pace?.(account) ?? channel.capabilities.pace ?? []
}

/** Takes a place for a message to this address; returns when it may leave. Never inside a transaction. */
export function takeTurn(
  flow: Flow,
  workspaceId: string,
  connected: Connected,
  addressId: string,
  /** How many parts the message has. */
  segments: number,
): Promise<Date> {
  const turnstiles = paceOf(connected).map(
    ({ per, perSecond, burst, unit }, at): Turnstile => ({
      key: per === 'sender' ? `${at} sender` : `${at} ${addressId}`,
      everyMs: 1_000 / perSecond,
      burst: burst ?? 1,
      takes: unit === 'segments' ? Math.max(1, segments) : 1,
    }),
  )
  return takePlace(flow.store, workspaceId, connected.account.id, turnstiles, flow.clock.now())
}
