// Whose name a provider has been asked for.
import type { AddressKind } from '#domain/channel.ts'
import { query, type Store, type Tx } from './pool.ts'

/** Those of these whose contact has no name and about whom nobody has been asked. */
export async function findNameless(
  store: Store,
  workspaceId: string,
  kind: AddressKind,
  values: string[],
): Promise<string[]> {
  const rows = await store.run<{ value: string }>(
    'nameless',
    `select a.value from addresses a join contacts p on p.workspace_id = a.workspace_id and p.id = a.contact_id
     where a.workspace_id = $1 and a.kind = $2 and a.value = any($3) and a.profile_at is null and p.name is null`,
    [workspaceId, kind, values],
  )
  return rows.map((row) => row.value)
}

/** Addresses of nameless contacts whose provider has not been asked yet; whoever gets one back asks. */
export async function claimNameless(
  tx: Tx,
  workspaceId: string,
  kind: AddressKind,
  values: string[],
  at: Date,
): Promise<string[]> {
  const rows = await query<{ id: string }>(
    tx,
    `update addresses a set profile_at = $4 from contacts p
     where a.workspace_id = $1 and a.kind = $2 and a.value = any($3) and a.profile_at is null
       and p.workspace_id = a.workspace_id and p.id = a.contact_id and p.name is null returning a.id`,
    [workspaceId, kind, values, at],
  )
  return rows.map((row) => row.id)
}
