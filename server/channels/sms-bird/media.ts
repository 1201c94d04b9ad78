// Which addresses of files get the account's credentials: its own workspace at Bird, and nobody else.
import type { InboxAccount } from '#channels/channel.ts'
import { apiBaseOf } from '#channels/protocols/rest/call.ts'
import { authorizationOf, BIRD_API, birdSettings } from './settings.ts'

/** Where Bird keeps the files of messages; from there it goes on to storage, without credentials. */
const BIRD_MEDIA = 'https://media.api.bird.com'

export function media(
  url: URL,
  account: InboxAccount,
  apiBase: string | null,
): { allowed: boolean; headers: Record<string, string> } {
  const { workspaceId } = birdSettings(account)
  // An emulator has files of its own: it is no business of Bird's then.
  const homes = apiBase === null ? [BIRD_API, BIRD_MEDIA] : [apiBaseOf({ apiBase }, BIRD_API)]
  const ours =
    workspaceId !== '' &&
    homes.some((home) => {
      const base = new URL(`${home}/workspaces/${encodeURIComponent(workspaceId)}/`)
      return url.origin === base.origin && url.pathname.startsWith(base.pathname)
    })
  return { allowed: true, headers: ours ? { authorization: authorizationOf(account) } : {} }
}
