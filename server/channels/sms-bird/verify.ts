// Did Bird send this? HMAC-SHA256 over time, address and the digest of the body, with the key of the subscription.
import type { InboxAccount, RawRequest, Verification } from '#channels/channel.ts'
import { constantTimeEqual, hmac, sha256 } from '#lib/crypto.ts'
import { birdSettings } from './settings.ts'

/** Clocks differ. */
const SKEW_MS = 300_000
/**
 * Bird repeats for about a day what was not taken, with the time of the first attempt: a shorter span would lose what
 * came while this installation was down. A message that is repeated has a known id, so it does nothing twice.
 */
const MAX_AGE_MS = 90_000_000

export function verify(raw: RawRequest, account: InboxAccount): Verification {
  const { signingKey } = birdSettings(account)
  const given = raw.headers['messagebird-signature'] ?? ''
  const timestamp = raw.headers['messagebird-request-timestamp'] ?? ''
  if (!signingKey) return refuse('The inbox has no signing key to check webhooks with.')
  if (!given || !timestamp)
    return refuse('The request carries no messagebird-signature or no messagebird-request-timestamp.')
  if (raw.method.toUpperCase() !== 'POST') return refuse('Bird sends its webhooks by POST.')
  if (!/^\d{1,12}$/.test(timestamp)) return refuse('The messagebird-request-timestamp is no time.')
  const age = raw.receivedAt.getTime() - Number(timestamp) * 1000
  if (age < -SKEW_MS) return refuse('The request was signed in the future: a clock is wrong.')
  if (age > MAX_AGE_MS) return refuse('The signature is more than a day old.')
  // The digest goes in as its 32 bytes, not as letters.
  const signed = Buffer.concat([
    Buffer.from(`${timestamp}\n${raw.url}\n`),
    Buffer.from(sha256(raw.body), 'hex'),
  ])
  const ours = hmac('sha256', signingKey, signed).toString('base64')
  return constantTimeEqual(given, ours) ? { ok: true } : refuse('The signature does not match.')
}

function refuse(reason: string): { ok: false; reason: string } {
  return { ok: false, reason }
}
