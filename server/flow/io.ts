// What a channel gets of the world for one inbox.
import type { ChannelIo, InboxAccount } from '#channels/channel.ts'
import type { Flow } from './deps.ts'

export function ioOf(flow: Flow, { account }: { account: InboxAccount }): ChannelIo {
  return {
    fetch: flow.fetch,
    now: () => flow.clock.now(),
    webhookUrl: `${flow.publicUrl()}/webhooks/${account.provider}/${account.key}`,
    apiBase: flow.apiBase(account),
    secret: flow.secret,
  }
}
