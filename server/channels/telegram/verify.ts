// Does the caller know the secret that was given to Telegram with the webhook? Telegram signs nothing else: the secret
// stands for the whole request, so it must travel over HTTPS only.
import type { InboxAccount, RawRequest, Verification } from '#channels/channel.ts'
import { constantTimeEqual } from '#lib/crypto.ts'
import { telegramSettings } from './settings.ts'

export function verify(raw: RawRequest, account: InboxAccount): Verification {
  const { webhookSecret } = telegramSettings(account)
  const given = raw.headers['x-telegram-bot-api-secret-token']
  if (!webhookSecret) return { ok: false, reason: 'The inbox has no webhook secret.' }
  if (!given)
    return {
      ok: false,
      reason: 'The request carries no X-Telegram-Bot-Api-Secret-Token: set the webhook with secret_token.',
    }
  if (!constantTimeEqual(given, webhookSecret))
    return { ok: false, reason: 'The secret token is not the one of this inbox.' }
  // Our address has no query, so whoever calls with one was given another address.
  return URL.parse(raw.url)?.search === ''
    ? { ok: true }
    : { ok: false, reason: 'The address is not the one of this inbox: something follows it.' }
}
