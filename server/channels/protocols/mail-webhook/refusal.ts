// A webhook that shows the wrong credentials. Often the mistake is in the settings here: the provider must keep the
// mail and come again, so it is not told "never" (403 ends it at Postmark, 406 at Mailgun, any 4xx at SendGrid).
import type { Verification } from '#channels/channel.ts'

export function refuse(reason: string): Verification {
  return { ok: false, reason, again: true }
}
