// Google's side of a push: a key pair of a Google that does not exist, its public half as Google publishes it, and the
// tokens that Pub/Sub sends along, made from the documentation.
import { generateKeyPairSync, sign } from 'node:crypto'

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
export const GOOGLE_KEY_ID = '5f3a1c'

/** What `/oauth2/v3/certs` answers. */
export const googleKeys = {
  keys: [{ ...publicKey.export({ format: 'jwk' }), kid: GOOGLE_KEY_ID, use: 'sig', alg: 'RS256' }],
}

/** A token as Pub/Sub puts it into the Authorization header, for the address that it calls. */
export function signPush(
  claims: Record<string, unknown>,
  header: Record<string, unknown> = { alg: 'RS256', typ: 'JWT', kid: GOOGLE_KEY_ID },
): string {
  const parts = [header, { iss: 'https://accounts.google.com', email_verified: true, ...claims }]
  const signed = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), privateKey).toString('base64url')}`
}
