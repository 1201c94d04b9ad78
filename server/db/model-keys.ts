// Keys of models, sealed before they come here. What leaves to people is the hint alone.
import type { ModelProvider } from '#domain/agent.ts'
import { query, type Tx } from './pool.ts'

export type KeyRecord = {
  provider: ModelProvider
  place: string
  hint: string
  updated_at: Date
}

export async function listModelKeys(tx: Tx, workspaceId: string): Promise<KeyRecord[]> {
  return query(
    tx,
    'select provider, place, hint, updated_at from model_keys where workspace_id = $1 order by provider, place',
    [workspaceId],
  )
}

/** The sealed key, or null. */
export async function findModelKey(
  tx: Tx,
  workspaceId: string,
  provider: ModelProvider,
  place: string,
): Promise<Buffer | null> {
  const [row] = await query<{ secret: Buffer }>(
    tx,
    'select secret from model_keys where workspace_id = $1 and provider = $2 and place = $3',
    [workspaceId, provider, place],
  )
  return row?.secret ?? null
}

export async function saveModelKey(
  tx: Tx,
  workspaceId: string,
  key: { provider: ModelProvider; place: string; secret: Buffer; hint: string; at: Date },
): Promise<void> {
  await query(
    tx,
    `insert into model_keys (workspace_id, provider, place, secret, hint, updated_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (workspace_id, provider, place) do update set secret = excluded.secret, hint = excluded.hint, updated_at = excluded.updated_at`,
    [workspaceId, key.provider, key.place, key.secret, key.hint, key.at],
  )
}

export async function deleteModelKey(
  tx: Tx,
  workspaceId: string,
  provider: ModelProvider,
  place: string,
): Promise<boolean> {
  const rows = await query(
    tx,
    'delete from model_keys where workspace_id = $1 and provider = $2 and place = $3 returning provider',
    [workspaceId, provider, place],
  )
  return rows.length === 1
}
