// Which addresses mean the inbox itself: its own and those that forward to it.
import type { InboxAccount } from '#channels/channel.ts'
import { normaliseAddress } from '#domain/address.ts'

/** The addresses of this inbox, in their one spelling, its main one first. */
export function ownAddresses(account: InboxAccount): string[] {
  const aliases = linesToList(account.settings['aliases'])
  const written = [account.address, ...(Array.isArray(aliases) ? aliases.map(String) : [])]
  return written.flatMap((address) => normaliseAddress('email', address) ?? address.trim().toLowerCase())
}

/** What a person typed into one field, a line or a comma between each; what is a list already stays one. */
export function linesToList(value: unknown): unknown {
  if (typeof value !== 'string') return value
  return value.split(/[\s,;]+/).filter((line) => line !== '')
}
