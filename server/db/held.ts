// A hold that ran out while a person was looking at it.
import { query, type Tx } from './pool.ts'

/** As the table's own rule has it: with the buffers, and a hold for moving beside what it moves. */
const SAME_TIME = `o.resource = a.resource and o.claim <> a.claim
  and tstzrange(coalesce(o.blocked_from, o.starts_at), coalesce(o.blocked_to, o.ends_at))
    && tstzrange(coalesce(a.blocked_from, a.starts_at), coalesce(a.blocked_to, a.ends_at))`

/** A moment is enough: it is booked in the same transaction. */
const AGAIN_MS = 60_000

/**
 * Holds a time again that this conversation held before, where it lies ahead and nobody else has it. False where it is
 * gone. Throws the database's own error where somebody takes it in the same moment.
 */
export async function reviveHold(
  tx: Tx,
  workspaceId: string,
  holdId: string,
  conversationId: string,
  now: Date,
): Promise<boolean> {
  // A hold of others that ran out would stand in the way of the table's own rule.
  await query(
    tx,
    `update appointments o set status = 'expired' from appointments a
     where a.workspace_id = $1 and a.id = $2 and o.workspace_id = $1 and o.id <> a.id and o.status = 'held' and o.held_until <= $3
       and ${SAME_TIME}`,
    [workspaceId, holdId, now],
  )
  const rows = await query(
    tx,
    `update appointments a set status = 'held', held_until = $5
     where a.workspace_id = $1 and a.id = $2 and a.conversation_id = $3 and a.status in ('held', 'expired') and a.starts_at > $4
       and not exists (
         select 1 from appointments o where o.workspace_id = $1 and o.id <> a.id and ${SAME_TIME} and (o.status = 'booked' or (o.status = 'held' and o.held_until > $4)))
     returning a.id`,
    [workspaceId, holdId, conversationId, now, new Date(now.getTime() + AGAIN_MS)],
  )
  return rows.length > 0
}

/** Held or booked times by id, for saying what they are. */
export async function findHeld(
  tx: Tx,
  workspaceId: string,
  ids: string[],
): Promise<{ id: string; service_name: string; starts_at: Date; time_zone: string }[]> {
  if (ids.length === 0) return []
  return query(
    tx,
    'select id, service_name, starts_at, time_zone from appointments where workspace_id = $1 and id = any($2)',
    [workspaceId, ids],
  )
}
