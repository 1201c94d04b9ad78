// Marks of messages that are not here yet. They are written and asked for under the lock of the message's provider id,
// which the ingest takes too: so either the mark finds the message, or the message finds the mark.
import { query, type Store, type Tx } from './pool.ts'

export type PendingMark = { target_id: string; digest: string; mark: unknown }

/** Holds the id until the transaction ends: nobody else can store a message, or keep a mark, under it. */
export async function lockExternalId(tx: Tx, inboxId: string, externalId: string): Promise<void> {
  await query(tx, `select pg_advisory_xact_lock(hashtextextended($1 || ' ' || $2, 7))`, [inboxId, externalId])
}

export async function keepMark(
  tx: Tx,
  workspaceId: string,
  kept: { inboxId: string; targetId: string; digest: string; mark: unknown; at: Date; expiresAt: Date },
): Promise<void> {
  await query(
    tx,
    `insert into pending_marks (workspace_id, inbox_id, target_id, digest, mark, received_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [
      workspaceId,
      kept.inboxId,
      kept.targetId,
      kept.digest,
      JSON.stringify(kept.mark),
      kept.at,
      kept.expiresAt,
    ],
  )
}

/** Takes out what was kept for these messages, in the order in which it came. */
export async function takeMarks(
  tx: Tx,
  workspaceId: string,
  inboxId: string,
  targetId: string,
): Promise<PendingMark[]> {
  return query<PendingMark>(
    tx,
    `with taken as (
       delete from pending_marks where workspace_id = $1 and inbox_id = $2 and target_id = $3
       returning target_id, digest, mark, received_at
     ) select target_id, digest, mark from taken order by received_at, digest`,
    [workspaceId, inboxId, targetId],
  )
}

/** Which of these provider ids have marks waiting. */
export async function findWaiting(
  store: Store,
  workspaceId: string,
  inboxId: string,
  targetIds: string[],
): Promise<string[]> {
  const rows = await store.run<{ target_id: string }>(
    'waiting-marks',
    'select distinct target_id from pending_marks where workspace_id = $1 and inbox_id = $2 and target_id = any($3)',
    [workspaceId, inboxId, targetIds],
  )
  return rows.map((row) => row.target_id)
}

/** Marks whose message is here and that nobody has applied: a process was killed between the two. */
export async function findStranded(
  store: Store,
): Promise<{ workspace_id: string; inbox_id: string; target_id: string }[]> {
  return store.run(
    'stranded-marks',
    `select distinct p.workspace_id, p.inbox_id, p.target_id from pending_marks p
     join messages m on m.workspace_id = p.workspace_id and m.inbox_id = p.inbox_id and m.external_id = p.target_id limit 200`,
    [],
  )
}

export async function deleteExpiredMarks(tx: Tx, now: Date): Promise<void> {
  await query(tx, 'delete from pending_marks where expires_at < $1', [now])
}
