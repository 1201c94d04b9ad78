// Signatures as the providers make them, written from their documentation and not with the product's code: what the
// product accepts is checked against these.
import { createHash, createHmac, createPrivateKey, sign as signWith } from 'node:crypto'
import type { RawRequest } from '#channels/channel.ts'

/** Adds to a request what proves where it comes from. */
export type Signer = (raw: RawRequest, settings: Record<string, unknown>) => RawRequest

/** base64(HMAC-SHA1(token, URL and each field's name and value, in the order of the names)). */
export function signTwilio(url: string, fields: [string, string][], token: string): string {
  const names = [...new Set(fields.map(([name]) => name))].sort()
  const data = names.flatMap((name) => {
    const values = new Set(fields.flatMap(([other, value]) => (other === name ? [value] : [])))
    return [...values].sort().map((value) => name + value)
  })
  return createHmac('sha1', token)
    .update(url + data.join(''))
    .digest('base64')
}

/** The account's key pair at the fake Telnyx: the public half stands in the fixtures' account. */
const telnyxKey = createPrivateKey({
  key: Buffer.concat([
    Buffer.from('302e020100300506032b657004220420', 'hex'),
    createHash('sha256').update('the key of a Telnyx that does not exist').digest(),
  ]),
  format: 'der',
  type: 'pkcs8',
})

/** base64(Ed25519 over timestamp, a bar, and the body). */
export function signTelnyx(body: Buffer, timestamp: string): string {
  return signWith(null, Buffer.concat([Buffer.from(`${timestamp}|`), body]), telnyxKey).toString('base64')
}

/** A JWT (HS256) of the Messages API: when, for whom, and the SHA-256 of the body in hex. */
export function signVonage(
  body: Buffer,
  secret: string,
  claims: Record<string, unknown>,
  header: Record<string, unknown> = { alg: 'HS256', typ: 'JWT' },
): string {
  const payload_hash = createHash('sha256').update(body).digest('hex')
  const parts = [
    header,
    { iss: 'Vonage', payload_hash, jti: 'c5ba8f24-1a14-4c10-bfdf-3fbe8ce511b5', ...claims },
  ]
  const signed = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
}

/** base64(HMAC-SHA256(token, URL with its query sorted, the form's fields sorted, a point, the nonce)): "V3". */
export function signPlivo(url: string, fields: [string, string][], nonce: string, token: string): string {
  const { origin, pathname, searchParams } = new URL(url)
  const inOrder = (pairs: [string, string][], between: string) =>
    [...new Set(pairs.map(([name]) => name))].sort().flatMap((name) => {
      const values = pairs.flatMap(([other, value]) => (other === name ? [value] : []))
      return values.sort().map((value) => name + between + value)
    })
  const query = inOrder([...searchParams], '=').join('&')
  const form = inOrder(fields, '').join('')
  const data = `${origin}${pathname}?${query}${query && form ? '.' : ''}${form}`
  return createHmac('sha256', token).update(`${data}.${nonce}`).digest('base64')
}

/** base64(HMAC-SHA256(key, time, address and the 32 bytes of the body's SHA-256, a line each)). */
export function signBird(url: string, body: Buffer, timestamp: string, key: string): string {
  const digest = createHash('sha256').update(body).digest()
  return createHmac('sha256', key)
    .update(Buffer.concat([Buffer.from(`${timestamp}\n${url}\n`), digest]))
    .digest('base64')
}
/** `sha256=` and the hex of HMAC-SHA256 with the app's secret over the body, byte for byte. */
export function signMeta(body: Uint8Array | string, appSecret: string): string {
  return `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`
}

/** What holds the signature, which setting it is made with, and whether it covers the address too, or not even the body. */
type ProviderSigner = {
  header: string
  secret: string
  sign: Signer
  covers?: 'body' | 'nothing'
  /** Answers with the provider's public keys, where the proof is checked with those. */
  keys?: typeof fetch
}

/** One for each provider that calls webhooks. The header that holds the signature comes with it. */
export const signers: Record<string, ProviderSigner> = {
  twilio: {
    header: 'x-twilio-signature',
    secret: 'authToken',
    sign(raw, settings) {
      const fields = raw.method === 'GET' ? [] : [...new URLSearchParams(raw.body.toString('utf8'))]
      const signature = signTwilio(raw.url, fields, String(settings['authToken']))
      return { ...raw, headers: { ...raw.headers, 'x-twilio-signature': signature } }
    },
  },
  telnyx: {
    header: 'telnyx-signature-ed25519',
    secret: 'publicKey',
    sign(raw) {
      const timestamp = String(Math.floor(raw.receivedAt.getTime() / 1000))
      const signature = signTelnyx(raw.body, timestamp)
      return {
        ...raw,
        headers: { ...raw.headers, 'telnyx-timestamp': timestamp, 'telnyx-signature-ed25519': signature },
      }
    },
  },
  vonage: {
    header: 'authorization',
    secret: 'signatureSecret',
    sign(raw, settings) {
      const iat = Math.floor(raw.receivedAt.getTime() / 1000)
      const token = signVonage(raw.body, String(settings['signatureSecret']), {
        iat,
        api_key: settings['apiKey'],
      })
      return { ...raw, headers: { ...raw.headers, authorization: `Bearer ${token}` } }
    },
  },
  plivo: {
    header: 'x-plivo-signature-ma-v3',
    secret: 'authToken',
    sign(raw, settings) {
      const nonce = '58212406710941123456'
      const fields = [...new URLSearchParams(raw.body.toString('utf8'))]
      const signature = signPlivo(raw.url, fields, nonce, String(settings['authToken']))
      return {
        ...raw,
        headers: {
          ...raw.headers,
          'x-plivo-signature-v3-nonce': nonce,
          'x-plivo-signature-ma-v3': signature,
        },
      }
    },
  },
  bird: {
    header: 'messagebird-signature',
    secret: 'signingKey',
    sign(raw, settings) {
      const timestamp = String(Math.floor(raw.receivedAt.getTime() / 1000))
      const signature = signBird(raw.url, raw.body, timestamp, String(settings['signingKey']))
      return {
        ...raw,
        headers: {
          ...raw.headers,
          'messagebird-request-timestamp': timestamp,
          'messagebird-signature': signature,
        },
      }
    },
  },
  meta: {
    header: 'x-hub-signature-256',
    secret: 'appSecret',
    covers: 'body',
    sign(raw, settings) {
      const signature = signMeta(raw.body, String(settings['appSecret']))
      return { ...raw, headers: { ...raw.headers, 'x-hub-signature-256': signature } }
    },
  },
  bot: {
    header: 'x-telegram-bot-api-secret-token',
    secret: 'webhookSecret',
    covers: 'nothing',
    sign: (raw, settings) => ({
      ...raw,
      headers: { ...raw.headers, 'x-telegram-bot-api-secret-token': String(settings['webhookSecret']) },
    }),
  },
}
