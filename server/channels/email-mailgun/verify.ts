// Did Mailgun send this? HMAC-SHA256 over a time and a token, which stand in the body: the rest of the body is not
// signed. Mailgun asks to take each token once. That is not remembered here: a request that comes again brings the
// same mail or the same event, whose own id keeps it from doubling; old ones are refused by their time.
import type { InboxAccount, RawRequest, Verification } from '#channels/channel.ts'
import { refuse } from '#channels/protocols/mail-webhook/refusal.ts'
import { hasOnlyOurQuery } from '#channels/protocols/rest/callback.ts'
import { constantTimeEqual, hmac } from '#lib/crypto.ts'
import { mailgunSettings } from './settings.ts'
import { signatureIn } from './signature-fields.ts'

/** Mailgun tries for eight hours, and nobody says that it signs anew each time. */
const TOLERANCE_MS = 12 * 3_600_000

export function verify(raw: RawRequest, account: InboxAccount): Verification {
  const { signingKey } = mailgunSettings(account)
  if (!signingKey) return refuse('The inbox has no signing key of Mailgun to check signatures with.')
  if (raw.method.toUpperCase() !== 'POST') return refuse('Mailgun calls by POST.')
  // A route whose address ends in "mime" hands mails over whole.
  if (!hasOnlyOurQuery(raw.url) && URL.parse(raw.url)?.search !== '?mime')
    return refuse('The address has a query that is not ours, and Mailgun does not sign it.')
  const shown = signatureIn(raw)
  if (!shown) return refuse('The request carries no timestamp, token and signature.')
  if (Math.abs(raw.receivedAt.getTime() - Number(shown.timestamp) * 1000) > TOLERANCE_MS)
    return refuse('The signature is hours away from our clock.')
  const expected = hmac('sha256', signingKey, `${shown.timestamp}${shown.token}`).toString('hex')
  return constantTimeEqual(shown.signature, expected) ? { ok: true } : refuse('The signature does not match.')
}
