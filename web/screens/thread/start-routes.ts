// By which inboxes a business may write to a contact first. Asks capabilities, never which channel it is. Pure.

import type { Address } from '#web/store/contacts.ts'
import type { ChannelInfo } from '#web/store/settings.ts'
import type { Inbox } from '#wire/api/settings.ts'

export type StartRoute = {
  key: string
  inboxId: string
  inboxName: string
  addressId: string
  address: string
  label: string
  subject: boolean
  maxLength: number
  /** Why it cannot be used; null when it can. */
  why: string | null
}

export function startRoutes(addresses: Address[], inboxes: Inbox[], channels: ChannelInfo[]): StartRoute[] {
  return inboxes.flatMap((inbox) => {
    const capabilities = channels.find(
      (c) => c.capabilities.channel === inbox.channel && c.provider === inbox.provider,
    )?.capabilities
    if (!capabilities?.mayStart) return []
    return addresses
      .filter((address) => address.kind === capabilities.addressKind)
      .map((address) => ({
        key: `${inbox.id} ${address.id}`,
        inboxId: inbox.id,
        inboxName: inbox.name,
        addressId: address.id,
        address: address.display,
        label: capabilities.label,
        subject: capabilities.subject,
        maxLength: capabilities.text.maxLength,
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
