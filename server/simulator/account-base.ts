import type { InboxAccount } from '#channels/channel.ts'

/** The word that stands in an inbox's settings where the address of a real provider would. */
export const SIMULATOR = 'simulator'

/**
 * Base address of the provider's API for an inbox: the setting `apiBase` as it is, or where it says `simulator` the
 * simulator's own API; for an inbox that mails through `simulator` its mail server. Null leaves the channel's default.
 */
export function findAccountBase(
  account: InboxAccount,
  bases: { http: string; smtp: string | null },
): string | null {
  const { apiBase, smtpHost } = account.settings
  if (smtpHost === SIMULATOR) return bases.smtp
  if (apiBase === SIMULATOR) return `${bases.http}/simulator/twilio`
  return typeof apiBase === 'string' && apiBase !== '' ? apiBase : null
}

/** Does this inbox live in the simulator? Only then may anything here touch it. */
export function isSimulated(account: Pick<InboxAccount, 'settings'>): boolean {
  return account.settings['apiBase'] === SIMULATOR || account.settings['smtpHost'] === SIMULATOR
}
