// X-Retell-Signature: v=<milliseconds>,d=<hex of HMAC-SHA256 with the API key over the body and the milliseconds>.
import type { InboxAccount, RawRequest, Verification } from '#channels/channel.ts'
import { textSetting } from '#channels/protocols/voice-agent/settings.ts'
import { constantTimeEqual, hmac } from '#lib/crypto.ts'

const WINDOW_MS = 5 * 60_000

export function verify(raw: RawRequest, account: InboxAccount): Verification {
  const key = textSetting(account, 'apiKey')
  const given = raw.headers['x-retell-signature']
  if (!key) return refuse('The inbox has no API key to check signatures with.')
  if (!given) return refuse('The request carries no X-Retell-Signature.')
  const parts = /^v=(\d{10,16}),d=([0-9a-f]{64})$/.exec(given)
  if (!parts?.[1] || !parts[2]) return refuse('The X-Retell-Signature cannot be read.')
  const [, at, digest] = parts
  const expected = hmac('sha256', key, Buffer.concat([raw.body, Buffer.from(at)])).toString('hex')
  if (!constantTimeEqual(digest, expected)) return refuse('The signature does not match.')
  return Math.abs(raw.receivedAt.getTime() - Number(at)) <= WINDOW_MS
    ? { ok: true }
    : refuse('The signature is older than five minutes. Check the clock of this machine.')
}

function refuse(reason: string): { ok: false; reason: string } {
  return { ok: false, reason }
}
