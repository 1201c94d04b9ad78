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
  usable: boolean
  /** Why it cannot be used; or, where it can, what becomes of the message meanwhile. */
  why: string | null
}

/** What leaves at once first, then what waits, then what is shut; otherwise as the inboxes were made. */
export function startRoutes(addresses: Address[], inboxes: Inbox[], channels: ChannelInfo[]): StartRoute[] {
  const routes = inboxes.flatMap((inbox): StartRoute[] => {
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
      return [{ ...shared, key: `${inbox.id} new`, addressId: null, address: '', usable: true, why: null }]
    return known.map((address) => ({
      ...shared,
      key: `${inbox.id} ${address.id}`,
      addressId: address.id,
      address: address.display,
      ...stateOf(address, inbox, shared.log !== null),
    }))
  })
  const rank = (route: StartRoute) => (!route.usable ? 2 : route.why ? 1 : 0)
  return routes.toSorted((a, b) => rank(a) - rank(b))
}

function stateOf(address: Address, inbox: Inbox, logged: boolean): Pick<StartRoute, 'usable' | 'why'> {
  // Where nothing is sent, nothing can be held up: what happened there may be written down.
  if (logged) return { usable: true, why: null }
  if (address.optedOutAt) return { usable: false, why: `${address.display} opted out of messages.` }
  if (address.unusable)
    return { usable: false, why: `${address.display} cannot be reached: ${address.unusable.reason}.` }
  if (inbox.status === 'paused')
    return {
      usable: true,
      why: `The inbox ${inbox.name} is paused. The message waits until it is active again.`,
    }
  return { usable: true, why: null }
}
