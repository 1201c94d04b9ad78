// Did TikTok send this? `Tiktok-Signature: t=<seconds>,s=<hex>`, HMAC-SHA256 with the app's secret over the time, a
// point and the body. The time is not compared with the clock: TikTok repeats for 72 hours what was not taken, and does
// not say that it signs anew. What is repeated has a known id and does nothing twice.
import type { InboxAccount, RawRequest, Verification } from '#channels/channel.ts'
import { constantTimeEqual, hmac } from '#lib/crypto.ts'
import { tiktokSettings } from './settings.ts'

export function verify(raw: RawRequest, account: InboxAccount): Verification {
  const { appSecret } = tiktokSettings(account)
  if (!appSecret) return refuse('The inbox has no app secret to check webhooks with.')
  const parts = new Map(
    (raw.headers['tiktok-signature'] ?? '').split(',').map((part): [string, string] => {
      const at = part.indexOf('=')
      return [part.slice(0, Math.max(0, at)).trim(), part.slice(at + 1).trim()]
    }),
  )
  const [time, signature] = [parts.get('t'), parts.get('s')]
  if (!time || !signature) return refuse('The request carries no Tiktok-Signature with time and signature.')
  // Nothing but figures: what else stood before the point could be taken for the beginning of the body.
  if (!/^\d{1,13}$/.test(time)) return refuse('The time of the Tiktok-Signature is no time.')
  const ours = hmac('sha256', appSecret, Buffer.concat([Buffer.from(`${time}.`), raw.body])).toString('hex')
  return constantTimeEqual(signature, ours) ? { ok: true } : refuse('The signature does not match.')
}

function refuse(reason: string): Verification {
  return { ok: false, reason }
}
