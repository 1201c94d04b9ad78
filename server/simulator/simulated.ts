import type { InboxAccount } from '#channels/channel.ts'

/** The word that stands in an inbox's settings where the address of a real provider would. */
export const SIMULATOR = 'simulator'

/** Does this inbox live in the simulator? Only then may anything here touch it. */
export function isSimulated(account: Pick<InboxAccount, 'settings'>): boolean {
  return account.settings['apiBase'] === SIMULATOR || account.settings['smtpHost'] === SIMULATOR
}
