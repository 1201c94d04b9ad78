// The live feed: what a browser's socket and `GET /api/v1/events` carry.

import { z } from 'zod'
import { Cursor, EventType } from '#domain/events.ts'
import { Id, Timestamp } from './api/common.ts'
import { ConversationRow } from './api/conversations.ts'
import { Message } from './api/messages.ts'

export const FeedEvent = z
  .object({
    cursor: Cursor,
    type: EventType,
    conversationId: Id.nullable(),
    contactId: Id.nullable(),
    actor: z.string().nullable(),
    data: z.record(z.string(), z.unknown()),
    at: Timestamp,
    /** The rows as they stand when the event is read, where it concerns one. `readSeq` and `unread` of the row are 0: they differ by reader. */
    message: Message.nullable(),
    conversation: ConversationRow.nullable(),
  })
  .meta({ id: 'FeedEvent' })
export type FeedEvent = z.infer<typeof FeedEvent>

export const EventQuery = z.object({
  after: Cursor.optional().describe('Only events after this cursor; without it, only the cursor of now'),
  limit: z.coerce.number().int().min(1).max(500).default(200),
  wait: z.coerce.number().min(0).max(25).default(0).describe('Seconds to wait for an event: long polling'),
})
export const EventPage = z.object({ items: z.array(FeedEvent), cursor: Cursor }).meta({ id: 'EventPage' })

/** Server to browser. `hello` comes first; `typing` is a passing signal outside the log. */
export const StreamMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hello'), cursor: Cursor }),
  z.object({ kind: z.literal('events'), items: z.array(FeedEvent), cursor: Cursor }),
  z.object({
    kind: z.literal('typing'),
    conversationId: Id,
    who: z.enum(['contact', 'ai', 'member']),
    name: z.string().nullable(),
    preview: z.string().nullable(),
  }),
  z.object({ kind: z.literal('reset'), cursor: Cursor, why: z.string() }),
])
export type StreamMessage = z.infer<typeof StreamMessage>

/** Browser to server. */
export const StreamRequest = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('typing'), conversationId: Id }),
  z.object({ kind: z.literal('ping') }),
])
