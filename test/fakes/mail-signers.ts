// How the carriers of mail prove where a request comes from, written from their documentation.
import { createHash, createHmac, createPrivateKey, createPublicKey, sign as signWith } from 'node:crypto'
import type { RawRequest } from '#channels/channel.ts'
import type { ProviderSigner } from './signers.ts'

/** The account's key pair at the fake SendGrid, always the same one: P-256 in the form of RFC 5915. */
function sendgridKey() {
  const secret = createHash('sha256').update('the key of a SendGrid that does not exist').digest()
  const sec1 = Buffer.concat([
    Buffer.from('30310201010420', 'hex'),
    secret,
    Buffer.from('a00a06082a8648ce3d030107', 'hex'),
  ])
  return createPrivateKey({ key: sec1, format: 'der', type: 'sec1' })
}

/** The public half, as SendGrid shows it: base64 of the SPKI. */
export function sendgridPublicKey(): string {
  return createPublicKey(sendgridKey()).export({ format: 'der', type: 'spki' }).toString('base64')
}

/** base64(ECDSA with SHA-256 over the timestamp and the body). */
export function signSendgrid(body: Buffer, timestamp: string): string {
  return signWith('sha256', Buffer.concat([Buffer.from(timestamp), body]), sendgridKey()).toString('base64')
}

/** hex(HMAC-SHA256(key, timestamp and token)). */
export function signMailgun(timestamp: string, token: string, key: string): string {
  return createHmac('sha256', key)
    .update(timestamp + token)
    .digest('hex')
}

const TOKEN = 'a8ce0edb2dd8301dee6c2405235584e45aa91d1e9f979f3de0'

/** Adds the three fields of Mailgun's signature to a form of either kind, or to an event. */
export function withMailgunSignature(raw: RawRequest, key: string): RawRequest {
  const timestamp = String(Math.floor(raw.receivedAt.getTime() / 1000))
  const signature = signMailgun(timestamp, TOKEN, key)
  const fields = { timestamp, token: TOKEN, signature }
  const type = raw.headers['content-type'] ?? ''
  const text = raw.body.toString('latin1')
  if (type.startsWith('application/json')) {
    const event = JSON.parse(raw.body.toString('utf8')) as Record<string, unknown>
    return { ...raw, body: Buffer.from(JSON.stringify({ signature: fields, ...event })) }
  }
  if (!type.startsWith('multipart/'))
    return { ...raw, body: Buffer.from(`${text}&${new URLSearchParams(fields).toString()}`, 'latin1') }
  const boundary = /boundary="?([^";]+)/.exec(type)?.[1] ?? ''
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  return { ...raw, body: Buffer.from(parts.join('') + text, 'latin1') }
}

export const mailSigners: Record<string, ProviderSigner> = {
  postmark: {
    header: 'authorization',
    secret: 'webhookPassword',
    // A name and a password, whatever the body says.
    covers: 'nothing',
    sign(raw, settings) {
      const shown = `${String(settings['webhookUser'])}:${String(settings['webhookPassword'])}`
      const authorization = `Basic ${Buffer.from(shown).toString('base64')}`
      return { ...raw, headers: { ...raw.headers, authorization } }
    },
  },
  sendgrid: {
    header: 'x-twilio-email-event-webhook-signature',
    secret: 'publicKey',
    sign(raw) {
      const timestamp = String(Math.floor(raw.receivedAt.getTime() / 1000))
      return {
        ...raw,
        headers: {
          ...raw.headers,
          'x-twilio-email-event-webhook-timestamp': timestamp,
          'x-twilio-email-event-webhook-signature': signSendgrid(raw.body, timestamp),
        },
      }
    },
  },
  mailgun: {
    // The signature stands in the body, over a time and a token in it and over nothing else.
    header: 'x-no-such-header',
    secret: 'signingKey',
    covers: 'nothing',
    sign: (raw, settings) => withMailgunSignature(raw, String(settings['signingKey'])),
  },
}
