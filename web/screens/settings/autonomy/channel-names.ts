// The channels of this installation, each once.
import type { ChannelKind } from '#domain/channel.ts'
import { useChannels, useInboxes } from '#web/store/settings.ts'

/** Those that the business has an inbox on; all that there are where it has none yet. */
export function useChannelNames(): { kind: ChannelKind; label: string }[] {
  const channels = useChannels().data ?? []
  const inboxes = useInboxes().data ?? []
  const all = [...new Map(channels.map((c) => [c.capabilities.channel, c.capabilities.label])).entries()].map(
    ([kind, label]) => ({ kind, label }),
  )
  const own = all.filter(({ kind }) => inboxes.some((inbox) => inbox.channel === kind))
  return own.length > 0 ? own : all
}
