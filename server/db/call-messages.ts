// The item of a call in its thread: a message row that is never sent and starts no turn of the front desk.
import type { CallState } from '#domain/call.ts'
import type { ChannelKind } from '#domain/channel.ts'
import type { AuthorKind, Direction } from '#domain/message.ts'
import type { Verdict } from '#domain/send-gate.ts'
import { query, type Tx } from './pool.ts'

/** What a page of the thread shows of a call without asking for it. */
export type CallBrief = {
  id: string
  state: CallState
  seconds: number | null
  answeredBy: string | null
  recorded: boolean
  hasRecording: boolean
  hasTranscript: boolean
  problem: string | null
  settled: boolean
}

export type CallMessage = {
  id: string
  conversationId: string
  seq: number
  direction: Direction
  channel: ChannelKind
  inboxId: string
  addressId: string
  externalId: string | null
  author: AuthorKind
  authorId: string | null
  authorName: string | null
  preview: string
  brief: CallBrief
  verdict: Verdict | null
  clientId: string | null
  at: Date
}

/**
 * Writes the item and makes it the conversation's last. The caller holds the conversation's lock. `automatic` and the
 * untouched burst keep the front desk out: nobody answers a call in writing.
 */
export async function insertCallMessage(tx: Tx, workspaceId: string, m: CallMessage): Promise<void> {
  const incoming = m.direction === 'in'
  await tx
    .insertInto('messages')
    .values({
      workspace_id: workspaceId,
      id: m.id,
      conversation_id: m.conversationId,
      seq: m.seq,
      direction: m.direction,
      channel: m.channel,
      inbox_id: m.inboxId,
      address_id: m.addressId,
      external_id: m.externalId,
      author: m.author,
      author_id: m.authorId,
      author_name: m.authorName,
      purpose: 'call',
      body: m.preview,
      subject: null,
      meta: JSON.stringify({ call: m.brief, automaticReason: 'This is a telephone call.' }),
      automatic: true,
      // Never `queued` or `sending`: the outbox and the sweep do not see it.
      status: incoming ? 'received' : 'sent',
      verdict: m.verdict ? JSON.stringify(m.verdict) : null,
      client_id: m.clientId,
      created_at: m.at,
    })
    .execute()
  await query(
    tx,
    `update conversations set last_seq = $3, last_message_at = greatest(last_message_at, $4::timestamptz), last_message_id = $5,
       last_direction = $6, last_author = $7, preview = left($8, 160), last_call_id = $5, last_call_state = $9,
       inbound_count = inbound_count + $10::int,
       last_inbound_at = case when $10::int = 1 then greatest(last_inbound_at, $4::timestamptz) else last_inbound_at end
     where workspace_id = $1 and id = $2`,
    [
      workspaceId,
      m.conversationId,
      m.seq,
      m.at,
      m.id,
      m.direction,
      m.author,
      m.preview,
      m.brief.state,
      incoming ? 1 : 0,
    ],
  )
}

/** Brings the item up to date with its call; the conversation's preview too, where the call is still its last item. */
export async function updateCallMessage(
  tx: Tx,
  workspaceId: string,
  m: {
    id: string
    conversationId: string
    externalId: string | null
    direction: Direction
    authorName: string | null
    preview: string
    /** Everything that search should find: the headline, the summary, the transcript. */
    body: string
    brief: CallBrief
    /** Set when the call has just been missed. */
    missedAt: Date | null
  },
): Promise<void> {
  await query(
    tx,
    `update messages set body = $3, external_id = coalesce(external_id, $4), meta = jsonb_set(coalesce(meta, '{}'), '{call}', $5),
       author_name = coalesce(author_name, $6)
     where workspace_id = $1 and id = $2`,
    [
      workspaceId,
      m.id,
      m.body.replaceAll('\u0000', ''),
      m.externalId,
      JSON.stringify(m.brief),
      m.authorName?.slice(0, 120) ?? null,
    ],
  )
  // Who spoke on the phone needs no other answer: an answered call leaves nobody's turn.
  const spoken = m.brief.state === 'completed' || m.brief.state === 'in_progress'
  await query(
    tx,
    `update conversations set preview = left($4, 160), last_call_state = $5,
       last_direction = case when $6 then null else last_direction end
     where workspace_id = $1 and id = $2 and last_message_id = $3`,
    [workspaceId, m.conversationId, m.id, m.preview, m.brief.state, spoken && m.direction === 'in'],
  )
  if (m.missedAt)
    await query(
      tx,
      `update conversations set missed_call_at = $3, status = case when status = 'closed' then 'active' else status end
       where workspace_id = $1 and id = $2`,
      [workspaceId, m.conversationId, m.missedAt],
    )
}

/**
 * An open conversation in which this number already wrote or was written to, the newest first: a call belongs to the
 * talk that is going on.
 */
export async function findOpenTalk(tx: Tx, workspaceId: string, addressId: string): Promise<string | null> {
  const [row] = await query<{ id: string }>(
    tx,
    `select c.id from conversations c join addresses a on a.workspace_id = c.workspace_id and a.contact_id = c.contact_id
     where a.workspace_id = $1 and a.id = $2 and c.address_id = a.id and c.kind = 'customer' and c.status <> 'closed'
     order by c.last_message_at desc limit 1`,
    [workspaceId, addressId],
  )
  return row?.id ?? null
}

/** The name that a call brought, where the contact has none. */
export async function nameContact(
  tx: Tx,
  workspaceId: string,
  contactId: string,
  name: string,
): Promise<void> {
  await query(
    tx,
    `update contacts set name = $3 where workspace_id = $1 and id = $2 and name is null and name_source = 'channel'`,
    [workspaceId, contactId, name.slice(0, 120)],
  )
}
