// The event log: append with the change, read in an order that skips nothing.
import type { Cursor, EventType, LogEvent } from '#domain/events.ts'
import { query, type Store, type Tx } from './pool.ts'

export type NewEvent = {
  type: EventType
  conversationId?: string | null
  contactId?: string | null
  messageId?: string | null
  actor?: string | null
  data?: Record<string, unknown>
}

/** Appends events in the caller's transaction and wakes the readers when it commits. */
export async function appendEvents(tx: Tx, workspaceId: string, events: NewEvent[]): Promise<void> {
  if (events.length === 0) return
  await query(
    tx,
    `with made as (
       insert into events (workspace_id, type, conversation_id, contact_id, message_id, actor, data)
       select $1, e.type, e."conversationId", e."contactId", e."messageId", e.actor, e.data
       from jsonb_to_recordset($2::jsonb) as e (
         type text, "conversationId" text, "contactId" text, "messageId" text, actor text, data jsonb)
     ) select pg_notify('frontdesk_events', '')`,
    [workspaceId, JSON.stringify(events)],
  )
}

type Row = {
  workspace_id: string
  xact: string
  position: number
  type: EventType
  conversation_id: string | null
  contact_id: string | null
  message_id: string | null
  actor: string | null
  data: Record<string, unknown> | null
  at: Date
}

function toEvent(row: Row): LogEvent {
  return {
    cursor: `${row.xact}.${row.position}`,
    workspaceId: row.workspace_id,
    type: row.type,
    conversationId: row.conversation_id,
    contactId: row.contact_id,
    messageId: row.message_id,
    actor: row.actor,
    data: row.data ?? {},
    at: row.at,
  }
}

const columns =
  'workspace_id, xact::text as xact, position, type, conversation_id, contact_id, message_id, actor, data, at'
/**
 * A row is passed only when every transaction that could still commit before it has ended: then (xact, position) is
 * final. Position alone would skip rows, because a later transaction can hold an earlier position.
 */
async function readHorizon(store: Store): Promise<string> {
  const [row] = await store.run<{ horizon: string }>(
    'event-horizon',
    'select event_horizon()::text as horizon',
    [],
  )
  return row?.horizon ?? '0'
}

/** Events of all workspaces after a cursor, in order: for the process's hub, which deals them out by workspace. */
export async function readAllEvents(store: Store, after: Cursor, limit: number): Promise<LogEvent[]> {
  const [xact, position] = after.split('.')
  const rows = await store.run<Row>(
    'events-all',
    `select ${columns} from events where (xact, position) > ($1::xid8, $2::bigint) and xact < $4::xid8
     order by xact, position limit $3`,
    [xact, position, limit, await readHorizon(store)],
  )
  return rows.map(toEvent)
}

/** Events of one workspace after a cursor, in order. */
export async function readEvents(
  store: Store,
  workspaceId: string,
  after: Cursor,
  limit: number,
): Promise<LogEvent[]> {
  const [xact, position] = after.split('.')
  const rows = await store.run<Row>(
    'events-workspace',
    `select ${columns} from events where workspace_id = $1 and (xact, position) > ($2::xid8, $3::bigint) and xact < $5::xid8
     order by xact, position limit $4`,
    [workspaceId, xact, position, limit, await readHorizon(store)],
  )
  return rows.map(toEvent)
}

/** The events of one conversation, oldest first: its activity. */
export async function readConversationEvents(
  store: Store,
  workspaceId: string,
  conversationId: string,
  limit: number,
): Promise<LogEvent[]> {
  const rows = await store.run<Row>(
    'events-conversation',
    `select ${columns} from events where workspace_id = $1 and conversation_id = $2 order by xact desc, position desc limit $3`,
    [workspaceId, conversationId, limit],
  )
  return rows.map(toEvent).reverse()
}

/** The cursor of now: everything that a reader could have seen lies before it. */
export async function currentCursor(store: Store): Promise<Cursor> {
  // Rows of transactions from the horizon on may still come; all before are settled.
  return `${BigInt(await readHorizon(store)) - 1n}.9223372036854775807`
}
