// Files of messages: the row here, the bytes in storage under the same id.
import type { Store, Tx } from './pool.ts'

export type FileRecord = {
  id: string
  name: string
  type: string
  size: number
  sha256: string
  created_at: Date
}

export async function insertFile(
  tx: Tx,
  workspaceId: string,
  file: Omit<FileRecord, 'created_at'>,
): Promise<void> {
  await tx
    .insertInto('files')
    .values({ workspace_id: workspaceId, ...file })
    .execute()
}
export async function findFiles(store: Store, workspaceId: string, ids: string[]): Promise<FileRecord[]> {
  if (ids.length === 0) return []
  return store.run(
    'files',
    'select id, name, type, size, sha256, created_at from files where workspace_id = $1 and id = any($2)',
    [workspaceId, ids],
  )
}
export async function findFile(store: Store, workspaceId: string, id: string): Promise<FileRecord | null> {
  const [row] = await findFiles(store, workspaceId, [id])
  return row ?? null
}

export async function deleteFileRows(tx: Tx, workspaceId: string, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  await tx.deleteFrom('files').where('workspace_id', '=', workspaceId).where('id', 'in', ids).execute()
}
