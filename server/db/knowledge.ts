// Knowledge: its sources with their passages, and the services. Searching is in knowledge-search.ts, what was read of
// files and sites in knowledge-pages.ts.
import type { ChannelKind } from '#domain/channel.ts'
import type { KnowledgeKind, KnowledgeState, Service, ServiceFields, SiteFields } from '#domain/knowledge.ts'
import { query, type Store, type Tx } from './pool.ts'

export type KnowledgeRecord = {
  id: string
  kind: KnowledgeKind
  title: string
  body: string
  sample: boolean
  state: KnowledgeState
  problem: string | null
  remedy: string | null
  audiences: string[]
  channels: ChannelKind[]
  expires_at: Date | null
  read_at: Date | null
  file_id: string | null
  file_name: string | null
  file_size: number | null
  site: SiteFields | null
  round: number
  next_read_at: Date | null
  updated_at: Date
  passages: number
  /** Of the reading under way, or of the last one. */
  pages_found: number
  pages_read: number
}
const columns = `k.id, k.kind, k.title, k.body, k.sample, k.state, k.problem, k.remedy, k.audiences, k.channels, k.expires_at, k.read_at,
  k.file_id, k.file_name, k.file_size, k.site, k.round, k.next_read_at, k.updated_at,
  (select count(*) from passages p where p.workspace_id = k.workspace_id and p.knowledge_id = k.id) as passages,
  (select count(*) from knowledge_pages g where g.workspace_id = k.workspace_id and g.knowledge_id = k.id and g.round = k.round
     and g.state <> 'skipped') as pages_found,
  (select count(*) from knowledge_pages g where g.workspace_id = k.workspace_id and g.knowledge_id = k.id and g.round = k.round
     and g.state = 'read') as pages_read`

export async function listKnowledge(
  store: Store,
  workspaceId: string,
  f: { kind?: KnowledgeKind; q?: string; before: string | null; limit: number },
): Promise<KnowledgeRecord[]> {
  return store.run(
    'knowledge',
    `select ${columns} from knowledge k where k.workspace_id = $1 and ($2::text is null or k.kind = $2) and ($3::text is null or k.id < $3)
       and ($4::text is null or k.title ilike $4 or k.body ilike $4) order by k.id desc limit $5`,
    [workspaceId, f.kind ?? null, f.before, f.q ? `%${f.q.replace(/[\\%_]/g, '\\$&')}%` : null, f.limit],
  )
}

export async function findKnowledge(
  store: Store,
  workspaceId: string,
  id: string,
): Promise<KnowledgeRecord | null> {
  const [row] = await store.run<KnowledgeRecord>(
    'knowledge-by-id',
    `select ${columns} from knowledge k where k.workspace_id = $1 and k.id = $2`,
    [workspaceId, id],
  )
  return row ?? null
}

export type NewPassage = { id: string; title: string; text: string; language: string }

/** Writes an entry made by hand and the passages it is searched by, in place of the old ones. */
export async function saveKnowledge(
  tx: Tx,
  workspaceId: string,
  entry: {
    id: string
    kind: KnowledgeKind
    title: string
    body: string
    sample?: boolean
    audience?: { audiences: string[]; channels: string[]; expiresAt: string | null }
    at: Date
  },
  passages: NewPassage[],
): Promise<void> {
  const seen = entry.audience
  await query(
    tx,
    `insert into knowledge (workspace_id, id, kind, title, body, sample, audiences, channels, expires_at, updated_at, read_at, created_at)
     values ($1, $2, $3, $4, $5, $6, coalesce($8, '{}'::text[]), coalesce($9, '{}'::text[]), $10, $7, $7, $7)
     on conflict (workspace_id, id) do update set kind = excluded.kind, title = excluded.title, body = excluded.body,
       updated_at = excluded.updated_at, read_at = excluded.read_at,
       audiences = coalesce($8, knowledge.audiences), channels = coalesce($9, knowledge.channels),
       expires_at = case when $8::text[] is null then knowledge.expires_at else excluded.expires_at end`,
    [
      workspaceId,
      entry.id,
      entry.kind,
      entry.title,
      entry.body,
      entry.sample ?? false,
      entry.at,
      seen?.audiences ?? null,
      seen?.channels ?? null,
      seen?.expiresAt ?? null,
    ],
  )
  await replacePassages(tx, workspaceId, { knowledgeId: entry.id, pageId: null, kind: entry.kind }, passages)
}

/** Puts passages in place of those of a source, or of one page of it. */
export async function replacePassages(
  tx: Tx,
  workspaceId: string,
  of: { knowledgeId: string; pageId: string | null; kind: KnowledgeKind; from?: number },
  passages: NewPassage[],
): Promise<void> {
  const old = tx
    .deleteFrom('passages')
    .where('workspace_id', '=', workspaceId)
    .where('knowledge_id', '=', of.knowledgeId)
  await (of.pageId === null ? old : old.where('page_id', '=', of.pageId)).execute()
  if (passages.length === 0) return
  await tx
    .insertInto('passages')
    .values(
      passages.map((p, position) => ({
        workspace_id: workspaceId,
        id: p.id,
        knowledge_id: of.knowledgeId,
        page_id: of.pageId,
        kind: of.kind,
        position: (of.from ?? 0) + position,
        title: p.title,
        text: p.text,
        language: p.language,
      })),
    )
    .execute()
}

export async function saveAudience(
  tx: Tx,
  workspaceId: string,
  id: string,
  a: { audiences: string[]; channels: string[]; expiresAt: string | null },
): Promise<void> {
  await query(
    tx,
    'update knowledge set audiences = $3, channels = $4, expires_at = $5 where workspace_id = $1 and id = $2',
    [workspaceId, id, a.audiences, a.channels, a.expiresAt],
  )
}

/** The id of the file that went with it, if there was one; null where there is no such source. */
export async function deleteKnowledge(
  tx: Tx,
  workspaceId: string,
  id: string,
): Promise<{ fileId: string | null } | null> {
  const [gone] = await query<{ file_id: string | null }>(
    tx,
    'delete from knowledge where workspace_id = $1 and id = $2 returning file_id',
    [workspaceId, id],
  )
  return gone ? { fileId: gone.file_id } : null
}

type ServiceRow = {
  id: string
  name: string
  description: string
  price_minor: number | null
  price_kind: 'fixed' | 'from' | 'on_request'
  duration_minutes: number
  bookable: boolean
  sample: boolean
  buffer_before_minutes: number
  buffer_after_minutes: number
  notice_minutes: number | null
  horizon_days: number | null
}
const toService = (r: ServiceRow): Service & { sample: boolean } => ({
  id: r.id,
  name: r.name,
  description: r.description,
  priceMinor: r.price_minor,
  priceKind: r.price_kind,
  durationMinutes: r.duration_minutes,
  bookable: r.bookable,
  sample: r.sample,
  bufferBeforeMinutes: r.buffer_before_minutes,
  bufferAfterMinutes: r.buffer_after_minutes,
  noticeMinutes: r.notice_minutes,
  horizonDays: r.horizon_days,
})

export async function listServices(
  store: Store,
  workspaceId: string,
): Promise<(Service & { sample: boolean })[]> {
  const rows = await store.run<ServiceRow>(
    'services',
    `select id, name, description, price_minor, price_kind, duration_minutes, bookable, sample, buffer_before_minutes, buffer_after_minutes,
       notice_minutes, horizon_days from services where workspace_id = $1 order by position, id`,
    [workspaceId],
  )
  return rows.map(toService)
}

export async function saveService(
  tx: Tx,
  workspaceId: string,
  id: string,
  s: ServiceFields & { position?: number; sample?: boolean },
): Promise<void> {
  await query(
    tx,
    `insert into services (workspace_id, id, name, description, price_minor, price_kind, duration_minutes, bookable, position, sample,
       buffer_before_minutes, buffer_after_minutes, notice_minutes, horizon_days)
     values ($1, $2, $3, $4, $5, $6, $7, $8, coalesce($9, (select coalesce(max(position), 0) + 1 from services where workspace_id = $1)), $10,
       $11, $12, $13, $14)
     on conflict (workspace_id, id) do update set name = excluded.name, description = excluded.description, price_minor = excluded.price_minor,
       price_kind = excluded.price_kind, duration_minutes = excluded.duration_minutes, bookable = excluded.bookable,
       buffer_before_minutes = excluded.buffer_before_minutes, buffer_after_minutes = excluded.buffer_after_minutes,
       notice_minutes = excluded.notice_minutes, horizon_days = excluded.horizon_days`,
    [
      workspaceId,
      id,
      s.name,
      s.description,
      s.priceMinor,
      s.priceKind,
      s.durationMinutes,
      s.bookable,
      s.position ?? null,
      s.sample ?? false,
      s.bufferBeforeMinutes ?? 0,
      s.bufferAfterMinutes ?? 0,
      s.noticeMinutes ?? null,
      s.horizonDays ?? null,
    ],
  )
}

export async function deleteService(tx: Tx, workspaceId: string, id: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('services')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}
