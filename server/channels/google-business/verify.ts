import type { InboxAccount, PublishedKeys, RawRequest, Verification } from '#channels/channel.ts'
import { verifyPush } from '#channels/protocols/google/push.ts'
import { googleSettings } from './settings.ts'

/** Did Google push this for the subscription of this inbox? */
export function verify(raw: RawRequest, account: InboxAccount, keys?: PublishedKeys): Verification {
  const { pushAccount, pushAudience } = googleSettings(account)
  return verifyPush(raw, { email: pushAccount, audience: pushAudience }, keys)
}
