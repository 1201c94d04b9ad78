// Pub/Sub's pushes: a JSON Web Token of Google's (RS256) in the Authorization header says for whom and by which service
// account; the message lies in base64 within the body. The token does not cover the body, so what the body says is
// taken as a hint only: whatever matters is then asked of Google with our own credentials.
import { createPublicKey, verify as verifySignature } from 'node:crypto'
import { z } from 'zod'
import type { PublishedKeys, RawRequest, Verification } from '#channels/channel.ts'
import { constantTimeEqual } from '#lib/crypto.ts'

const GOOGLE_KEYS = 'https://www.googleapis.com/oauth2/v3/certs'
/** Clocks differ. */
const SKEW_S = 300
/** Google makes them for an hour. */
const MAX_AGE_S = 3_900

const Header = z.looseObject({ alg: z.literal('RS256'), kid: z.string().min(1).max(200) })
const Claims = z.looseObject({
  iss: z.enum(['https://accounts.google.com', 'accounts.google.com']),
  aud: z.string(),
  email: z.string(),
  email_verified: z.literal(true),
  iat: z.number(),
  exp: z.number(),
})

export type PushSettings = {
  /** The service account that the subscription pushes as. */
  email: string
  /** What the subscription names as audience; empty for the address itself, as Google does. */
  audience: string
}

/** Is this a push of that subscription? Says whose keys it lacks only when everything else is right. */
export function verifyPush(raw: RawRequest, push: PushSettings, keys: PublishedKeys = []): Verification {
  if (!push.email) return refuse('The inbox names no service account that may push.')
  const url = URL.parse(raw.url)
  if (url?.search !== '') return refuse('The address has a query, and nothing proves who added it.')
  const token = /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(raw.headers['authorization'] ?? '')
  const [, header = '', payload = '', signature = ''] = token ?? []
  if (![header, payload, signature].every(isExact))
    return refuse(
      'The request carries no token of Google: switch authentication on in the push subscription.',
    )
  const head = Header.safeParse(decode(header))
  const claims = Claims.safeParse(decode(payload))
  if (!head.success || !claims.success) return refuse('The token is none of Google’s for a push.')
  const wrong = findWrong(claims.data, raw, push)
  if (wrong) return refuse(wrong)
  const key = keys.find((one) => one['kid'] === head.data.kid)
  if (!key)
    return {
      ok: false,
      reason: 'The token is signed with a key that Google does not publish.',
      keysFrom: GOOGLE_KEYS,
    }
  return signedWith(key, `${header}.${payload}`, signature)
    ? { ok: true }
    : refuse('The signature does not match.')
}

function findWrong(claims: z.infer<typeof Claims>, raw: RawRequest, push: PushSettings): string | null {
  const now = raw.receivedAt.getTime() / 1000
  if (!constantTimeEqual(claims.email, push.email))
    return 'The token is of another service account than that of the inbox.'
  if (!constantTimeEqual(claims.aud, push.audience || raw.url)) return 'The token is for another audience.'
  if (claims.iat > now + SKEW_S) return 'The token was made in the future: a clock is wrong.'
  if (claims.exp < now - SKEW_S || claims.iat < now - MAX_AGE_S - SKEW_S) return 'The token is too old.'
  return null
}

function signedWith(jwk: PublishedKeys[number], signed: string, signature: string): boolean {
  try {
    const key = createPublicKey({ key: jwk, format: 'jwk' })
    if (key.asymmetricKeyType !== 'rsa') return false
    return verifySignature('RSA-SHA256', Buffer.from(signed), key, Buffer.from(signature, 'base64url'))
  } catch {
    // A key that is none.
    return false
  }
}

/** Base64 has several spellings of the same bytes; only the one that its maker writes counts. */
function isExact(part: string): boolean {
  return part !== '' && Buffer.from(part, 'base64url').toString('base64url') === part
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
  } catch {
    return null
  }
}

const refuse = (reason: string): Verification => ({ ok: false, reason })

const Push = z.object({
  message: z.object({
    data: z.string().nullish(),
    attributes: z.record(z.string(), z.unknown()).nullish().catch(null),
  }),
})

/** What was published: its data as JSON (null where it is none) and its attributes; null where this is no push. */
export function readPush(body: unknown): { data: unknown; attributes: Record<string, unknown> } | null {
  const push = Push.safeParse(body)
  if (!push.success) return null
  const { data, attributes } = push.data.message
  let json: unknown = null
  try {
    json = JSON.parse(Buffer.from(data ?? '', 'base64').toString('utf8'))
  } catch {
    // The attributes may say enough.
  }
  return { data: json, attributes: attributes ?? {} }
}
