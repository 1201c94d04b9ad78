import type { InboxAccount } from '#channels/channel.ts'
import { SIMULATOR } from './simulated.ts'

/**
 * Base address of the provider's API for an inbox: the setting `apiBase` as it is, or where it says `simulator` the
 * door of its provider here; for an inbox that mails through `simulator` the simulator's mail server. Null leaves the
 * channel's default. A provider that the simulator does not know answers nothing there: never is the real one called.
 */
export function findAccountBase(
  account: InboxAccount,
  bases: { http: string; smtp: string | null },
): string | null {
  const { apiBase, smtpHost } = account.settings
  if (smtpHost === SIMULATOR) return bases.smtp
  if (apiBase === SIMULATOR) return `${bases.http}/simulator/${account.provider}`
  return typeof apiBase === 'string' && apiBase !== '' ? apiBase : null
}
