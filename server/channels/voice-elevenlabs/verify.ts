// ElevenLabs-Signature: t=<seconds>,v0=<hex of HMAC-SHA256 with the webhook's secret over the seconds, a point, the body>.
import type { InboxAccount, RawRequest, Verification } from '#channels/channel.ts'
import { textSetting } from '#channels/protocols/voice-agent/settings.ts'
import { constantTimeEqual, hmac } from '#lib/crypto.ts'

const WINDOW_MS = 30 * 60_000

export function verify(raw: RawRequest, account: InboxAccount): Verification {
  const secret = textSetting(account, 'webhookSecret')
  const given = raw.headers['elevenlabs-signature']
  if (!secret) return refuse('The inbox has no webhook secret to check signatures with.')
  if (!given) return refuse('The request carries no ElevenLabs-Signature.')
  const parts = /^t=(\d{9,12}),v0=([0-9a-f]{64})$/.exec(given)
  if (!parts?.[1] || !parts[2]) return refuse('The ElevenLabs-Signature cannot be read.')
  const [, at, digest] = parts
  const expected = hmac('sha256', secret, Buffer.concat([Buffer.from(`${at}.`), raw.body])).toString('hex')
  if (!constantTimeEqual(digest, expected)) return refuse('The signature does not match.')
  return Math.abs(raw.receivedAt.getTime() - Number(at) * 1000) <= WINDOW_MS
    ? { ok: true }
    : refuse('The signature is older than half an hour. Check the clock of this machine.')
}

function refuse(reason: string): { ok: false; reason: string } {
  return { ok: false, reason }
}
