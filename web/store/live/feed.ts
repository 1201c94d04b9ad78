// Events of the live feed, applied to what the screens have cached. Events say what is true now (rows are hydrated),
// so applying one twice, or late, changes nothing.
import type { QueryClient } from '@tanstack/react-query'
import type { ListQuery } from '#web/store/filters.ts'
import { keys } from '#web/store/keys.ts'
import {
  type CachedRow,
  findRow,
  type ListPages,
  mapRows,
  markRead,
  mergeRow,
  placeRow,
} from '#web/store/list-cache.ts'
import { type Thread, takeMessage } from '#web/store/thread-cache.ts'
import type { Conversation, ConversationRow } from '#wire/api/conversations.ts'
import type { FeedEvent } from '#wire/events.ts'
import { isMark, type Mark, toMark } from './marks.ts'

export type FeedContext = {
  client: QueryClient
  /** The member who looks: their own reads arrive from their other tabs. */
  memberId: string | null
  /** The conversation that is open now. */
  openId: string | null
  /** Counts, and rows that cannot be made from an event, are asked for again; the caller gathers such wishes. */
  refetch(key: readonly unknown[]): void
  /** A customer wrote. For the announcer, the title and the thread's pill. */
  heard(event: FeedEvent): void
  /** A task has become due. */
  due?(event: FeedEvent): void
}

/** Applies a batch in order. Conversations are patched once per batch, with all messages that it brought. */
export function applyEvents(events: FeedEvent[], context: FeedContext): void {
  const rows = new Map<string, { row: ConversationRow; received: number[] }>()
  for (const event of events) {
    applyOne(event, context)
    if (!event.conversation) continue
    const entry = rows.get(event.conversation.id) ?? { row: event.conversation, received: [] }
    entry.row = event.conversation
    if (event.type === 'message.received' && event.message) entry.received.push(event.message.seq)
    rows.set(event.conversation.id, entry)
  }
  for (const { row, received } of rows.values()) patchConversation(row, received, context)
  if (events.some((event) => event.type.startsWith('conversation.') || event.type === 'message.received'))
    context.refetch(keys.counts)
}

function applyOne(event: FeedEvent, context: FeedContext): void {
  const { client } = context
  const { message, conversationId } = event
  if (message)
    client.setQueryData<Thread>(
      keys.thread(message.conversationId),
      (thread) => thread && takeMessage(thread, message),
    )
  if (conversationId && isMark(event.type))
    client.setQueryData<Mark[]>(keys.marks(conversationId), (marks = []) =>
      marks.some((mark) => mark.cursor === event.cursor) ? marks : [...marks, toMark(event)],
    )
  switch (event.type) {
    case 'message.received':
      context.heard(event)
      break
    case 'conversation.read':
      if (conversationId && event.actor === context.memberId && typeof event.data.seq === 'number')
        patchRead(client, conversationId, event.data.seq)
      break
    case 'call.updated':
      if (typeof event.data.callId === 'string') context.refetch(keys.call(event.data.callId))
      // A missed call asks for somebody; an answered one does so no more.
      context.refetch(keys.counts)
      break
    case 'ai.answered':
    case 'ai.silent':
      if (conversationId) context.refetch(keys.turns(conversationId))
      break
    case 'usage.warned':
      context.refetch(keys.workspace)
      context.refetch(keys.me)
      break
    case 'conversation.escalated':
    case 'conversation.alerted':
    case 'conversation.acknowledged':
    case 'conversation.resume_planned':
    case 'conversation.taken_over':
    case 'conversation.ai_resumed':
    case 'conversation.closed':
      context.refetch(keys.escalations)
      if (conversationId) context.refetch(keys.handover(conversationId))
      break
    case 'conversation.reviewed':
      if (conversationId) context.refetch(keys.review(conversationId))
      break
    case 'task.changed':
    case 'task.due':
      context.refetch(keys.tasks)
      context.refetch(keys.counts)
      if (event.type === 'task.due') context.due?.(event)
      break
    case 'draft.waiting':
    case 'draft.closed':
      context.refetch(keys.drafts)
      context.refetch(keys.counts)
      if (conversationId) context.refetch(keys.turns(conversationId))
      break
    case 'autonomy.changed':
      context.refetch(keys.autonomy)
      break
    case 'ai.stopped':
    case 'ai.started':
    case 'settings.updated':
    case 'inbox.updated':
    case 'inbox.created':
    case 'inbox.quarantined':
      context.refetch(keys.inboxes)
      context.refetch(keys.me)
      if (context.openId) context.refetch(keys.conversation(context.openId))
      break
    case 'agent.updated':
    case 'ai.budget':
      context.refetch(keys.agents)
      break
    case 'knowledge.updated':
      context.refetch(keys.knowledge)
      break
    case 'contact.merged':
    case 'contact.unmerged':
      // Rows carry their contact, and counts of what a contact has: all of it may be another's now.
      context.refetch(keys.contacts)
      context.refetch(keys.lists)
      context.refetch(keys.appointments)
      break
    case 'contact.suggested':
    case 'contact.updated':
      context.refetch(keys.duplicates)
      break
    case 'sample.removed':
      context.refetch([])
      break
    default:
      break
  }
  if (event.type.startsWith('appointment.')) context.refetch(keys.appointments)
  if (event.contactId && /^(contact|lead|appointment)\./.test(event.type)) {
    context.refetch(keys.contact(event.contactId))
    if (conversationId ?? context.openId)
      context.refetch(keys.conversation(conversationId ?? context.openId ?? ''))
  }
}

function patchConversation(row: ConversationRow, received: number[], context: FeedContext): void {
  const { client, openId } = context
  const lists = client.getQueriesData<ListPages>({ queryKey: keys.lists })
  let known: CachedRow | undefined = client.getQueryData<Conversation>(keys.conversation(row.id))
  for (const [, data] of lists) known ??= findRow(data, row.id)
  // Nobody here has seen this conversation: how much of it this member has read only the server knows.
  if (!known && row.lastSeq > received.length) context.refetch(keys.lists)
  const merged = mergeRow(known, row, received)
  for (const [key, data] of lists) {
    if (!data) continue
    const query = (key[2] ?? {}) as ListQuery
    client.setQueryData<ListPages>(key, placeRow(data, merged, { query, keepId: openId }))
  }
  const detail = client.getQueryData<Conversation>(keys.conversation(row.id))
  if (!detail) return
  client.setQueryData<Conversation>(keys.conversation(row.id), { ...detail, ...merged })
  // Who answers, and how the customer can be reached, hang on facts that a row does not carry.
  if (
    detail.handler !== row.handler ||
    detail.status !== row.status ||
    detail.channel !== row.channel ||
    received.length > 0
  )
    context.refetch(keys.conversation(row.id))
}

/** Marks a conversation as read up to `seq` wherever it is cached. */
export function patchRead(client: QueryClient, id: string, seq: number): void {
  patchRow(client, id, (row) => markRead(row, seq))
}

/** Changes one conversation in every list and in its detail, order untouched. */
export function patchRow(client: QueryClient, id: string, change: (row: CachedRow) => CachedRow): void {
  for (const [key, data] of client.getQueriesData<ListPages>({ queryKey: keys.lists }))
    if (data) client.setQueryData<ListPages>(key, mapRows(data, id, change))
  client.setQueryData<Conversation>(
    keys.conversation(id),
    (detail) => detail && { ...detail, ...change(detail) },
  )
}
