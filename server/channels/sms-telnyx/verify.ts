// Did Telnyx send this? Ed25519 over `timestamp|body` with the account's public key.
import { createPublicKey, verify as verifyEd25519 } from 'node:crypto'
import type { InboxAccount, RawRequest, Verification } from '#channels/channel.ts'
import { hasOnlyOurQuery } from '#channels/protocols/rest/callback.ts'
import { isPublicKey, telnyxSettings } from './settings.ts'

/** As Telnyx's own libraries: an older or younger request may be a repeated one. */
const TOLERANCE_MS = 300_000

/** What stands in front of the 32 bytes of a key in DER (RFC 8410), which is how Node takes it. */
const DER = Buffer.from('302a300506032b6570032100', 'hex')

export function verify(raw: RawRequest, account: InboxAccount): Verification {
  const { publicKey } = telnyxSettings(account)
  const signature = raw.headers['telnyx-signature-ed25519'] ?? ''
  const timestamp = raw.headers['telnyx-timestamp'] ?? ''
  if (!isPublicKey(publicKey))
    return refuse('The inbox has no public key of Telnyx to check signatures with.')
  if (!signature || !timestamp)
    return refuse('The request carries no telnyx-signature-ed25519 or no telnyx-timestamp.')
  // The signature covers neither method nor address.
  if (raw.method.toUpperCase() !== 'POST') return refuse('Telnyx sends its webhooks by POST.')
  if (!hasOnlyOurQuery(raw.url))
    return refuse('The address has a query that is not ours, and Telnyx does not sign it.')
  if (!/^\d{1,12}$/.test(timestamp)) return refuse('The telnyx-timestamp is no time.')
  if (Math.abs(raw.receivedAt.getTime() - Number(timestamp) * 1000) > TOLERANCE_MS)
    return refuse('The signature is more than five minutes away from our clock.')
  return matches(raw.body, timestamp, signature, publicKey)
    ? { ok: true }
    : refuse('The signature does not match.')
}

function refuse(reason: string): { ok: false; reason: string } {
  return { ok: false, reason }
}

function matches(body: Buffer, timestamp: string, signature: string, publicKey: string): boolean {
  const bytes = Buffer.from(signature, 'base64')
  // Base64 has spare bits, and Node reads over what is none: only the one spelling counts.
  if (bytes.length !== 64 || bytes.toString('base64') !== signature) return false
  const key = createPublicKey({
    key: Buffer.concat([DER, Buffer.from(publicKey, 'base64')]),
    format: 'der',
    type: 'spki',
  })
  return verifyEd25519(null, Buffer.concat([Buffer.from(`${timestamp}|`), body]), key, bytes)
}
