// X-Hub-Signature-256, with which Meta signs every webhook: HMAC-SHA256 with the app's secret over the bytes of the body.
import type { RawRequest, Verification } from '#channels/channel.ts'
import { constantTimeEqual, hmac } from '#lib/crypto.ts'

/**
 * Was this body signed with this app secret? Over the bytes as they came: Meta escapes characters in its own way, and
 * JSON that was read and written again has another signature. Neither address nor time is signed: a replayed message
 * has a known id.
 */
export function verifySignature(raw: RawRequest, appSecret: string): Verification {
  const given = raw.headers['x-hub-signature-256']
  if (!appSecret) return { ok: false, reason: 'The inbox has no app secret to check signatures with.' }
  if (!given) return { ok: false, reason: 'The request carries no X-Hub-Signature-256.' }
  const expected = `sha256=${hmac('sha256', appSecret, raw.body).toString('hex')}`
  return constantTimeEqual(given, expected)
    ? { ok: true }
    : { ok: false, reason: 'The signature does not match.' }
}
