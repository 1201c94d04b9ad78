// Signatures as the providers make them, written from their documentation and not with the product's code: what the
// product accepts is checked against these.
import { createHmac } from 'node:crypto'
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

/** `sha256=` and the hex of HMAC-SHA256 with the app's secret over the body, byte for byte. */
export function signMeta(body: Uint8Array | string, appSecret: string): string {
  return `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`
}

/** What holds the signature, which setting it is made with, and whether it covers the address too, or not even the body. */
type ProviderSigner = { header: string; secret: string; sign: Signer; covers?: 'body' | 'nothing' }

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
