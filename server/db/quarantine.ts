// What arrived and could not be read.
import { query, type Store, type Tx } from './pool.ts'

export type QuarantineRecord = {
  id: string
  inbox_id: string
  reason: string
  method: string
  url: string
  headers: Record<string, string>
  body: Buffer
  received_at: Date
  replayed_at: Date | null
}

/** Keeps the raw request; the same bytes again change nothing. */
export async function insertQuarantine(
  tx: Tx,
  workspaceId: string,
  item: Omit<QuarantineRecord, 'replayed_at'> & { digest: string },
): Promise<boolean> {
  const rows = await query(
    tx,
    `insert into quarantine (workspace_id, id, inbox_id, reason, method, url, headers, body, digest, received_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (workspace_id, inbox_id, digest) do nothing returning id`,
    [
      workspaceId,
      item.id,
      item.inbox_id,
      item.reason,
      item.method,
      item.url,
      JSON.stringify(item.headers),
      item.body,
      item.digest,
      item.received_at,
    ],
  )
  return rows.length === 1
}

/** What still waits there, newest first. */
export async function listQuarantine(
  store: Store,
  workspaceId: string,
  inboxId: string,
): Promise<QuarantineRecord[]> {
  return store.run(
    'quarantine',
    `select id, inbox_id, reason, method, url, headers, body, received_at, replayed_at from quarantine
     where workspace_id = $1 and inbox_id = $2 and replayed_at is null order by id desc limit 100`,
    [workspaceId, inboxId],
  )
}

export async function countQuarantine(store: Store, workspaceId: string): Promise<Map<string, number>> {
  const rows = await store.run<{ inbox_id: string; count: number }>(
    'quarantine-counts',
    'select inbox_id, count(*)::int as count from quarantine where workspace_id = $1 and replayed_at is null group by inbox_id',
    [workspaceId],
  )
  return new Map(rows.map((r) => [r.inbox_id, r.count]))
}

export async function findQuarantine(
  store: Store,
  workspaceId: string,
  id: string,
): Promise<QuarantineRecord | null> {
  const [row] = await store.run<QuarantineRecord>(
    'quarantine-by-id',
    'select id, inbox_id, reason, method, url, headers, body, received_at, replayed_at from quarantine where workspace_id = $1 and id = $2',
    [workspaceId, id],
  )
  return row ?? null
}

export async function markReplayed(tx: Tx, workspaceId: string, id: string, at: Date): Promise<void> {
  await tx
    .updateTable('quarantine')
    .set({ replayed_at: at })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}
