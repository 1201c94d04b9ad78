// Did Vapi send this? By the credential that stands at the server URL there.
import type { InboxAccount, RawRequest, Verification } from '#channels/channel.ts'
import { textSetting } from '#channels/protocols/voice-agent/settings.ts'
import { constantTimeEqual, hmac } from '#lib/crypto.ts'
import { DEFAULT_HEADER } from './settings.ts'

export function verify(raw: RawRequest, account: InboxAccount): Verification {
  const secret = textSetting(account, 'secret')
  if (!secret) return { ok: false, reason: 'The inbox has no secret to check requests with.' }
  const [header, expected] = expectedOf(raw, account, secret)
  const given = raw.headers[header]
  if (!given) return { ok: false, reason: `The request carries no ${header}.` }
  return constantTimeEqual(given, expected)
    ? { ok: true }
    : { ok: false, reason: `The ${header} does not match.` }
}

function expectedOf(raw: RawRequest, account: InboxAccount, secret: string): [string, string] {
  switch (textSetting(account, 'proof')) {
    case 'hmac':
      return [
        textSetting(account, 'header') ?? DEFAULT_HEADER,
        hmac('sha256', secret, raw.body).toString('hex'),
      ]
    case 'secret':
      return ['x-vapi-secret', secret]
    default:
      return ['authorization', `Bearer ${secret}`]
  }
}
