// The Message-IDs of our own mails: made from our message's id, so that every attempt to send carries the same one
// and whatever comes back (an answer, a bounce, our own copy) names the message.
import type { InboxAccount } from '#channels/channel.ts'
import { ownAddresses } from './own-addresses.ts'

/** Ids that we gave to mails that came without one. Nobody else has heard of them. */
export const NO_ID_DOMAIN = 'no-message-id.invalid'

/** The Message-ID under which a message of ours leaves. */
export function messageIdFor(account: InboxAccount, messageId: string): string {
  return `<${messageId}@${domainOf(account.address)}>`
}

/** The message of ours that a Message-ID names, or null where it is somebody else's. */
export function ownMessageOf(id: string, account: InboxAccount): string | null {
  const match = /^<(msg_[0-9A-Za-z]{1,40})@([^@<>\s]+)>$/.exec(id)
  const domain = match?.[2]?.toLowerCase()
  const ours = ownAddresses(account).some((address) => domainOf(address) === domain)
  return ours ? (match?.[1] ?? null) : null
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}
