// Messages from before an inbox was connected. Live messages of a conversation have the places 1, 2, 3…; what is older
// has the places 0, -1, -2… in the order of its own time, so that no place of a live message ever changes, and chunks
// may come in any order.
import type { Attachment, MessageStatus } from '#domain/message.ts'
import { query, type Tx } from './pool.ts'

export type PastRow = {
  id: string
  direction: 'in' | 'out'
  external_id: string
  author: 'contact' | 'phone'
  author_name: string | null
  body: string
  attachments: Attachment[] | null
  meta: Record<string, unknown> | null
  status: MessageStatus
  created_at: string
}
export type PastPlace = { conversationId: string; inboxId: string; addressId: string; channel: string }

/**
 * Writes what is not known yet, at provisional places; the caller holds the conversation. A file that came later than
 * the line about it is put to that line. Returns the messages that were written or completed.
 */
export async function insertPast(
  tx: Tx,
  workspaceId: string,
  place: PastPlace,
  rows: PastRow[],
): Promise<{ id: string; external_id: string }[]> {
  return query(
    tx,
    `with lowest as (
       select least(0, coalesce(min(seq), 0)) as seq from messages where workspace_id = $1 and conversation_id = $2
     )
     insert into messages (workspace_id, id, conversation_id, seq, direction, channel, inbox_id, address_id, external_id,
       author, author_name, body, attachments, meta, automatic, status, created_at, sent_at)
     select $1, r.id, $2, (select seq from lowest) - row_number() over (), r.direction, $5, $3, $4, r.external_id,
       r.author, r.author_name, r.body, r.attachments, r.meta, false, r.status, r.created_at,
       case when r.direction = 'out' then r.created_at end
     from jsonb_to_recordset($6::jsonb) as r (id text, direction text, external_id text, author text, author_name text,
       body text, attachments jsonb, meta jsonb, status text, created_at timestamptz)
     on conflict (workspace_id, inbox_id, external_id) where external_id is not null do update
       set body = excluded.body, attachments = excluded.attachments
       where messages.seq <= 0 and messages.attachments is null and excluded.attachments is not null
     returning id, external_id`,
    [workspaceId, place.conversationId, place.inboxId, place.addressId, place.channel, JSON.stringify(rows)],
  )
}

/** Puts the past of a conversation into the order of its time. The caller holds the conversation. */
export async function orderPast(tx: Tx, workspaceId: string, conversationId: string): Promise<void> {
  const [state] = await query<{ sorted: boolean; lowest: number }>(
    tx,
    `select coalesce(bool_and(seq = wanted), true) as sorted, coalesce(min(seq), 0) as lowest from (
       select seq, 1 - row_number() over (order by created_at desc, id desc) as wanted from messages
       where workspace_id = $1 and conversation_id = $2 and seq <= 0
     ) past`,
    [workspaceId, conversationId],
  )
  if (!state || state.sorted) return
  // In two steps, because two messages may not stand at one place even for a moment.
  for (const below of [state.lowest - 1, 0])
    await query(
      tx,
      `update messages m set seq = $3::int + p.wanted from (
         select id, 1 - row_number() over (order by created_at desc, id desc) as wanted from messages
         where workspace_id = $1 and conversation_id = $2 and seq <= 0
       ) p where m.workspace_id = $1 and m.id = p.id`,
      [workspaceId, conversationId, below],
    )
}

/** Where nothing live has been said yet, the newest of the past is what the list shows. It moves nothing else. */
export async function showPast(tx: Tx, workspaceId: string, conversationId: string): Promise<void> {
  await query(
    tx,
    `update conversations c set last_message_at = m.created_at, last_message_id = m.id, last_direction = m.direction,
       last_author = m.author,
       preview = left(case when m.body <> '' then m.body else '📎 ' || coalesce(m.attachments -> 0 ->> 'name', '') end, 160)
     from messages m
     where c.workspace_id = $1 and c.id = $2 and c.last_seq = 0
       and m.workspace_id = c.workspace_id and m.conversation_id = c.id and m.seq = 0`,
    [workspaceId, conversationId],
  )
}
