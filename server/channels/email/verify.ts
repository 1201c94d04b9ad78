// Mail has no webhook: it comes over SMTP or IMAP, whose doors are guarded by themselves.
import type { Verification } from '#channels/channel.ts'

/** Refuses every request: whatever reaches an email inbox over HTTP did not come from a mail server. */
export function verify(): Verification {
  return {
    ok: false,
    reason:
      'An email inbox has no webhook. Deliver mail to it over SMTP, or let it fetch a mailbox over IMAP.',
  }
}
