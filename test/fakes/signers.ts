// Signatures as the providers make them, written from their documentation and not with the product's code: what the
// product accepts is checked against these.
import { createHash, createHmac, createPrivateKey, sign as signWith } from 'node:crypto'
import type { RawRequest } from '#channels/channel.ts'
import { googleKeys, signPush } from './google-token.ts'
import { mailSigners } from './mail-signers.ts'

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

/** Vapi's HMAC credential: hex of HMAC-SHA256 with the secret over the body. */
export function signVapi(body: Uint8Array | string, secret: string): string {
  return createHmac('sha256', secret).update(body).digest('hex')
}
/** Retell: the milliseconds, and hex of HMAC-SHA256 with the API key over the body followed by them. */
export function signRetell(body: Uint8Array | string, apiKey: string, at: Date): string {
  const ms = String(at.getTime())
  return `v=${ms},d=${createHmac('sha256', apiKey).update(body).update(ms).digest('hex')}`
}
/** ElevenLabs: the seconds, and hex of HMAC-SHA256 with the secret over the seconds, a point and the body. */
export function signElevenlabs(body: Uint8Array | string, secret: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000)
  return `t=${seconds},v0=${createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('hex')}`
}
/** `t=<seconds>,s=<hex>`: HMAC-SHA256 with the app's secret over the time, a point and the body. */
export function signTikTok(body: Uint8Array, appSecret: string, time: string): string {
  const s = createHmac('sha256', appSecret)
    .update(Buffer.concat([Buffer.from(`${time}.`), body]))
    .digest('hex')
  return `t=${time},s=${s}`
}

/** What holds the signature, which setting it is made with, and whether it covers the address too, or not even the body. */
export type ProviderSigner = {
  header: string
  secret: string
  sign: Signer
  covers?: 'body' | 'nothing'
  /** Answers with the provider's public keys, where the proof is checked with those. */
  keys?: typeof fetch
  /** What the provider answers to a call that gets an access token; null for every other call. */
  access?: (url: string) => unknown
}

/** One for each provider that calls webhooks. The header that holds the signature comes with it. */
export const signers: Record<string, ProviderSigner> = {
  ...mailSigners,
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
  gmail: {
    header: 'authorization',
    secret: 'pushServiceAccount',
    // The token is signed, and says nothing about the body.
    covers: 'nothing',
    sign(raw, settings) {
      const now = Math.floor(raw.receivedAt.getTime() / 1000)
      const claims = { aud: raw.url, email: settings['pushServiceAccount'], iat: now, exp: now + 3_600 }
      return { ...raw, headers: { ...raw.headers, authorization: `Bearer ${signPush(claims)}` } }
    },
    keys: () => Promise.resolve(Response.json(googleKeys)),
    access: (url) => (url.endsWith('/token') ? { access_token: 'access-1', expires_in: 3_600 } : null),
  },
  graph: {
    // Microsoft signs nothing: the body shows a secret, and whoever knows it is believed.
    header: 'x-none',
    secret: 'notificationSecret',
    covers: 'nothing',
    sign: (raw) => raw,
    access: (url) =>
      url.endsWith('/oauth2/v2.0/token') ? { access_token: 'access-1', expires_in: 3_600 } : null,
  },
  vapi: {
    header: 'x-vapi-signature',
    secret: 'secret',
    covers: 'body',
    // The kind that can be checked: HMAC. Bearer tokens and X-Vapi-Secret have tests of their own.
    sign: (raw, settings) => ({
      ...raw,
      headers: { ...raw.headers, 'x-vapi-signature': signVapi(raw.body, String(settings['secret'])) },
    }),
  },
  retell: {
    header: 'x-retell-signature',
    secret: 'apiKey',
    covers: 'body',
    sign: (raw, settings) => ({
      ...raw,
      headers: {
        ...raw.headers,
        'x-retell-signature': signRetell(raw.body, String(settings['apiKey']), raw.receivedAt),
      },
    }),
  },
  elevenlabs: {
    header: 'elevenlabs-signature',
    secret: 'webhookSecret',
    covers: 'body',
    sign: (raw, settings) => ({
      ...raw,
      headers: {
        ...raw.headers,
        'elevenlabs-signature': signElevenlabs(raw.body, String(settings['webhookSecret']), raw.receivedAt),
      },
    }),
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
  tiktok: {
    header: 'tiktok-signature',
    secret: 'appSecret',
    covers: 'body',
    sign(raw, settings) {
      const time = String(Math.floor(raw.receivedAt.getTime() / 1000))
      const signature = signTikTok(raw.body, String(settings['appSecret']), time)
      return { ...raw, headers: { ...raw.headers, 'tiktok-signature': signature } }
    },
  },
  google: {
    header: 'authorization',
    secret: 'pushAccount',
    covers: 'nothing',
    keys: () => Promise.resolve(Response.json(googleKeys)),
    access: (url) =>
      url.endsWith('/token') ? { access_token: 'ya29.of-the-fixtures', expires_in: 3_599 } : null,
    sign(raw, settings) {
      const iat = Math.floor(raw.receivedAt.getTime() / 1000)
      const token = signPush({
        aud: raw.url,
        email: String(settings['pushAccount']),
        iat,
        exp: iat + 3_600,
      })
      return { ...raw, headers: { ...raw.headers, authorization: `Bearer ${token}` } }
    },
  },
}
