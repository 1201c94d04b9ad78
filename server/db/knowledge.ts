// Knowledge: what was written, and the passages that are searched.
import type { Passage, Service, ServiceFields } from '#domain/knowledge.ts'
import { query, type Store, type Tx } from './pool.ts'

export type KnowledgeRecord = {
  id: string
  kind: 'faq' | 'document'
  title: string
  body: string
  sample: boolean
  updated_at: Date
}
const columns = 'id, kind, title, body, sample, updated_at'

export async function listKnowledge(
  store: Store,
  workspaceId: string,
  f: { kind?: 'faq' | 'document'; q?: string; before: string | null; limit: number },
): Promise<KnowledgeRecord[]> {
  return store.run(
    'knowledge',
    `select ${columns} from knowledge where workspace_id = $1 and ($2::text is null or kind = $2) and ($3::text is null or id < $3)
       and ($4::text is null or title ilike $4 or body ilike $4) order by id desc limit $5`,
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
    `select ${columns} from knowledge where workspace_id = $1 and id = $2`,
    [workspaceId, id],
  )
  return row ?? null
}

export type NewPassage = { id: string; title: string; text: string }

/** Writes an entry and the passages it is searched by, in place of the old ones. */
export async function saveKnowledge(
  tx: Tx,
  workspaceId: string,
  entry: { id: string; kind: 'faq' | 'document'; title: string; body: string; sample?: boolean; at: Date },
  passages: NewPassage[],
): Promise<void> {
  await query(
    tx,
    `insert into knowledge (workspace_id, id, kind, title, body, sample, updated_at) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (workspace_id, id) do update set kind = excluded.kind, title = excluded.title, body = excluded.body, updated_at = excluded.updated_at`,
    [workspaceId, entry.id, entry.kind, entry.title, entry.body, entry.sample ?? false, entry.at],
  )
  await tx
    .deleteFrom('passages')
    .where('workspace_id', '=', workspaceId)
    .where('knowledge_id', '=', entry.id)
    .execute()
  if (passages.length === 0) return
  await tx
    .insertInto('passages')
    .values(
      passages.map((p, position) => ({
        workspace_id: workspaceId,
        id: p.id,
        knowledge_id: entry.id,
        kind: entry.kind,
        position,
        title: p.title,
        text: p.text,
      })),
    )
    .execute()
}

export async function deleteKnowledge(tx: Tx, workspaceId: string, id: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('knowledge')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

/**
 * Passages for a question, best first. `terms` are its bearing words; any of them may match (full text with English
 * word forms); the more of them and the rarer, the higher. The best has score 1. Trigrams catch misspelt words where full
 * text finds too little.
 */
export async function searchPassages(
  store: Store,
  workspaceId: string,
  question: string,
  terms: string[],
  limit: number,
): Promise<Passage[]> {
  const rows = await store.run<{
    source_id: string
    kind: 'faq' | 'document'
    title: string
    text: string
    score: number
  }>(
    'passages',
    `with terms as (
       select distinct plainto_tsquery('frontdesk_english', t) as q from unnest($2::text[]) t
       where plainto_tsquery('frontdesk_english', t)::text <> ''
     ), matched as materialized (
       select p.* from passages p
       where p.workspace_id = $1 and p.words @@ (select string_agg(q::text, ' | ')::tsquery from terms)
     ), hits as (
       select m.id, t.q, ts_rank('{0.1, 0.2, 0.6, 0.8}', m.words, t.q, 1) as weight from matched m join terms t on m.words @@ t.q
     ), rarity as (
       select q, ln(1 + ((select count(*) from matched) - count(*) + 0.5) / (count(*) + 0.5)) as weight from hits group by q
     ), words as (
       select h.id, sum(h.weight * r.weight) * count(*) as rank from hits h join rarity r on r.q = h.q group by h.id
     ), found as (
       select m.*, w.rank / max(w.rank) over () as score from words w join matched m on m.id = w.id
       union all
       select p.*, word_similarity($3, p.title || ' ' || p.text) * 0.5
       from passages p where p.workspace_id = $1 and $3 <% (p.title || ' ' || p.text)
         and (select count(*) from words) < 3
     )
     select knowledge_id as source_id, kind, title, text, max(score)::float8 as score
     from found group by 1, 2, 3, 4 order by score desc, source_id limit $4`,
    [workspaceId, terms, question, limit],
  )
  return rows.map((r) => ({
    sourceId: r.source_id,
    kind: r.kind,
    title: r.title,
    text: r.text,
    score: Math.min(1, r.score),
  }))
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
