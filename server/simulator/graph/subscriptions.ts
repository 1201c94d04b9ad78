// Subscriptions to a mailbox at Graph: made only where the address answers as Microsoft asks, and ended by their time. One
// for each mailbox, which is as many as the product has.
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Mailbox } from '#simulator/mailbox/mailbox.ts'
import { toLoopback } from '#simulator/outside.ts'
import type { World } from '#simulator/world.ts'

const VALIDATE_MS = 10_000

export const Subscription = z.object({
  id: z.string(),
  resource: z.string(),
  changeType: z.string(),
  notificationUrl: z.string(),
  clientState: z.string(),
  expirationDateTime: z.iso.datetime(),
})
export type Subscription = z.infer<typeof Subscription>

const State = z.object({ subscription: Subscription })

/** The subscription of a mailbox that has not ended. */
export async function findSubscription(mailbox: Mailbox, now: Date): Promise<Subscription | null> {
  const state = State.safeParse(await mailbox.state())
  if (!state.success) return null
  const { subscription } = state.data
  return new Date(subscription.expirationDateTime) > now ? subscription : null
}

/** Subscribes; null where the address does not say back what it was told. */
export async function subscribe(
  world: World,
  mailbox: Mailbox,
  asked: Omit<Subscription, 'id'>,
): Promise<Subscription | null> {
  if (!(await isValid(world, asked.notificationUrl))) return null
  const subscription = { ...asked, id: randomUUID() }
  await mailbox.keep({ subscription })
  return subscription
}

async function isValid(world: World, notificationUrl: string): Promise<boolean> {
  const target = toLoopback(notificationUrl, world.http.flow.publicUrl(), world.loopback())
  if (!target) return false
  const token = `Validation: Testing client application reachability for subscription ${randomUUID()}`
  try {
    const answer = await fetch(`${target}?validationToken=${encodeURIComponent(token)}`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      signal: AbortSignal.timeout(VALIDATE_MS),
    })
    return answer.status === 200 && (await answer.text()) === token
  } catch {
    return false
  }
}
