// What a channel is given of the world when it calls its provider.
import type { ChannelIo, InboxAccount } from '#channels/channel.ts'
import type { Flow } from './deps.ts'
import { keepSettings } from './keep-settings.ts'

/** Where the provider calls us back for this inbox. */
export function webhookUrlOf(
  flow: Pick<Flow, 'publicUrl'>,
  account: Pick<InboxAccount, 'provider' | 'key'>,
): string {
  return `${flow.publicUrl()}/webhooks/${account.provider}/${account.key}`
}

/**
 * Origins of an inbox that may lie anywhere when its files are fetched: its API address, which the business has set
 * itself. Where members may not name private addresses, only our own simulator.
 */
export function trustedOrigins(flow: Flow, account: InboxAccount): string[] {
  const base = flow.apiBase(account)
  if (base === null || (flow.outsideOnly && account.settings['apiBase'] !== 'simulator')) return []
  return [new URL(base).origin]
}

export function ioOf(flow: Flow, account: InboxAccount): ChannelIo {
  return {
    fetch: flow.fetch,
    now: () => flow.clock.now(),
    webhookUrl: webhookUrlOf(flow, account),
    apiBase: flow.apiBase(account),
    secret: flow.secret,
    keep: (settings) => keepSettings(flow, account, settings),
  }
}
