import type { InboxAccount } from '#channels/channel.ts'
import { type Answer, callBusiness } from '#simulator/call.ts'
import type { Customer } from '#simulator/devices.ts'
import { momentOf } from '#simulator/moment.ts'
import type { Outside } from '#simulator/outside.ts'
import type { Happening } from '#simulator/provider.ts'
import { findSimulated } from '#simulator/registry.ts'

/** The same request so many times at once, signed as it should be or by a forger. */
export type HowOften = { copies: number; signature: 'right' | 'wrong' }

/** The provider tells the business; what its door said to each copy. Nothing where the provider tells no such thing. */
export async function deliverToBusiness(
  line: { outside: Outside; account: InboxAccount; customer: Customer },
  { copies, signature }: HowOften,
  happened: Happening,
): Promise<Answer[]> {
  const { outside, account, customer } = line
  const moment = momentOf(outside, account, customer, signature)
  const call = await findSimulated(account)?.webhook(happened, moment)
  if (!call) return []
  const answers = await Promise.all(Array.from({ length: copies }, () => callBusiness(outside, call)))
  return answers.filter((answer): answer is Answer => answer !== null)
}
