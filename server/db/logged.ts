// What people write down about what happened elsewhere. It takes the next place in the thread and starts nothing: no
// burst, no turn, no delivery.
import type { ChannelKind } from '#domain/channel.ts'
import type { Direction } from '#domain/message.ts'
import { query, type Store, type Tx } from './pool.ts'

export type LoggedMeta = {
  kind: string
  happenedAt: string
  url: string | null
  by: { id: string; name: string }
}
export type NewLogged = {
  id: string
  conversationId: string
  seq: number
  direction: Direction
  channel: ChannelKind
  inboxId: string
  addressId: string
  /** Made of the sender's own id: what is logged twice is stored once. */
  externalId: string
  author: 'contact' | 'member' | 'api'
  authorId: string | null
  authorName: string | null
  body: string
  logged: LoggedMeta
  clientId: string
  at: Date
}

/** Writes the entry and makes it the conversation's last. The caller holds the conversation's lock. */
export async function insertLogged(tx: Tx, workspaceId: string, m: NewLogged): Promise<void> {
  const body = m.body.replaceAll('\u0000', '')
  const incoming = m.direction === 'in'
  await query(
    tx,
    `insert into messages (workspace_id, id, conversation_id, seq, direction, channel, inbox_id, address_id, external_id,
       author, author_id, author_name, body, meta, automatic, status, client_id, created_at, sent_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,
       coalesce($12, (select p.name from conversations c join contacts p on p.workspace_id = c.workspace_id and p.id = c.contact_id
         where c.workspace_id = $1 and c.id = $3)), $13, $14, $15, $16, $17, $18, $19)`,
    [
      workspaceId,
      m.id,
      m.conversationId,
      m.seq,
      m.direction,
      m.channel,
      m.inboxId,
      m.addressId,
      m.externalId,
      m.author,
      m.authorId,
      m.authorName,
      body,
      JSON.stringify({ logged: m.logged, automaticReason: 'Logged by hand: it is not answered from here.' }),
      // Whatever a turn deals with, this is no question to it.
      incoming,
      incoming ? 'received' : 'sent',
      m.clientId,
      m.at,
      incoming ? null : new Date(m.logged.happenedAt),
    ],
  )
  // Nobody is to answer it here, so it counts as dealt with. The place where we answer stays where it was.
  await query(
    tx,
    `update conversations set last_seq = $3, last_message_at = greatest(last_message_at, $4::timestamptz), last_message_id = $5,
       last_direction = $6, last_author = $7, preview = left($8, 160),
       last_inbound_seq = case when $9 then $3 else last_inbound_seq end,
       inbound_count = inbound_count + case when $9 then 1 else 0 end,
       last_inbound_at = case when $9 then greatest(last_inbound_at, $4::timestamptz) else last_inbound_at end,
       answered_seq = case when $9 and burst_started_at is null then $3 else answered_seq end
     where workspace_id = $1 and id = $2`,
    [workspaceId, m.conversationId, m.seq, m.at, m.id, m.direction, m.author, body, incoming],
  )
}

/** The message that was stored under this id of the provider, or of a log. */
export async function findByExternalId(
  tx: Tx,
  workspaceId: string,
  inboxId: string,
  externalId: string,
): Promise<{ id: string; conversation_id: string } | null> {
  const [row] = await query<{ id: string; conversation_id: string }>(
    tx,
    'select id, conversation_id from messages where workspace_id = $1 and inbox_id = $2 and external_id = $3',
    [workspaceId, inboxId, externalId],
  )
  return row ?? null
}

/** The last message of ours that reached an address over an inbox, of those in a conversation. */
export async function newestSent(
  store: Store,
  workspaceId: string,
  way: { conversation_id: string; inbox_id: string; address_id: string },
): Promise<string | null> {
  const [row] = await store.run<{ id: string }>(
    'newest-sent',
    `select id from messages where workspace_id = $1 and conversation_id = $2 and inbox_id = $3 and address_id = $4
       and direction = 'out' and status in ('sent', 'delivered', 'read') order by seq desc limit 1`,
    [workspaceId, way.conversation_id, way.inbox_id, way.address_id],
  )
  return row?.id ?? null
}
