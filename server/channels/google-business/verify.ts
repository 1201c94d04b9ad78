import type { Channel, InboxAccount, RawRequest, Verification } from '#channels/channel.ts'
import { checkPushToken, confirmPushToken } from '#channels/protocols/google/push-token.ts'
import { googleSettings } from './settings.ts'

/** Is this a push for the subscription of this inbox? All of it that needs no key. */
export function verify(raw: RawRequest, account: InboxAccount): Verification {
  const { pushAccount, pushAudience } = googleSettings(account)
  return checkPushToken(raw, pushAccount, pushAudience)
}

/** Did Google sign it? */
export const confirm: NonNullable<Channel['confirm']> = (raw, _account, io) => confirmPushToken(raw, io)
