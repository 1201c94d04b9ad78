// Messages: pages of a thread, and what we write ourselves. Inbound ones come through ingest.ts.
import type { AddressKind, ChannelKind } from '#domain/channel.ts'
import type { Understanding } from '#domain/intent.ts'
import type {
  Attachment,
  AuthorKind,
  DeliveryError,
  Direction,
  EmailHeaders,
  MessageStatus,
  Purpose,
} from '#domain/message.ts'
import type { StoredReaction } from '#domain/reactions.ts'
import type { Verdict } from '#domain/send-gate.ts'
import type { Sending } from '#domain/send-later.ts'
import { query, type Store, type Tx } from './pool.ts'
import { attachQuoted, type Quoted } from './quotes.ts'
import { understandingColumn, understandingJoin } from './understandings.ts'

export type MessageRecord = {
  id: string
  conversation_id: string
  seq: number
  direction: Direction
  channel: ChannelKind
  inbox_id: string
  address_id: string
  address_kind: AddressKind
  address_value: string
  external_id: string | null
  author: AuthorKind
  author_id: string | null
  author_name: string | null
  purpose: Purpose
  body: string
  subject: string | null
  attachments: Attachment[] | null
  email: EmailHeaders | null
  meta: Record<string, unknown> | null
  automatic: boolean
  status: MessageStatus
  turn: number
  turn_id: string | null
  attempts: number
  error: DeliveryError | null
  verdict: Verdict | null
  client_id: string | null
  created_at: Date
  sent_at: Date | null
  delivered_at: Date | null
  read_at: Date | null
  reactions: StoredReaction[] | null
  edited_at: Date | null
  unsent_at: Date | null
  next_attempt_at: Date | null
  send_at: Date | null
  sending: Sending | null
  has_html: boolean
  has_raw: boolean
  /** What it was read as; null for what is no customer's, and for what was not read yet. */
  understanding?: Understanding | null
  /** The message that this one answers, where it is known here. */
  quoted?: Quoted | null
}

const columns = `m.id, m.conversation_id, m.seq, m.direction, m.channel, m.inbox_id, m.address_id, a.kind as address_kind,
  a.value as address_value, m.external_id, m.author, m.author_id, m.author_name, m.purpose, m.body, m.subject, m.attachments,
  m.email, m.meta, m.automatic, m.status, m.turn, m.turn_id, m.attempts, m.error, m.verdict, m.client_id, m.created_at, m.sent_at,
  m.delivered_at, m.read_at, m.reactions, m.edited_at, m.unsent_at, m.next_attempt_at, m.send_at, m.sending, coalesce(b.html is not null, false) as has_html, coalesce(b.raw_file_id is not null, false) as has_raw,
  ${understandingColumn}`
const joins = `join addresses a on a.workspace_id = m.workspace_id and a.id = m.address_id
  left join mail_bodies b on b.workspace_id = m.workspace_id and b.message_id = m.id and m.email is not null
  ${understandingJoin}`

export type ThreadPage = { before?: number; after?: number; around?: number; limit: number }

/** A page of a thread, oldest first. Without a place: the newest messages. */
export async function listMessages(
  store: Store,
  workspaceId: string,
  conversationId: string,
  page: ThreadPage,
): Promise<MessageRecord[]> {
  const from = `select ${columns} from messages m ${joins} where m.workspace_id = $1 and m.conversation_id = $2`
  if (page.after !== undefined)
    return attachQuoted(
      store.db,
      workspaceId,
      await store.run<MessageRecord>('thread-after', `${from} and m.seq > $3 order by m.seq limit $4`, [
        workspaceId,
        conversationId,
        page.after,
        page.limit,
      ]),
    )
  const upTo =
    page.around !== undefined
      ? page.around + Math.ceil(page.limit / 2)
      : page.before !== undefined
        ? page.before - 1
        : 2_147_483_647
  const rows = await store.run<MessageRecord>(
    'thread-before',
    `${from} and m.seq <= $3 order by m.seq desc limit $4`,
    [workspaceId, conversationId, upTo, page.limit],
  )
  return attachQuoted(store.db, workspaceId, rows.reverse())
}

export async function findMessages(
  store: Store,
  workspaceId: string,
  ids: string[],
): Promise<MessageRecord[]> {
  if (ids.length === 0) return []
  const rows = await store.run<MessageRecord>(
    'messages-by-id',
    `select ${columns} from messages m ${joins} where m.workspace_id = $1 and m.id = any($2)`,
    [workspaceId, ids],
  )
  return attachQuoted(store.db, workspaceId, rows)
}

export async function findMessage(
  store: Store,
  workspaceId: string,
  id: string,
): Promise<MessageRecord | null> {
  const [row] = await findMessages(store, workspaceId, [id])
  return row ?? null
}

export type ThreadLine = {
  seq: number
  direction: Direction
  author: AuthorKind
  author_name: string | null
  body: string
  attachments: Attachment[] | null
  created_at: Date
  automatic: boolean
  automatic_reason: string | null
  keyword: string | null
  unsent_at: Date | null
  id: string
}

/** The last lines of a thread, oldest first, as the front desk reads them. Only what really went out, or came in. */
export async function readThread(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
  limit: number,
): Promise<ThreadLine[]> {
  const rows = await query<ThreadLine>(
    tx,
    `select id, seq, direction, author, author_name,
       -- What was said on the phone is long; the beginning tells what it was about.
       case when purpose = 'call' then left(body, 2000) else body end as body, attachments, created_at, automatic,
       meta ->> 'automaticReason' as automatic_reason, keyword, unsent_at from messages
     where workspace_id = $1 and conversation_id = $2 and status not in ('canceled', 'failed') order by seq desc limit $3`,
    [workspaceId, conversationId, limit],
  )
  return rows.reverse()
}

export type NewOutbound = {
  id: string
  conversationId: string
  seq: number
  channel: ChannelKind
  inboxId: string
  addressId: string
  externalId: string | null
  author: AuthorKind
  authorId: string | null
  authorName: string | null
  purpose: Purpose
  body: string
  subject: string | null
  attachments: Attachment[]
  email: EmailHeaders | null
  turn: number
  turnId: string | null
  status: MessageStatus
  /** Null for what did not go through us and that nobody was asked about. */
  verdict: Verdict | null
  error: DeliveryError | null
  clientId: string | null
  /** What else it is made of: its template, its choices, what it answers (domain/parts.ts). */
  meta?: Record<string, unknown> | null
  at: Date
  nextAttemptAt: Date | null
  /** Written to leave at this time. */
  sendAt?: Date | null
  sending?: Sending | null
  /** It concerns somebody else: the conversation's last words stay as they are. */
  aside?: boolean
}

/** Writes a message of ours and makes it the conversation's last. The caller holds the conversation's lock. */
export async function insertOutbound(tx: Tx, workspaceId: string, m: NewOutbound): Promise<void> {
  await tx
    .insertInto('messages')
    .values({
      workspace_id: workspaceId,
      id: m.id,
      conversation_id: m.conversationId,
      seq: m.seq,
      direction: 'out',
      channel: m.channel,
      inbox_id: m.inboxId,
      address_id: m.addressId,
      external_id: m.externalId,
      author: m.author,
      author_id: m.authorId,
      author_name: m.authorName,
      purpose: m.purpose,
      body: m.body.replaceAll('\u0000', ''),
      subject: m.subject,
      attachments: m.attachments.length > 0 ? JSON.stringify(m.attachments) : null,
      email: m.email ? JSON.stringify(m.email) : null,
      status: m.status,
      turn: m.turn,
      turn_id: m.turnId,
      verdict: m.verdict ? JSON.stringify(m.verdict) : null,
      error: m.error ? JSON.stringify(m.error) : null,
      client_id: m.clientId,
      created_at: m.at,
      next_attempt_at: m.nextAttemptAt,
      ...(m.sendAt ? { send_at: m.sendAt } : {}),
      ...(m.sending ? { sending: JSON.stringify(m.sending) } : {}),
      ...(m.meta ? { meta: JSON.stringify(m.meta) } : {}),
    })
    .execute()
  if (m.aside) {
    await query(tx, 'update conversations set last_seq = $3 where workspace_id = $1 and id = $2', [
      workspaceId,
      m.conversationId,
      m.seq,
    ])
    return
  }
  await query(
    tx,
    `update conversations set last_seq = $3, last_message_at = greatest(last_message_at, $4::timestamptz), last_message_id = $5,
       last_direction = 'out', last_author = $6, preview = left($7, 160),
       missed_call_at = case when $6 in ('member', 'api', 'phone') then null else missed_call_at end
     where workspace_id = $1 and id = $2`,
    [
      workspaceId,
      m.conversationId,
      m.seq,
      m.at,
      m.id,
      m.author,
      m.body || (m.attachments[0] ? `📎 ${m.attachments[0].name}` : ''),
    ],
  )
}

/** The next message from this address on this inbox comes back to this conversation. */
export async function pointThread(
  tx: Tx,
  workspaceId: string,
  inboxId: string,
  addressId: string,
  conversationId: string,
): Promise<void> {
  await query(
    tx,
    `insert into threads (workspace_id, inbox_id, address_id, conversation_id) values ($1, $2, $3, $4)
     on conflict (workspace_id, inbox_id, address_id) do update set conversation_id = excluded.conversation_id
     where threads.conversation_id <> excluded.conversation_id`,
    [workspaceId, inboxId, addressId, conversationId],
  )
}

/** Drops AI and automatic texts that have not left yet; returns their ids. */
export async function cancelQueued(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
  verdict: Verdict,
): Promise<string[]> {
  const rows = await query<{ id: string }>(
    tx,
    `update messages set status = 'canceled', verdict = $3 where workspace_id = $1 and conversation_id = $2
       and status = 'queued' and author = 'ai' returning id`,
    [workspaceId, conversationId, JSON.stringify(verdict)],
  )
  return rows.map((r) => r.id)
}

/** Drops what has not left yet to an address, whatever conversation it is in and whenever it was to leave. */
export async function cancelQueuedTo(
  tx: Tx,
  workspaceId: string,
  addressId: string,
  verdict: Verdict,
  /** Only what is for this purpose; by default everything. */
  onlyMarketing = false,
): Promise<{ id: string; conversation_id: string }[]> {
  return query(
    tx,
    `update messages set status = 'canceled', verdict = $3, next_attempt_at = null
     where workspace_id = $1 and address_id = $2 and status = 'queued'
       and (not $4::boolean or purpose = 'marketing' or meta #>> '{template,template,category}' = 'marketing')
     returning id, conversation_id`,
    [workspaceId, addressId, JSON.stringify(verdict), onlyMarketing],
  )
}

/** How many texts the AI wrote in a conversation since a moment. */
export async function countAiTexts(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
  since: Date,
): Promise<number> {
  const [row] = await query<{ count: number }>(
    tx,
    `select count(*)::int as count from messages where workspace_id = $1 and conversation_id = $2 and author = 'ai' and created_at > $3`,
    [workspaceId, conversationId, since],
  )
  return row?.count ?? 0
}

/** Is an AI text of this conversation on the wire right now? */
export async function aiOnTheWire(
  store: Store,
  workspaceId: string,
  conversationId: string,
): Promise<boolean> {
  const rows = await store.run(
    'ai-on-the-wire',
    `select 1 from messages where workspace_id = $1 and conversation_id = $2 and status = 'sending' and author = 'ai'
       and external_id is null and next_attempt_at is null limit 1`,
    [workspaceId, conversationId],
  )
  return rows.length > 0
}

/** Replaces the attachments of a message once their files are stored; false where it was taken back meanwhile. */
export async function setAttachments(
  tx: Tx,
  workspaceId: string,
  messageId: string,
  attachments: Attachment[],
): Promise<boolean> {
  const result = await tx
    .updateTable('messages')
    .set({ attachments: JSON.stringify(attachments) })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', messageId)
    .where('unsent_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}
