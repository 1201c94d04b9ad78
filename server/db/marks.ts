// What happens to a message after it was written. Found by the provider's id; changed under the locks that everybody
// else takes: the id's (as the ingest does) and, where the text changes, the conversation's.
import type { Keyword } from '#domain/consent.ts'
import type { Handler } from '#domain/conversation.ts'
import type { Attachment, AuthorKind, Direction, MessageStatus } from '#domain/message.ts'
import type { StoredReaction } from '#domain/reactions.ts'
import { deleteFileRows } from './files.ts'
import { query, type Tx } from './pool.ts'

export type MarkedMessage = {
  id: string
  conversation_id: string
  contact_id: string
  address_id: string
  seq: number
  direction: Direction
  author: AuthorKind
  body: string
  attachments: Attachment[] | null
  reactions: StoredReaction[] | null
  edited_at: Date | null
  unsent_at: Date | null
}

const columns = `m.id, m.conversation_id, c.contact_id, m.address_id, m.seq, m.direction, m.author, m.body, m.attachments, m.reactions, m.edited_at, m.unsent_at`
const joins = `join conversations c on c.workspace_id = m.workspace_id and c.id = m.conversation_id`

/** The message with this provider id, with its row locked; null where we do not know it (yet). */
export async function lockMarked(
  tx: Tx,
  workspaceId: string,
  inboxId: string,
  externalId: string,
): Promise<MarkedMessage | null> {
  const [row] = await query<MarkedMessage>(
    tx,
    `select ${columns} from messages m ${joins} where m.workspace_id = $1 and m.inbox_id = $2 and m.external_id = $3 for update of m`,
    [workspaceId, inboxId, externalId],
  )
  return row ?? null
}

/** The conversation of the message with this provider id: to be locked before the message itself. */
export async function findMarkedConversation(
  tx: Tx,
  workspaceId: string,
  inboxId: string,
  externalId: string,
): Promise<string | null> {
  const [row] = await query<{ conversation_id: string }>(
    tx,
    'select conversation_id from messages where workspace_id = $1 and inbox_id = $2 and external_id = $3',
    [workspaceId, inboxId, externalId],
  )
  return row?.conversation_id ?? null
}

export async function setReactions(
  tx: Tx,
  workspaceId: string,
  messageId: string,
  reactions: StoredReaction[],
): Promise<void> {
  await query(tx, 'update messages set reactions = $3 where workspace_id = $1 and id = $2', [
    workspaceId,
    messageId,
    JSON.stringify(reactions),
  ])
}

/** Replaces the text; the former one is kept as a version, and the list shows the new one where it shows this message. */
export async function editMessage(
  tx: Tx,
  workspaceId: string,
  message: MarkedMessage,
  text: string,
  at: Date,
): Promise<void> {
  await query(
    tx,
    `insert into message_versions (workspace_id, message_id, version, body, until)
     select $1, $2, coalesce(max(version), 0) + 1, $3, $4 from message_versions where workspace_id = $1 and message_id = $2`,
    [workspaceId, message.id, message.body, at],
  )
  await query(tx, 'update messages set body = $3, edited_at = $4 where workspace_id = $1 and id = $2', [
    workspaceId,
    message.id,
    text.replaceAll('\u0000', ''),
    at,
  ])
  await setPreview(tx, workspaceId, message, text)
}

/** Which keyword its text is by now. */
export async function setKeyword(
  tx: Tx,
  workspaceId: string,
  messageId: string,
  keyword: Keyword | null,
): Promise<void> {
  await query(tx, 'update messages set keyword = $3 where workspace_id = $1 and id = $2', [
    workspaceId,
    messageId,
    keyword,
  ])
}

/** Takes the message back: its words, its versions and its files are gone. Returns the ids of the files to delete. */
export async function unsendMessage(
  tx: Tx,
  workspaceId: string,
  message: MarkedMessage,
  note: { attachments: Attachment[]; preview: string },
  at: Date,
): Promise<string[]> {
  await query(
    tx,
    `update messages set body = '', subject = null, attachments = $3, reactions = null, unsent_at = $4,
       -- What the customer said beside the text goes too; what we need to know the message by stays.
       meta = (select jsonb_object_agg(key, value) from jsonb_each(meta) where key in ('providerSentAt', 'pastIds'))
     where workspace_id = $1 and id = $2`,
    [workspaceId, message.id, note.attachments.length > 0 ? JSON.stringify(note.attachments) : null, at],
  )
  await query(tx, 'delete from message_versions where workspace_id = $1 and message_id = $2', [
    workspaceId,
    message.id,
  ])
  await setPreview(tx, workspaceId, message, note.preview)
  // Files of our own may lie in other messages too; what came in was stored for this one.
  if (message.direction === 'out' && message.author !== 'phone') return []
  const ids = (message.attachments ?? []).flatMap((one) => (one.id ? [one.id] : []))
  await deleteFileRows(tx, workspaceId, ids)
  return ids
}

async function setPreview(tx: Tx, workspaceId: string, message: MarkedMessage, text: string): Promise<void> {
  await query(
    tx,
    `update conversations set preview = left($4, 160) where workspace_id = $1 and id = $2 and last_message_id = $3`,
    [workspaceId, message.conversation_id, message.id, text],
  )
}

/** A turn of the front desk that has read what the customer changed is stale from now on. */
export async function countChange(tx: Tx, workspaceId: string, conversationId: string): Promise<void> {
  await query(tx, 'update conversations set changes = changes + 1 where workspace_id = $1 and id = $2', [
    workspaceId,
    conversationId,
  ])
}

/**
 * Puts the customer's last message, which was answered, before the front desk again; false where something else is last,
 * or where none of `handlers` answers.
 */
export async function reopenChanged(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
  seq: number,
  at: Date,
  handlers: Handler[],
): Promise<boolean> {
  const rows = await query(
    tx,
    `update conversations set answered_seq = $3::int - 1, burst_started_at = $4
     where workspace_id = $1 and id = $2 and kind = 'customer' and handler = any($5) and status <> 'closed'
       and last_inbound_seq = $3 and answered_seq >= $3 returning id`,
    [workspaceId, conversationId, seq, at, handlers],
  )
  return rows.length > 0
}

export type Version = { body: string; until: Date }

/** What a message said before, the oldest first. */
export async function listVersions(tx: Tx, workspaceId: string, messageId: string): Promise<Version[]> {
  return query<Version>(
    tx,
    'select body, until from message_versions where workspace_id = $1 and message_id = $2 order by version',
    [workspaceId, messageId],
  )
}

export type Moved = {
  id: string
  conversation_id: string
  contact_id: string
  from: MessageStatus
}

/** So far back in a thread a watermark reaches: it must not cost more where people have written for years. */
const RECENT = 500

/**
 * Everything of ours to an address on an inbox that had left by then moves forward: one statement. By when we began to
 * send it, because the provider's time of a message lies between that and its answer. What failed stays failed.
 */
export async function moveUpTo(
  tx: Tx,
  workspaceId: string,
  mark: { inboxId: string; addressId: string; status: 'delivered' | 'read'; upTo: Date },
): Promise<Moved[]> {
  return query<Moved>(
    tx,
    `with target as (
       select m.id, m.status, m.conversation_id from addresses a
       join conversations c on c.workspace_id = a.workspace_id and c.contact_id = a.contact_id
       join messages m on m.workspace_id = c.workspace_id and m.conversation_id = c.id and m.seq > c.last_seq - ${RECENT}
       where a.workspace_id = $1 and a.id = $3 and m.inbox_id = $2 and m.address_id = $3 and m.direction = 'out'
         and m.external_id is not null and m.status = any($6) and coalesce(m.claimed_at, m.sent_at, m.created_at) <= $5
       order by m.id
       for update of m
     )
     update messages m set status = $4, error = null,
       sent_at = coalesce(m.sent_at, $5::timestamptz), delivered_at = coalesce(m.delivered_at, $5::timestamptz),
       read_at = case when $4 = 'read' then coalesce(m.read_at, $5::timestamptz) else m.read_at end
     from target t join conversations c on c.workspace_id = $1 and c.id = t.conversation_id
     where m.workspace_id = $1 and m.id = t.id
     returning m.id, m.conversation_id, c.contact_id, t.status as from`,
    [
      workspaceId,
      mark.inboxId,
      mark.addressId,
      mark.status,
      mark.upTo,
      mark.status === 'read' ? ['sending', 'sent', 'delivered'] : ['sending', 'sent'],
    ],
  )
}

/** When we began to send the message with this provider id; null where we do not know it. */
export async function findSendTime(
  tx: Tx,
  workspaceId: string,
  inboxId: string,
  externalId: string,
): Promise<Date | null> {
  const [row] = await query<{ at: Date }>(
    tx,
    `select coalesce(claimed_at, sent_at, created_at) as at from messages
     where workspace_id = $1 and inbox_id = $2 and external_id = $3 and direction = 'out'`,
    [workspaceId, inboxId, externalId],
  )
  return row?.at ?? null
}

/** Keeps how far an address has got; never backwards. */
export async function raiseWatermark(
  tx: Tx,
  workspaceId: string,
  mark: { inboxId: string; addressId: string; status: 'delivered' | 'read'; upTo: Date },
): Promise<void> {
  await query(
    tx,
    `insert into watermarks (workspace_id, inbox_id, address_id, delivered_to, read_to)
     values ($1, $2, $3, $4, case when $5 = 'read' then $4::timestamptz end)
     on conflict (workspace_id, inbox_id, address_id) do update set
       delivered_to = greatest(watermarks.delivered_to, excluded.delivered_to),
       read_to = greatest(watermarks.read_to, excluded.read_to)`,
    [workspaceId, mark.inboxId, mark.addressId, mark.upTo, mark.status],
  )
}

export async function findWatermark(
  tx: Tx,
  workspaceId: string,
  inboxId: string,
  addressId: string,
): Promise<{ delivered_to: Date | null; read_to: Date | null } | null> {
  const [row] = await query<{ delivered_to: Date | null; read_to: Date | null }>(
    tx,
    'select delivered_to, read_to from watermarks where workspace_id = $1 and inbox_id = $2 and address_id = $3',
    [workspaceId, inboxId, addressId],
  )
  return row ?? null
}
