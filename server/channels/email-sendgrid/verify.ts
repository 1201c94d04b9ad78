// Did SendGrid send this? ECDSA (P-256, SHA-256) over the time and the raw body, for mail and events alike.
import { createPublicKey, verify as verifyEcdsa } from 'node:crypto'
import type { InboxAccount, RawRequest, Verification } from '#channels/channel.ts'
import { refuse } from '#channels/protocols/mail-webhook/refusal.ts'
import { hasOnlyOurQuery } from '#channels/protocols/rest/callback.ts'
import { sendgridSettings } from './settings.ts'

/** SendGrid tries for three days, and nobody says that it signs anew each time. Ids keep a repeated one from doubling. */
const TOLERANCE_MS = 4 * 86_400_000

export function verify(raw: RawRequest, account: InboxAccount): Verification {
  const { publicKeys } = sendgridSettings(account)
  const signature = raw.headers['x-twilio-email-event-webhook-signature'] ?? ''
  const timestamp = raw.headers['x-twilio-email-event-webhook-timestamp'] ?? ''
  if (publicKeys.length === 0)
    return refuse('The inbox has no public key of SendGrid to check signatures with.')
  if (!signature || !timestamp)
    return refuse(
      'The request is not signed. Give the Parse setting a security policy with signature at SendGrid.',
    )
  if (raw.method.toUpperCase() !== 'POST') return refuse('SendGrid calls by POST.')
  if (!hasOnlyOurQuery(raw.url))
    return refuse('The address has a query that is not ours, and SendGrid does not sign it.')
  if (!/^\d{1,12}$/.test(timestamp)) return refuse('The timestamp of the signature is no time.')
  if (Math.abs(raw.receivedAt.getTime() - Number(timestamp) * 1000) > TOLERANCE_MS)
    return refuse('The signature is days away from our clock.')
  const bytes = Buffer.from(signature, 'base64')
  // Base64 has spare bits, and Node reads over what is none: only the one spelling counts.
  if (bytes.toString('base64') !== signature) return refuse('The signature is not base64.')
  const signed = Buffer.concat([Buffer.from(timestamp), raw.body])
  return publicKeys.some((key) => matches(key, signed, bytes))
    ? { ok: true }
    : refuse('The signature does not match.')
}

function matches(publicKey: string, signed: Buffer, signature: Buffer): boolean {
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
  return verifyEcdsa('sha256', signed, key, signature)
}
