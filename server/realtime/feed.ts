// Events as browsers get them: thin rows of the log, with the message and the conversation as they stand now.
import { findConversations } from '#db/conversation-list.ts'
import { readEvents } from '#db/events.ts'
import { findMessages } from '#db/messages.ts'
import type { Store } from '#db/pool.ts'
import type { Cursor, LogEvent } from '#domain/events.ts'
import { presentConversation } from '#present/conversation.ts'
import { type FileUrls, presentMessage } from '#present/message.ts'
import type { FeedEvent } from '#wire/events.ts'

const nobody = { id: '', baseline: new Date('9999-12-31T00:00:00Z') }

/** Looks up what a list of events of one workspace is about: two statements, however many events. */
export async function hydrate(
  store: Store,
  workspaceId: string,
  events: LogEvent[],
  urls: FileUrls,
): Promise<FeedEvent[]> {
  const now = new Date()
  const [messages, conversations] = await Promise.all([
    findMessages(store, workspaceId, distinct(events.map((e) => e.messageId))),
    findConversations(store, workspaceId, nobody, distinct(events.map((e) => e.conversationId))),
  ])
  const messageById = new Map(messages.map((m) => [m.id, presentMessage(m, workspaceId, urls)]))
  const conversationById = new Map(
    conversations.filter((c) => c.kind === 'customer').map((c) => [c.id, presentConversation(c, now)]),
  )
  return events.map((e) => ({
    cursor: e.cursor,
    type: e.type,
    conversationId: e.conversationId,
    contactId: e.contactId,
    actor: e.actor,
    data: e.data,
    at: e.at.toISOString(),
    message: (e.messageId && messageById.get(e.messageId)) || null,
    conversation: (e.conversationId && conversationById.get(e.conversationId)) || null,
  }))
}

function distinct(ids: (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))]
}

/** A page of a workspace's feed after a cursor; the cursor of the page is where to go on. */
export async function readFeed(
  store: Store,
  workspaceId: string,
  after: Cursor,
  limit: number,
  urls: FileUrls,
): Promise<{ items: FeedEvent[]; cursor: Cursor }> {
  const events = await readEvents(store, workspaceId, after, limit)
  return { items: await hydrate(store, workspaceId, events, urls), cursor: events.at(-1)?.cursor ?? after }
}
