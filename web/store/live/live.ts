// Joins the stream to the query cache while somebody is signed in. Loaded after the first list: until then the cursor
// that was read before it keeps the place.

import { navigate } from '#web/router/location.ts'
import { client } from '#web/store/client.ts'
import { announce } from '#web/ui/announcer.tsx'
import { toast } from '#web/ui/toast.ts'
import type { FeedEvent } from '#wire/events.ts'
import { applyEvents } from './feed.ts'
import { openConversation } from './open-conversation.ts'
import { openStream, type Stream } from './stream.ts'
import { beat, stopTyping } from './typing.ts'

/** Wishes for a fresh read are gathered this long: a busy minute must not become a storm of requests. */
const GATHER_MS = 400

let stream: Stream | null = null

/** Listens from `cursor` on. Returns what stops it. */
export function startLive(cursor: string, memberId: string): () => void {
  const wishes = new Map<string, readonly unknown[]>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const refetch = (key: readonly unknown[]): void => {
    wishes.set(JSON.stringify(key), key)
    timer ??= setTimeout(() => {
      timer = undefined
      const due = [...wishes.values()]
      wishes.clear()
      for (const queryKey of due) void client.invalidateQueries({ queryKey })
    }, GATHER_MS)
  }
  stream = openStream(cursor, {
    events: (items) =>
      applyEvents(items, {
        client,
        memberId,
        openId: openConversation.get(),
        refetch,
        heard: (event) => {
          if (!event.conversationId) return
          stopTyping(event.conversationId)
          if (event.conversationId === openConversation.get()) announce(spoken(event))
        },
        due: tellDue(memberId),
      }),
    typing: ({ conversationId, who, name, preview }) => beat(conversationId, { who, name, preview }),
    reset: () => void client.invalidateQueries(),
  })
  return () => {
    clearTimeout(timer)
    stream?.stop()
    stream = null
  }
}

/** Told to whom it is given; to everybody where it is nobody's. */
const tellDue = (memberId: string) => (event: FeedEvent) => {
  const { assignedTo, text } = event.data
  if (typeof text !== 'string' || (typeof assignedTo === 'string' && assignedTo !== memberId)) return
  toast.say('A task is due', {
    description: text,
    action: { label: 'Show', onClick: () => navigate('/tasks') },
  })
}

function spoken({ message, conversation }: FeedEvent): string {
  return `${conversation?.contact.name ?? 'Customer'}: ${message?.text.slice(0, 200) || 'sent a file'}`
}

let lastBeat = 0
/** Tells the customer's side that a person is writing; at most one beat in three seconds. */
export function sayTyping(conversationId: string): void {
  const now = Date.now()
  if (now - lastBeat < 3_000) return
  lastBeat = now
  stream?.say({ kind: 'typing', conversationId })
}
