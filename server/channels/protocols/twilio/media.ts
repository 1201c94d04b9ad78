// Which addresses of files get the account's credentials: Twilio's own API, and nobody else.
import type { InboxAccount } from '#channels/channel.ts'
import { apiBaseOf } from './rest.ts'
import { authorizationOf, twilioSettings } from './settings.ts'

/**
 * Files may lie anywhere (the fetch itself guards against private networks), but only the API that this inbox talks to
 * is told who we are. From there it goes on to storage, without them.
 */
export function accessMedia(
  url: URL,
  account: InboxAccount,
  apiBase: string | null,
): { allowed: boolean; headers: Record<string, string> } {
  const base = new URL(apiBaseOf({ apiBase }))
  const own = url.origin === base.origin && url.pathname.startsWith(`${base.pathname.replace(/\/$/, '')}/`)
  return { allowed: true, headers: own ? { authorization: authorizationOf(twilioSettings(account)) } : {} }
}
