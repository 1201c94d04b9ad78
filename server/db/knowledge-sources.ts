// Sources that are read by a job: files and web sites, and the state of their reading.
import type { SiteFields } from '#domain/knowledge.ts'
import { query, type Store, type Tx } from './pool.ts'

export async function insertFileSource(
  tx: Tx,
  workspaceId: string,
  s: { id: string; title: string; fileId: string; fileName: string; fileSize: number; at: Date },
): Promise<void> {
  await query(
    tx,
    `insert into knowledge (workspace_id, id, kind, title, body, state, file_id, file_name, file_size, created_at, updated_at)
     values ($1, $2, 'file', $3, '', 'waiting', $4, $5, $6, $7, $7)`,
    [workspaceId, s.id, s.title, s.fileId, s.fileName, s.fileSize, s.at],
  )
}

export async function insertSiteSource(
  tx: Tx,
  workspaceId: string,
  s: { id: string; title: string; site: SiteFields; at: Date },
): Promise<void> {
  await query(
    tx,
    `insert into knowledge (workspace_id, id, kind, title, body, state, site, created_at, updated_at)
     values ($1, $2, 'website', $3, '', 'waiting', $4, $5, $5)`,
    [workspaceId, s.id, s.title, JSON.stringify(s.site), s.at],
  )
}

export async function saveSite(
  tx: Tx,
  workspaceId: string,
  id: string,
  site: SiteFields,
  nextReadAt: Date | null,
): Promise<void> {
  await query(
    tx,
    `update knowledge set site = $3, next_read_at = case when next_read_at is null and read_at is null then null else $4 end
     where workspace_id = $1 and id = $2 and kind = 'website'`,
    [workspaceId, id, JSON.stringify(site), nextReadAt],
  )
}

export async function renameSource(tx: Tx, workspaceId: string, id: string, title: string): Promise<void> {
  await query(tx, 'update knowledge set title = $3 where workspace_id = $1 and id = $2', [
    workspaceId,
    id,
    title,
  ])
}

/** Marks a source to be read from its beginning, unless a reading is under way. */
export async function markWaiting(tx: Tx, workspaceId: string, id: string): Promise<boolean> {
  const rows = await query(
    tx,
    `update knowledge set state = 'waiting', next_read_at = null where workspace_id = $1 and id = $2
       and kind in ('file', 'website') and state <> 'reading' returning id`,
    [workspaceId, id],
  )
  return rows.length > 0
}

/** Begins a reading: the number of it, under which its pages are written. Null where none is waiting. */
export async function beginReading(tx: Tx, workspaceId: string, id: string): Promise<number | null> {
  const [row] = await query<{ round: number }>(
    tx,
    `update knowledge set state = 'reading', round = round + 1 where workspace_id = $1 and id = $2 and state = 'waiting' returning round`,
    [workspaceId, id],
  )
  return row?.round ?? null
}

export type Ending = {
  state: 'ready' | 'failed'
  problem: string | null
  remedy: string | null
  /** Whether everything was read: then it is as fresh as now. */
  readAt: Date | null
  nextReadAt: Date | null
  title?: string
}
export async function endReading(tx: Tx, workspaceId: string, id: string, e: Ending): Promise<void> {
  await query(
    tx,
    `update knowledge set state = $3, problem = $4, remedy = $5, read_at = coalesce($6, read_at), next_read_at = $7,
       title = coalesce($8, title) where workspace_id = $1 and id = $2`,
    [workspaceId, id, e.state, e.problem, e.remedy, e.readAt, e.nextReadAt, e.title ?? null],
  )
}

/** Sources whose time to be read again has come; they are waiting from now on. */
export async function takeDueSources(
  store: Store,
  now: Date,
): Promise<{ workspace_id: string; id: string }[]> {
  return store.run(
    'knowledge-due',
    `update knowledge set state = 'waiting', next_read_at = null
     where next_read_at <= $1 and state in ('ready', 'failed') returning workspace_id, id`,
    [now],
  )
}

/** Sources that have been waiting or being read while no job speaks for them. */
export async function findUnread(store: Store): Promise<{ workspace_id: string; id: string }[]> {
  return store.run(
    'knowledge-unread',
    `select k.workspace_id, k.id from knowledge k where k.state in ('waiting', 'reading') and not exists (
       select 1 from graphile_worker.jobs j where j.key = 'read:' || k.id) limit 100`,
    [],
  )
}

/** Holds a source while what was read of its file is written; false where it got a newer file, or went, meanwhile. */
export async function holdFile(tx: Tx, workspaceId: string, id: string, fileId: string): Promise<boolean> {
  const rows = await query(
    tx,
    `select 1 from knowledge where workspace_id = $1 and id = $2 and file_id = $3 and state = 'reading' for update`,
    [workspaceId, id, fileId],
  )
  return rows.length > 0
}

/** Puts a newer file into a source and marks it to be read; the id of the old one, or null where there is no such source. */
export async function replaceFile(
  tx: Tx,
  workspaceId: string,
  id: string,
  f: { fileId: string; fileName: string; fileSize: number; at: Date },
): Promise<string | null> {
  const [row] = await query<{ old: string }>(
    tx,
    `with before as (select file_id from knowledge where workspace_id = $1 and id = $2 and kind = 'file' for update)
     update knowledge k set file_id = $3, file_name = $4, file_size = $5, updated_at = $6, state = 'waiting' from before
     where k.workspace_id = $1 and k.id = $2 returning before.file_id as old`,
    [workspaceId, id, f.fileId, f.fileName, f.fileSize, f.at],
  )
  return row?.old ?? null
}
