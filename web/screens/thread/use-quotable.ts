import { useMemo } from 'react'
import { useChannels } from '#web/store/settings.ts'
import type { Conversation } from '#wire/api/conversations.ts'

const NONE: ReadonlySet<string> = new Set()

/** The inboxes of this conversation whose channel lets a message say which one it answers. */
export function useQuotable(conversation: Conversation | undefined): ReadonlySet<string> {
  const channels = useChannels().data
  return useMemo(() => {
    const able = (conversation?.routes ?? []).filter((route) =>
      channels?.some(
        (c) =>
          c.provider === route.provider && c.capabilities.channel === route.channel && c.capabilities.quotes,
      ),
    )
    return able.length > 0 ? new Set(able.map((route) => route.inboxId)) : NONE
  }, [conversation?.routes, channels])
}
