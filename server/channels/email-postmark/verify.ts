// Postmark signs nothing. It shows a name and a password that stand in the webhook address, and that must do.
import type { InboxAccount, RawRequest, Verification } from '#channels/channel.ts'
import { refuse } from '#channels/protocols/mail-webhook/refusal.ts'
import { hasOnlyOurQuery } from '#channels/protocols/rest/callback.ts'
import { constantTimeEqual } from '#lib/crypto.ts'
import { postmarkSettings } from './settings.ts'

export function verify(raw: RawRequest, account: InboxAccount): Verification {
  const { webhookUser, webhookPassword } = postmarkSettings(account)
  if (!webhookUser || !webhookPassword)
    return refuse('The inbox has no user name and password for its webhook.')
  if (raw.method.toUpperCase() !== 'POST') return refuse('Postmark calls by POST.')
  if (!hasOnlyOurQuery(raw.url)) return refuse('The address has a query that is not ours.')
  const expected = `Basic ${Buffer.from(`${webhookUser}:${webhookPassword}`).toString('base64')}`
  return constantTimeEqual(raw.headers['authorization'] ?? '', expected)
    ? { ok: true }
    : refuse(
        'The user name or the password is another one. They stand in the webhook address at Postmark: https://user:password@…',
      )
}
