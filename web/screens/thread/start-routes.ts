// By which inboxes a business may write to a contact first. Asks capabilities, never which channel it is. Pure.

import type { LogRules } from '#domain/channel.ts'
import type { Address } from '#web/store/contacts.ts'
import type { ChannelInfo } from '#web/store/settings.ts'
import type { Inbox } from '#wire/api/settings.ts'

export type StartRoute = {
  key: string
  inboxId: string
  inboxName: string
  /** Null where their address has to be written down first: only where people keep a log. */
  addressId: string | null
  address: string
  label: string
  subject: boolean
  maxLength: number
  /** Nothing is sent: people write down what happened there. */
  log: LogRules | null
  /** Why it cannot be used; null when it can. */
  why: string | null
}

export function startRoutes(addresses: Address[], inboxes: Inbox[], channels: ChannelInfo[]): StartRoute[] {
  return inboxes.flatMap((inbox): StartRoute[] => {
    const capabilities = channels.find(
      (c) => c.capabilities.channel === inbox.channel && c.provider === inbox.provider,
    )?.capabilities
    if (!capabilities?.mayStart) return []
    const shared = {
      inboxId: inbox.id,
      inboxName: inbox.name,
      label: capabilities.label,
      subject: capabilities.subject,
      maxLength: capabilities.text.maxLength,
      log: capabilities.loggedByHand ?? null,
    }
    const known = addresses.filter((address) => address.kind === capabilities.addressKind)
    if (shared.log && known.length === 0)
      return [{ ...shared, key: `${inbox.id} new`, addressId: null, address: '', why: null }]
    return known.map((address) => ({
      ...shared,
      key: `${inbox.id} ${address.id}`,
      addressId: address.id,
      address: address.display,
      why: address.optedOutAt
        ? `${address.display} opted out of messages.`
        : address.unusable
          ? `${address.display} cannot be reached: ${address.unusable.reason}.`
          : inbox.status === 'paused'
            ? `The inbox ${inbox.name} is paused.`
            : null,
    }))
  })
}
