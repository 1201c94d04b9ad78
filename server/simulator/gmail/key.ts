// The keys with which Google signs its tokens here. RSA keys cannot be derived from a secret, so each process has its own,
// as Google has new ones every few days; it serves and calls only itself.
import { generateKeyPair, type KeyObject, sign } from 'node:crypto'
import { promisify } from 'node:util'
import type { Moment } from '#simulator/provider.ts'

type Pair = { id: string; privateKey: KeyObject; publicKey: KeyObject }

const pairs = new Map<Moment['signature'], Promise<Pair>>()

async function make(): Promise<Pair> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  const { n = '' } = publicKey.export({ format: 'jwk' })
  return { id: n.slice(0, 20), privateKey, publicKey }
}

/** Google's pair, or a forger's. */
function pairOf(whose: Moment['signature']): Promise<Pair> {
  const known = pairs.get(whose)
  if (known) return known
  const made = make()
  pairs.set(whose, made)
  return made
}

/** What Google publishes (`/oauth2/v3/certs`). */
export async function publishedKeys(): Promise<{ keys: Record<string, unknown>[] }> {
  const { id, publicKey } = await pairOf('right')
  return { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: id, use: 'sig', alg: 'RS256' }] }
}

/** A token (RS256) with these claims. A forger names Google's key and signs with another. */
export async function signedToken(
  claims: Record<string, unknown>,
  whose: Moment['signature'],
): Promise<string> {
  const { id } = await pairOf('right')
  const { privateKey } = await pairOf(whose)
  const parts = [{ alg: 'RS256', typ: 'JWT', kid: id }, claims]
  const signed = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), privateKey).toString('base64url')}`
}
