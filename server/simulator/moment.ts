import type { InboxAccount } from '#channels/channel.ts'
import { hmac } from '#lib/crypto.ts'
import type { Customer } from './devices.ts'
import { mailboxOf } from './mailbox/mailbox.ts'
import type { Outside } from './outside.ts'
import type { Moment } from './provider.ts'
import { storageUrl } from './storage.ts'

/** What a provider knows when it calls a business. */
export function momentOf(
  outside: Outside,
  account: InboxAccount,
  customer: Customer,
  signature: Moment['signature'] = 'right',
): Moment {
  const { flow } = outside.http
  return {
    account,
    customer,
    at: flow.clock.now(),
    signature,
    webhookUrl: `${flow.publicUrl()}/webhooks/${account.provider}/${account.key}`,
    mailbox: mailboxOf(outside.http.store, account),
    apiUrl: `${outside.loopback()}/simulator/${account.provider}`,
    derived: derivedFrom(flow.secret),
    storageUrl: (fileId) => storageUrl(outside, account.workspaceId, fileId),
  }
}

/** Keys of the providers here: derived, so that they need no place to be kept. */
export function derivedFrom(secret: string): (purpose: string) => Buffer {
  return (purpose) => Buffer.from(hmac('sha256', secret, `simulator ${purpose}`))
}
