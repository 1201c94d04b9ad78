// Did Twilio send this, with the auth token of this inbox?
import type { InboxAccount, RawRequest, Verification } from '#channels/channel.ts'
import { twilioSettings } from '#channels/protocols/twilio/settings.ts'
import { verifySignature } from '#channels/protocols/twilio/signature.ts'

export function verify(raw: RawRequest, account: InboxAccount): Verification {
  return verifySignature(raw, twilioSettings(account).authToken)
}
