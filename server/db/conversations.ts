// Conversations: the list, one of them, and the guarded moves of its state.
import type { AiFacts } from '#domain/ai-state.ts'
import type { AddressKind, ChannelKind } from '#domain/channel.ts'
import type { LeadStatus, Temperature } from '#domain/contact.ts'
import type { ConversationKind, ConversationStatus, EscalationReason, Handler } from '#domain/conversation.ts'
import type { AuthorKind, Direction, MessageStatus } from '#domain/message.ts'
import { query, type Store, type Tx } from './pool.ts'

export type ConversationRecord = {
  id: string
  contact_id: string
  kind: ConversationKind
  inbox_id: string
  address_id: string
  channel: ChannelKind
  status: ConversationStatus
  handler: Handler
  handled_by: string | null
  handled_by_name: string | null
  turn: number
  escalation_reason: EscalationReason | null
  escalation_note: string | null
  escalated_at: Date | null
  subject: string | null
  preview: string
  last_seq: number
  last_message_at: Date
  last_direction: Direction | null
  last_author: AuthorKind | null
  last_inbound_seq: number
  last_inbound_at: Date | null
  answered_seq: number
  created_at: Date
  sample: boolean
  contact_name: string | null
  lead_status: LeadStatus
  temperature_by_hand: Temperature | null
  address_kind: AddressKind
  address_value: string
  opted_out: boolean
  last_status: MessageStatus | null
  upcoming: number
  read_seq: number
  unread: number
}

const columns = `c.id, c.contact_id, c.kind, c.inbox_id, c.address_id, c.channel, c.status, c.handler, c.handled_by,
  c.handled_by_name, c.turn, c.escalation_reason, c.escalation_note, c.escalated_at, c.subject, c.preview, c.last_seq,
  c.last_message_at, c.last_direction, c.last_author, c.last_inbound_seq, c.last_inbound_at, c.answered_seq, c.created_at, c.sample,
  p.name as contact_name, p.lead_status, p.temperature_by_hand, a.kind as address_kind, a.value as address_value,
  exists (select 1 from addresses o where o.workspace_id = c.workspace_id and o.contact_id = c.contact_id and o.opted_out_at is not null) as opted_out,
  case when c.last_direction = 'out' then
    (select m.status from messages m where m.workspace_id = c.workspace_id and m.id = c.last_message_id) end as last_status,
  (select count(*)::int from appointments t where t.workspace_id = c.workspace_id and t.contact_id = c.contact_id
    and t.status = 'booked' and t.starts_at > now()) as upcoming,
  coalesce(r.seq, 0) as read_seq,
  case when c.last_inbound_at > $3::timestamptz then greatest(0, c.inbound_count - coalesce(r.inbound_seen, 0)) else 0 end as unread`

const joins = `join contacts p on p.workspace_id = c.workspace_id and p.id = c.contact_id
  join addresses a on a.workspace_id = c.workspace_id and a.id = c.address_id
  left join reads r on r.workspace_id = c.workspace_id and r.reader_id = $2 and r.conversation_id = c.id`

/** Who asks: unread is counted for them. */
export type Reader = { id: string; baseline: Date }

/** Pages by (last message, id), newest first. */
export type ListFilter = {
  filter: 'all' | 'unread' | 'requires_action'
  channel?: ChannelKind
  status?: ConversationStatus
  handler?: Handler
  contactId?: string
  before?: { at: Date; id: string }
  limit: number
}

const ACTION = `c.status <> 'closed' and (c.status = 'escalated' or (c.handler = 'human' and c.last_direction = 'in'))`
const UNREAD = `c.last_inbound_at > $3::timestamptz and c.inbound_count > coalesce(r.inbound_seen, 0)`

/** One page of the list. Each combination of filters is a statement of its own, so that each gets its own plan. */
export async function listConversations(
  store: Store,
  workspaceId: string,
  reader: Reader,
  f: ListFilter,
): Promise<ConversationRecord[]> {
  const values: unknown[] = [workspaceId, reader.id, baselineOf(reader), f.limit]
  const conditions = [`c.workspace_id = $1`, `c.kind = 'customer'`]
  let name = 'list'
  const add = (key: string, condition: (place: string) => string, ...more: unknown[]) => {
    const places = more.map((value) => `$${values.push(value)}`)
    conditions.push(condition(places.join(', ')))
    name += `-${key}`
  }
  if (f.channel) add('channel', (p) => `c.channel = ${p}`, f.channel)
  if (f.status) add('status', (p) => `c.status = ${p}`, f.status)
  if (f.handler) add('handler', (p) => `c.handler = ${p}`, f.handler)
  if (f.contactId) add('contact', (p) => `c.contact_id = ${p}`, f.contactId)
  if (f.filter === 'requires_action') add('action', () => ACTION)
  if (f.filter === 'unread') add('unread', () => UNREAD)
  if (f.before) add('before', (p) => `(c.last_message_at, c.id) < (${p})`, f.before.at, f.before.id)
  return store.run<ConversationRecord>(
    name,
    `select ${columns} from conversations c ${joins} where ${conditions.join(' and ')}
     order by c.last_message_at desc, c.id desc limit $4`,
    values,
  )
}

/** Rows by id, in no order; for search hits and for the live feed (reader '' reads nothing). */
export async function findConversations(store: Store, workspaceId: string, reader: Reader, ids: string[]): Promise<ConversationRecord[]> {
  if (ids.length === 0) return []
  return store.run<ConversationRecord>(
    'conversations-by-id',
    `select ${columns} from conversations c ${joins} where c.workspace_id = $1 and c.id = any($4)`,
    [workspaceId, reader.id, baselineOf(reader), ids],
  )
}

export async function findConversation(store: Store, workspaceId: string, reader: Reader, id: string): Promise<ConversationRecord | null> {
  const [row] = await findConversations(store, workspaceId, reader, [id])
  return row ?? null
}

function baselineOf(reader: Reader): string {
  // The driver reads '-infinity' as a number; it goes back as the word.
  return Number.isFinite(Number(reader.baseline)) ? reader.baseline.toISOString() : '-infinity'
}

/** Counts are capped: beyond a thousand nobody counts, and the list shows "999+". */
export async function countConversations(
  store: Store,
  workspaceId: string,
  reader: Reader,
): Promise<{ all: number; unread: number; requiresAction: number; escalated: number }> {
  const capped = (condition: string) =>
    `(select count(*)::int from (select 1 from conversations c ${condition.includes('r.') ? joins : ''}
      where c.workspace_id = $1 and c.kind = 'customer' and ${condition} limit 1000) some)`
  const [row] = await store.run<{ all: number; unread: number; requiresAction: number; escalated: number }>(
    'conversation-counts',
    `select ${capped('true')} as all, ${capped(UNREAD)} as unread, ${capped(ACTION)} as "requiresAction",
       ${capped(`c.status = 'escalated'`)} as escalated where $2::text is not null and $3::timestamptz is not null`,
    [workspaceId, reader.id, baselineOf(reader)],
  )
  return row ?? { all: 0, unread: 0, requiresAction: 0, escalated: 0 }
}

/** What the gate, the AI switch and the turn need to know of a conversation. */
export type ConversationFacts = {
  id: string
  contact_id: string
  kind: ConversationKind
  inbox_id: string
  address_id: string
  channel: ChannelKind
  status: ConversationStatus
  handler: Handler
  handled_by_name: string | null
  turn: number
  subject: string | null
  last_seq: number
  last_inbound_seq: number
  answered_seq: number
  ai_spoke: boolean
  desk_state: Record<string, unknown>
  ai_paused_at: Date | null
  ai_paused_reason: string | null
}

const facts = `select c.id, c.contact_id, c.kind, c.inbox_id, c.address_id, c.channel, c.status, c.handler, c.handled_by_name,
    c.turn, c.subject, c.last_seq, c.last_inbound_seq, c.answered_seq, c.ai_spoke, c.desk_state, p.ai_paused_at, p.ai_paused_reason
  from conversations c join contacts p on p.workspace_id = c.workspace_id and p.id = c.contact_id
  where c.workspace_id = $1 and c.id = $2`

export async function findFacts(tx: Tx, workspaceId: string, id: string): Promise<ConversationFacts | null> {
  const [row] = await query<ConversationFacts>(tx, facts, [workspaceId, id])
  return row ?? null
}

/** The same with the row locked: whoever holds it is the conversation's one writer until the transaction ends. */
export async function lockFacts(tx: Tx, workspaceId: string, id: string): Promise<ConversationFacts | null> {
  const [row] = await query<ConversationFacts>(tx, `${facts} for update of c`, [workspaceId, id])
  return row ?? null
}

/** Moves the axes and bumps the turn: every AI text written before is void from this moment. */
export async function moveConversation(
  tx: Tx,
  workspaceId: string,
  id: string,
  to: {
    status: ConversationStatus
    handler: Handler
    handledBy: { id: string | null; name: string | null } | null
    escalation?: { reason: EscalationReason; note: string | null; at: Date } | null
  },
): Promise<void> {
  await query(
    tx,
    `update conversations set status = $3, handler = $4, handled_by = $5, handled_by_name = $6, turn = turn + 1,
       escalation_reason = case when $7 then $8 else escalation_reason end,
       escalation_note = case when $7 then $9 else escalation_note end,
       escalated_at = case when $7 then $10::timestamptz else escalated_at end
     where workspace_id = $1 and id = $2`,
    [
      workspaceId,
      id,
      to.status,
      to.handler,
      to.handledBy?.id ?? null,
      to.handledBy?.name ?? null,
      to.escalation !== undefined,
      to.escalation?.reason ?? null,
      to.escalation?.note ?? null,
      to.escalation?.at ?? null,
    ],
  )
}

/** Records that a turn has dealt with the customer's messages up to `toSeq`; false where it was overtaken. */
export async function finishBurst(
  tx: Tx,
  workspaceId: string,
  id: string,
  burst: { fromSeq: number; toSeq: number; turn: number },
  more: { aiSpoke: boolean; deskState: Record<string, unknown> | null },
): Promise<boolean> {
  const rows = await query<{ id: string }>(
    tx,
    `update conversations set answered_seq = $4, ai_spoke = ai_spoke or $6, desk_state = coalesce($7::jsonb, desk_state),
       burst_started_at = case when last_inbound_seq > $4 then burst_started_at end
     where workspace_id = $1 and id = $2 and answered_seq = $3 and turn = $5 returning id`,
    [workspaceId, id, burst.fromSeq, burst.toSeq, burst.turn, more.aiSpoke, more.deskState ? JSON.stringify(more.deskState) : null],
  )
  return rows.length === 1
}

/** A new conversation that we begin; its thread pointer makes the answer come back to it. */
export async function insertConversation(
  tx: Tx,
  workspaceId: string,
  c: { id: string; contactId: string; inboxId: string; addressId: string; channel: ChannelKind; kind: ConversationKind; handler: Handler; subject: string | null; at: Date },
): Promise<void> {
  await tx
    .insertInto('conversations')
    .values({
      workspace_id: workspaceId,
      id: c.id,
      contact_id: c.contactId,
      inbox_id: c.inboxId,
      address_id: c.addressId,
      channel: c.channel,
      kind: c.kind,
      handler: c.handler,
      subject: c.subject,
      last_message_at: c.at,
      created_at: c.at,
    })
    .execute()
}

/** The thread of an address on an inbox, if there is one. */
export async function findThread(tx: Tx, workspaceId: string, inboxId: string, addressId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('threads')
    .select('conversation_id')
    .where('workspace_id', '=', workspaceId)
    .where('inbox_id', '=', inboxId)
    .where('address_id', '=', addressId)
    .executeTakeFirst()
  return row?.conversation_id ?? null
}

/** The conversation that an email of this subject from this address may continue: open, and recent. */
export async function findBySubject(store: Store, workspaceId: string, inboxId: string, address: string, subjectKey: string, since: Date): Promise<string | null> {
  const [row] = await store.run<{ id: string }>(
    'thread-by-subject',
    `select c.id from conversations c
     join addresses a on a.workspace_id = c.workspace_id and a.contact_id = c.contact_id and a.kind = 'email' and a.value = $3
     where c.workspace_id = $1 and c.inbox_id = $2 and c.status <> 'closed' and c.last_message_at > $5
       and regexp_replace(lower(coalesce(c.subject, '')), '^(\\s*(re|fwd?|aw|wg|sv|vs|antw|r|ref|tr|rv)\\s*(\\[\\d+\\])?\\s*:\\s*)+', '') = $4
     order by c.last_message_at desc limit 1`,
    [workspaceId, inboxId, address, subjectKey, since],
  )
  return row?.id ?? null
}

/** Marks how far a reader has read; never backwards. */
export async function markRead(tx: Tx, workspaceId: string, readerId: string, conversationId: string, seq: number): Promise<void> {
  await query(
    tx,
    `insert into reads (workspace_id, reader_id, conversation_id, seq, inbound_seen)
     select c.workspace_id, $2, c.id, least($4::int, c.last_seq),
       case when $4::int >= c.last_seq then c.inbound_count else
         (select count(*) from messages m where m.workspace_id = c.workspace_id and m.conversation_id = c.id and m.seq <= $4::int and m.direction = 'in') end
     from conversations c where c.workspace_id = $1 and c.id = $3
     on conflict (workspace_id, reader_id, conversation_id) do update
       set seq = greatest(reads.seq, excluded.seq), inbound_seen = greatest(reads.inbound_seen, excluded.inbound_seen)`,
    [workspaceId, readerId, conversationId, seq],
  )
}

/** The facts of the AI switch, put together from rows that the caller has read. */
export function aiFactsOf(
  conversation: Pick<ConversationFacts, 'kind' | 'status' | 'handler' | 'handled_by_name' | 'ai_paused_at' | 'ai_paused_reason'>,
  rest: Pick<AiFacts, 'workspaceOn' | 'channelOn' | 'channelLabel' | 'inboxOn' | 'inboxName' | 'inboxPaused' | 'optedOut'>,
): AiFacts {
  return {
    ...rest,
    kind: conversation.kind,
    status: conversation.status,
    handler: conversation.handler,
    handledBy: conversation.handled_by_name,
    contactPaused: conversation.ai_paused_at !== null,
    contactPausedReason: conversation.ai_paused_reason,
  }
}
