// How fast WhatsApp takes messages: from a number, and to one person.
import type { InboxAccount } from '#channels/channel.ts'
import type { Pace } from '#domain/channel.ts'

/** What a number gets without asking; 20 where it is also in the phone app, up to 1,000 where Meta has granted it. */
const THROUGHPUT = 80

/** One message in six seconds to one person, after a burst of 45 (error 131056 beyond it). */
const PAIR: Pace = { per: 'recipient', perSecond: 1 / 6, burst: 45 }

export function paceOf(account: InboxAccount): Pace[] {
  const named = Number(account.settings['messagesPerSecond'])
  const perSecond = named > 0 ? named : THROUGHPUT
  return [PAIR, { per: 'sender', perSecond, burst: perSecond }]
}
