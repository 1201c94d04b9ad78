// What proves that Google calls: a token (JWT, RS256) of a service account, signed with a key that Google publishes.
import { createPublicKey, sign } from 'node:crypto'
import type { Moment } from '#simulator/provider.ts'
import { rsaKeyOf } from '#simulator/rsa.ts'

type Source = Pick<Moment, 'derived'>
const HOUR_S = 3_600

/** The name of the key. It comes out of the key, so that another installation's is another. */
function keyIdOf(source: Source): string {
  return source.derived('name of Google’s key').subarray(0, 20).toString('hex')
}

/** Google's key here, or a forger's. */
const keyOf = (source: Source, whose: Moment['signature']) =>
  rsaKeyOf(source.derived(whose === 'right' ? 'key of Google' : 'key of a forger'))

/** What `/oauth2/v3/certs` answers. */
export function publishedKeys(source: Source): Record<string, unknown> {
  const { n, e } = createPublicKey(keyOf(source, 'right')).export({ format: 'jwk' })
  return { keys: [{ kty: 'RSA', alg: 'RS256', use: 'sig', kid: keyIdOf(source), n, e }] }
}

/** A token for the address that is called, of this service account. A forger names the same key and has another. */
export function signCall(moment: Moment, audience: string, email: string): string {
  const iat = Math.floor(moment.at.getTime() / 1_000)
  const header = { alg: 'RS256', kid: keyIdOf(moment), typ: 'JWT' }
  const claims = {
    iss: 'https://accounts.google.com',
    aud: audience,
    email,
    email_verified: true,
    sub: '1000000000000000000001',
    iat,
    exp: iat + HOUR_S,
  }
  const said = [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  return `${said}.${sign('RSA-SHA256', Buffer.from(said), keyOf(moment, moment.signature)).toString('base64url')}`
}
