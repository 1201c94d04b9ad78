// Which addresses of files get the account's credentials: the account's own part of Plivo's API, and nobody else.
import type { InboxAccount } from '#channels/channel.ts'
import { messagesUrl } from './send.ts'
import { authorizationOf } from './settings.ts'

export function media(
  url: URL,
  account: InboxAccount,
  apiBase: string | null,
): { allowed: boolean; headers: Record<string, string> } {
  const own = new URL(messagesUrl({ apiBase }, account))
  const ours = url.origin === own.origin && url.pathname.startsWith(own.pathname)
  return { allowed: true, headers: ours ? { authorization: authorizationOf(account) } : {} }
}
