// Did Google's Pub/Sub call us? A push subscription with authentication sends a JWT (RS256) of a service account in the
// Authorization header: for which address it was made, by whom, until when. It says nothing about the body, so what
// the body says is never believed further than "look now".
import { z } from 'zod'
import type { ChannelIo, RawRequest, Verification } from '#channels/channel.ts'
import { checkSignature } from './signing-keys.ts'

/** Clocks differ. */
const SKEW_S = 300
const ISSUERS = ['https://accounts.google.com', 'accounts.google.com']

const Header = z.looseObject({ alg: z.literal('RS256'), kid: z.string().min(1).max(200) })
const Claims = z.looseObject({
  iss: z.string(),
  aud: z.string(),
  exp: z.number(),
  iat: z.number().optional(),
  email: z.string(),
  email_verified: z.boolean(),
})

/**
 * Everything about the token that needs no key: form, address, service account, time. The audience is the address
 * that was called, as Pub/Sub has it where the subscription names no other (`audience`).
 */
export function checkPushToken(raw: RawRequest, serviceAccount: string, audience = ''): Verification {
  if (!serviceAccount) return refuse('The inbox names no service account that may call.')
  if (raw.method.toUpperCase() !== 'POST') return refuse('Pub/Sub calls by POST.')
  if (URL.parse(raw.url)?.search !== '') return refuse('Our address has no query, and Pub/Sub adds none.')
  const token = readToken(raw)
  if (!token)
    return refuse('The request carries no signed token: switch authentication on in the push subscription.')
  if (!Header.safeParse(decode(token.header)).success)
    return refuse('The token is not of the kind that Google signs (RS256).')
  const claims = Claims.safeParse(decode(token.claims))
  if (!claims.success) return refuse('The token lacks one of iss, aud, exp and email.')
  const { iss, aud, exp, iat, email, email_verified: verified } = claims.data
  const now = raw.receivedAt.getTime() / 1000
  if (!ISSUERS.includes(iss)) return refuse('The token was not issued by Google.')
  if (aud !== (audience || raw.url))
    return refuse(
      'The token was made for another address. Leave the audience of the push subscription empty.',
    )
  if (!verified || email.toLowerCase() !== serviceAccount.trim().toLowerCase())
    return refuse('The token is of another service account than the one in the settings.')
  if (exp < now - SKEW_S) return refuse('The token is too old.')
  if (iat !== undefined && iat > now + SKEW_S)
    return refuse('The token was made in the future: a clock is wrong.')
  return { ok: true }
}

/** Whether Google made the token: its signature, by a key that is fetched from Google and kept for a while. */
export async function confirmPushToken(
  raw: RawRequest,
  io: Pick<ChannelIo, 'fetch' | 'now' | 'apiBase'>,
): Promise<Verification> {
  const token = readToken(raw)
  const header = token && Header.safeParse(decode(token.header))
  if (!token || !header?.success) return refuse('The request carries no signed token.')
  const checked = await checkSignature(
    io,
    header.data.kid,
    `${token.header}.${token.claims}`,
    token.signature,
  )
  if (checked === 'right') return { ok: true }
  return checked === 'no_keys'
    ? { ok: false, later: true, reason: 'The keys of Google could not be fetched just now.' }
    : refuse('The signature does not match.')
}

type Token = { header: string; claims: string; signature: Buffer }

function readToken(raw: RawRequest): Token | null {
  const [, header, claims, signature] =
    /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(raw.headers['authorization'] ?? '') ?? []
  if (!header || !claims || !signature) return null
  const bytes = Buffer.from(signature, 'base64url')
  // The last character has bits that mean nothing: one signature has one spelling.
  return bytes.toString('base64url') === signature ? { header, claims, signature: bytes } : null
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
  } catch {
    return null
  }
}

function refuse(reason: string): { ok: false; reason: string } {
  return { ok: false, reason }
}
