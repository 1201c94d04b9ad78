// Known and new senders who text one inbox, and the ids of every message that was acknowledged.
import type { Generator } from './generator.ts'
import type { LoadResult } from './load.ts'
import type { Signing } from './texting.ts'
import { sidOf, type WebhookPlan } from './webhooks.ts'

export const SENDERS = 2_000
/** As customers write: most of it is no question that the front desk has an answer to. */
const TEXTS = [
  'Can somebody look at my water heater, please?',
  'There is a leak under the kitchen sink',
  'Thank you very much, that was quick and friendly',
  'What are your opening hours on Friday?',
]

export type Sending = {
  /** Message ids of everything that was answered with 2xx. */
  acknowledged: string[]
  /** Sends for so long, or so many; known senders take turns. */
  send(connections: number, count: number | null, ms: number): Promise<LoadResult>
  /** Each from a sender that never wrote, on a connection of its own. */
  sendNew(count: number): Promise<LoadResult>
}

export function createSending(generator: Generator, signing: Signing, role: string): Sending {
  const acknowledged: string[] = []
  let plans = 0
  let rate = 6_000
  let newcomers = role === 'all' ? 1_000_000 : 2_000_000
  const go = async (plan: WebhookPlan, connections: number, count: number, ms: number) => {
    await generator.prepareWebhooks(plan, count)
    const result = await generator.send({ connections, ms })
    const failed = new Set(result.failed)
    for (let i = 0; i < result.requests; i++) if (!failed.has(i)) acknowledged.push(sidOf(plan, i))
    return result
  }
  const nextPlan = (firstSender: number, senders: number): WebhookPlan => ({
    ...signing,
    name: `${role} ${plans++}`,
    firstSender,
    senders,
    texts: TEXTS,
  })
  return {
    acknowledged,
    async send(connections, count, ms) {
      // Enough for the whole time, whatever comes: half as many again as the best so far.
      const enough = connections === 1 ? 4 * ms : (ms / 1_000) * rate * 1.5
      const result = await go(nextPlan(0, SENDERS), connections, count ?? Math.ceil(enough), ms)
      rate = Math.max(rate, result.perSecond)
      return result
    },
    sendNew(count) {
      newcomers += count
      return go(nextPlan(newcomers, count), count, count, 30_000)
    },
  }
}
