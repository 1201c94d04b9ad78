// Idempotency-Key: the stored answer of a request, written in the same transaction as what it did.
import { query, type Tx } from './pool.ts'

export type StoredAnswer = { fingerprint: string; status: number | null; body: unknown }

/**
 * Claims a key in the caller's transaction. Null: it is ours, go on. Otherwise the answer that the first request got;
 * a concurrent first request is waited for, because its row is locked until it commits.
 */
export async function claimKey(
  tx: Tx,
  workspaceId: string,
  route: string,
  key: string,
  fingerprint: string,
): Promise<StoredAnswer | null> {
  const made = await query(
    tx,
    `insert into idempotency_keys (workspace_id, route, key, fingerprint) values ($1, $2, $3, $4) on conflict do nothing returning key`,
    [workspaceId, route, key, fingerprint],
  )
  if (made.length > 0) return null
  const [row] = await query<StoredAnswer>(
    tx,
    'select fingerprint, status, body from idempotency_keys where workspace_id = $1 and route = $2 and key = $3',
    [workspaceId, route, key],
  )
  return row ?? { fingerprint, status: null, body: null }
}

export async function storeAnswer(
  tx: Tx,
  workspaceId: string,
  route: string,
  key: string,
  status: number,
  body: unknown,
): Promise<void> {
  await query(
    tx,
    'update idempotency_keys set status = $4, body = $5 where workspace_id = $1 and route = $2 and key = $3',
    [workspaceId, route, key, status, JSON.stringify(body)],
  )
}

/** Keys are kept for two days. */
export async function deleteOldKeys(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom('idempotency_keys').where('created_at', '<', before).execute()
}
