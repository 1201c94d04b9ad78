import type { InboxAccount } from '#channels/channel.ts'
import type { Customer } from './devices.ts'
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
    apiUrl: `${outside.loopback()}/simulator/${account.provider}`,
    storageUrl: (fileId) => storageUrl(outside, account.workspaceId, fileId),
  }
}
