// What passages mean, as numbers: bytes of 32-bit floats. They are compared in the process (ai/knowledge/vectors.ts).
import { query, type Store, type Tx } from './pool.ts'

/** Changes whenever a vector comes or goes: who keeps them in memory looks at this. */
export async function vectorStamp(
  store: Store,
  workspaceId: string,
  model: string,
): Promise<{ count: number; stamp: string }> {
  const [row] = await store.run<{ count: number; stamp: string }>(
    'vector-stamp',
    `select count(*) as count, count(*) || ' ' || coalesce(max(made_at)::text, '') as stamp from passage_vectors
     where workspace_id = $1 and model = $2`,
    [workspaceId, model],
  )
  return row ?? { count: 0, stamp: '' }
}

export async function readVectors(
  store: Store,
  workspaceId: string,
  model: string,
  limit: number,
): Promise<{ passage_id: string; vector: Buffer }[]> {
  return store.run(
    'vectors',
    'select passage_id, vector from passage_vectors where workspace_id = $1 and model = $2 order by passage_id limit $3',
    [workspaceId, model, limit],
  )
}

/** Passages without a vector of this model, of any workspace. */
export async function findUnembedded(
  store: Store,
  model: string,
  of: { workspaceId: string; limit: number },
): Promise<{ id: string; title: string; text: string }[]> {
  return store.run(
    'passages-unembedded',
    `select p.id, p.title, p.text from passages p where p.workspace_id = $1 and not exists (
       select 1 from passage_vectors v where v.workspace_id = p.workspace_id and v.passage_id = p.id and v.model = $2)
     order by p.id limit $3`,
    [of.workspaceId, model, of.limit],
  )
}

/** Workspaces in which something still has no vector of this model. */
export async function workspacesUnembedded(store: Store, model: string): Promise<string[]> {
  const rows = await store.run<{ workspace_id: string }>(
    'workspaces-unembedded',
    `select distinct p.workspace_id from passages p where not exists (
       select 1 from passage_vectors v where v.workspace_id = p.workspace_id and v.passage_id = p.id and v.model = $1) limit 100`,
    [model],
  )
  return rows.map((r) => r.workspace_id)
}

/** Keeps vectors; of passages that went meanwhile nothing is kept. */
export async function saveVectors(
  tx: Tx,
  workspaceId: string,
  model: string,
  vectors: { id: string; vector: Buffer }[],
  at: Date,
): Promise<void> {
  await query(
    tx,
    `insert into passage_vectors (workspace_id, passage_id, model, vector, made_at)
     select $1, p.id, $2, u.vector, $5 from unnest($3::text[], $4::bytea[]) u (id, vector)
     join passages p on p.workspace_id = $1 and p.id = u.id
     on conflict (workspace_id, passage_id) do update set model = excluded.model, vector = excluded.vector, made_at = excluded.made_at`,
    [workspaceId, model, vectors.map((v) => v.id), vectors.map((v) => v.vector), at],
  )
}
