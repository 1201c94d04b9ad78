// Did Vonage send this? A JWT in the Authorization header, HS256 with the signature secret of the account, whose
// `payload_hash` is the SHA-256 of the body.
import { z } from 'zod'
import type { InboxAccount, RawRequest, Verification } from '#channels/channel.ts'
import { constantTimeEqual, hmac, sha256 } from '#lib/crypto.ts'
import { vonageSettings } from './settings.ts'

/** Clocks differ. */
const SKEW_S = 300
/**
 * Vonage repeats for a day what was not taken, and does not say that it signs anew: a shorter span would lose what
 * came while this installation was down. A message that is repeated has a known id, so it does nothing twice.
 */
const MAX_AGE_S = 90_000

const Header = z.looseObject({ alg: z.literal('HS256') })
const Claims = z.looseObject({
  api_key: z.string(),
  iat: z.number(),
  exp: z.number().optional(),
  payload_hash: z.string().regex(/^[0-9a-f]{64}$/i),
})

export function verify(raw: RawRequest, account: InboxAccount): Verification {
  const { apiKey, signatureSecret } = vonageSettings(account)
  if (!signatureSecret) return refuse('The inbox has no signature secret to check webhooks with.')
  // The signature covers neither method nor address.
  if (raw.method.toUpperCase() !== 'POST') return refuse('The Messages API sends its webhooks by POST.')
  if (URL.parse(raw.url)?.search !== '')
    return refuse('The address has a query, and Vonage does not sign it.')
  const [, header, payload, signature] =
    /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(raw.headers['authorization'] ?? '') ?? []
  if (!header || !payload || !signature)
    return {
      ok: false,
      // After this Vonage sends the same again, signed; after any refusal of ours (4xx) it gives up.
      again: true,
      reason:
        'The request carries no signed token. The account must use the Messages API for text messages, not the SMS API.',
    }
  const ours = hmac('sha256', signatureSecret, `${header}.${payload}`).toString('base64url')
  if (!constantTimeEqual(signature, ours)) return refuse('The signature does not match.')
  if (!Header.safeParse(decode(header)).success) return refuse('The token is not of the kind HS256.')
  const claims = Claims.safeParse(decode(payload))
  if (!claims.success) return refuse('The token lacks one of api_key, iat and payload_hash.')
  return checkClaims(claims.data, raw, apiKey)
}

function checkClaims(claims: z.infer<typeof Claims>, raw: RawRequest, apiKey: string): Verification {
  const now = raw.receivedAt.getTime() / 1000
  if (claims.api_key !== apiKey) return refuse('The token is for another API key than that of the inbox.')
  if (!constantTimeEqual(claims.payload_hash.toLowerCase(), sha256(raw.body)))
    return refuse('The body is not the one that was signed.')
  if (claims.iat > now + SKEW_S) return refuse('The token was made in the future: a clock is wrong.')
  if (claims.iat < now - MAX_AGE_S || (claims.exp !== undefined && claims.exp < now - SKEW_S))
    return refuse('The token is too old.')
  return { ok: true }
}

function refuse(reason: string): Verification {
  return { ok: false, reason }
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
  } catch {
    return null
  }
}
