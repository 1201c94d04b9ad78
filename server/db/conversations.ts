// Conversations: the facts that decide, and the guarded moves of their state.
import type { ChannelKind } from '#domain/channel.ts'
import type { ConversationKind, ConversationStatus, EscalationReason, Handler } from '#domain/conversation.ts'
import { query, type Store, type Tx } from './pool.ts'

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
  last_inbound_at: Date | null
  burst_started_at: Date | null
  answered_seq: number
  ai_spoke: boolean
  /** How often the customer changed what they had written. */
  changes: number
  desk_state: Record<string, unknown>
  ai_paused_at: Date | null
  ai_paused_reason: string | null
}

const facts = `select c.id, c.contact_id, c.kind, c.inbox_id, c.address_id, c.channel, c.status, c.handler, c.handled_by_name,
    c.turn, c.subject, c.last_seq, c.last_inbound_seq, c.last_inbound_at, c.burst_started_at, c.answered_seq, c.ai_spoke, c.changes, c.desk_state, p.ai_paused_at, p.ai_paused_reason
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
       -- A person was called, or acted: what the front desk had begun is over, and it starts anew.
       desk_state = '{}',
       missed_call_at = case when $3 = 'closed' then null else missed_call_at end,
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
    [
      workspaceId,
      id,
      burst.fromSeq,
      burst.toSeq,
      burst.turn,
      more.aiSpoke,
      more.deskState ? JSON.stringify(more.deskState) : null,
    ],
  )
  return rows.length === 1
}

/** A new conversation that we begin; its thread pointer makes the answer come back to it. */
export async function insertConversation(
  tx: Tx,
  workspaceId: string,
  c: {
    id: string
    contactId: string
    inboxId: string
    addressId: string
    channel: ChannelKind
    kind: ConversationKind
    handler: Handler
    subject: string | null
    at: Date
  },
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
export async function findThread(
  tx: Tx,
  workspaceId: string,
  inboxId: string,
  addressId: string,
): Promise<string | null> {
  const row = await tx
    .selectFrom('threads')
    .select('conversation_id')
    .where('workspace_id', '=', workspaceId)
    .where('inbox_id', '=', inboxId)
    .where('address_id', '=', addressId)
    .executeTakeFirst()
  return row?.conversation_id ?? null
}

/** Open conversations of an address on an inbox since a moment, newest first, with their subjects: candidates for a mail that names no thread. */
export async function findRecentSubjects(
  store: Store,
  workspaceId: string,
  inboxId: string,
  address: string,
  since: Date,
): Promise<{ id: string; subject: string }[]> {
  return store.run(
    'thread-by-subject',
    `select c.id, c.subject from addresses a
     join conversations c on c.workspace_id = a.workspace_id and c.contact_id = a.contact_id
     where a.workspace_id = $1 and a.kind = 'email' and a.value = $3 and c.inbox_id = $2 and c.status <> 'closed'
       and c.last_message_at > $4 and c.subject is not null
     order by c.last_message_at desc limit 20`,
    [workspaceId, inboxId, address, since],
  )
}

/** Marks how far a reader has read; never backwards. */
export async function markRead(
  tx: Tx,
  workspaceId: string,
  readerId: string,
  conversationId: string,
  seq: number,
): Promise<void> {
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

/** A person answered: the customer's messages so far need no turn of the front desk. */
export async function settleBurst(tx: Tx, workspaceId: string, id: string): Promise<void> {
  await query(
    tx,
    'update conversations set answered_seq = last_inbound_seq, burst_started_at = null where workspace_id = $1 and id = $2',
    [workspaceId, id],
  )
}

/** Begins the burst again with what the customer wrote after our last message; false where nothing waits. */
export async function reopenBurst(tx: Tx, workspaceId: string, id: string): Promise<boolean> {
  const rows = await query(
    tx,
    `update conversations c set burst_started_at = now(), answered_seq = coalesce((
         select max(m.seq) from messages m where m.workspace_id = c.workspace_id and m.conversation_id = c.id and m.direction = 'out' and m.seq > 0
           and m.status not in ('canceled', 'failed')
           -- What is to leave tomorrow is no answer yet.
           and not (m.status = 'queued' and m.send_at is not null)), 0)
     where c.workspace_id = $1 and c.id = $2 and c.last_direction = 'in' and c.last_inbound_seq > 0
       -- A call may stand last: there is nothing to answer in it.
       and c.last_inbound_seq > greatest(0, coalesce((
         select max(m.seq) from messages m where m.workspace_id = c.workspace_id and m.conversation_id = c.id and m.direction = 'out'
           and m.status not in ('canceled', 'failed')
           and not (m.status = 'queued' and m.send_at is not null)), 0))
     returning c.id`,
    [workspaceId, id],
  )
  return rows.length > 0
}

/** The internal conversation of a contact on an inbox: where alerts to the business's own people are kept. */
export async function findInternal(
  tx: Tx,
  workspaceId: string,
  contactId: string,
  inboxId: string,
): Promise<string | null> {
  const [row] = await query<{ id: string }>(
    tx,
    `select id from conversations where workspace_id = $1 and contact_id = $2 and inbox_id = $3 and kind = 'internal' limit 1`,
    [workspaceId, contactId, inboxId],
  )
  return row?.id ?? null
}

export type AlertFacts = {
  business: string
  country: string
  phone: string | null
  email: string | null
  customer: string | null
  address: string
  last: string
}

/** Who is to be alerted about a conversation, and what to say of it. */
export async function readAlertFacts(tx: Tx, workspaceId: string, id: string): Promise<AlertFacts | null> {
  const [row] = await query<AlertFacts>(
    tx,
    `select w.name as business, w.profile ->> 'country' as country, w.settings -> 'alerts' ->> 'phone' as phone,
       w.settings -> 'alerts' ->> 'email' as email, p.name as customer, a.value as address, c.preview as last
     from conversations c join workspaces w on w.id = c.workspace_id
     join contacts p on p.workspace_id = c.workspace_id and p.id = c.contact_id
     join addresses a on a.workspace_id = c.workspace_id and a.id = c.address_id
     where c.workspace_id = $1 and c.id = $2`,
    [workspaceId, id],
  )
  return row ?? null
}
