// The customer's newest message, for telling them that it was read.
import { query, type Tx } from './pool.ts'

export type Newest = {
  id: string
  inbox_id: string
  external_id: string
  address_value: string
}

/** The customer's newest message of a conversation that a provider knows; null where there is none. */
export async function findNewestInbound(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
): Promise<Newest | null> {
  const [row] = await query<Newest>(
    tx,
    `select m.id, m.inbox_id, m.external_id, a.value as address_value from messages m
     join addresses a on a.workspace_id = m.workspace_id and a.id = m.address_id
     join conversations c on c.workspace_id = m.workspace_id and c.id = m.conversation_id and c.inbox_id = m.inbox_id
     where m.workspace_id = $1 and m.conversation_id = $2 and m.direction = 'in' and m.seq > 0 and not m.automatic
       and m.external_id is not null
     order by m.seq desc limit 1`,
    [workspaceId, conversationId],
  )
  return row ?? null
}

/** Notes that somebody has read it; false where that was noted before. */
export async function markInboundRead(
  tx: Tx,
  workspaceId: string,
  messageId: string,
  at: Date,
): Promise<boolean> {
  const rows = await query(
    tx,
    `update messages set read_at = $3 where workspace_id = $1 and id = $2 and direction = 'in' and read_at is null returning id`,
    [workspaceId, messageId, at],
  )
  return rows.length > 0
}
