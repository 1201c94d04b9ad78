// Did Meta send this, with the secret of the app that this inbox belongs to?
import type { InboxAccount, RawRequest, Verification } from '#channels/channel.ts'
import { verifyHandshake } from '#channels/protocols/meta/handshake.ts'
import { verifySignature } from '#channels/protocols/meta/signature.ts'
import { cloudSettings } from './settings.ts'

export function verify(raw: RawRequest, account: InboxAccount): Verification {
  const { appSecret, verifyToken } = cloudSettings(account)
  return raw.method.toUpperCase() === 'GET'
    ? verifyHandshake(raw, verifyToken)
    : verifySignature(raw, appSecret)
}
