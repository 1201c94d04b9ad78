// Sources that contradict each other, as they were found last.
import type { ConflictAbout, KnowledgeKind, Passage } from '#domain/knowledge.ts'
import { query, type Store, type Tx } from './pool.ts'

export type ConflictRecord = {
  id: string
  about: ConflictAbout
  topic: string
  winner_source_id: string
  winner_kind: Passage['kind']
  winner_title: string
  winner_quote: string
  loser_source_id: string
  loser_kind: Passage['kind']
  loser_title: string
  loser_quote: string
  reason: string
  dismissed_at: Date | null
  found_at: Date
}

/** The open ones, the newest first, at most `limit`; with the dismissed ones where they are wanted. */
export async function listConflicts(
  store: Store,
  workspaceId: string,
  of: { dismissed: boolean; limit: number },
): Promise<ConflictRecord[]> {
  return store.run(
    'conflicts',
    `select id, about, topic, winner_source_id, winner_kind, winner_title, winner_quote, loser_source_id, loser_kind, loser_title,
       loser_quote, reason, dismissed_at, found_at
     from knowledge_conflicts where workspace_id = $1 and ($2 or dismissed_at is null)
     order by dismissed_at is not null, found_at desc, id limit $3`,
    [workspaceId, of.dismissed, of.limit],
  )
}

export async function dismissConflict(tx: Tx, workspaceId: string, id: string, at: Date): Promise<boolean> {
  const rows = await query(
    tx,
    'update knowledge_conflicts set dismissed_at = coalesce(dismissed_at, $3) where workspace_id = $1 and id = $2 returning id',
    [workspaceId, id, at],
  )
  return rows.length > 0
}

export type NewConflict = Omit<ConflictRecord, 'dismissed_at' | 'found_at'>

/** Puts what was found in place of what was found before; the same conflict keeps its time and its dismissal. */
export async function replaceConflicts(
  tx: Tx,
  workspaceId: string,
  found: NewConflict[],
  at: Date,
): Promise<{ added: number; removed: number }> {
  const removed = await query(
    tx,
    'delete from knowledge_conflicts where workspace_id = $1 and not (id = any($2)) returning id',
    [workspaceId, found.map((c) => c.id)],
  )
  const added = await query(
    tx,
    `insert into knowledge_conflicts (workspace_id, id, about, topic, winner_source_id, winner_kind, winner_title, winner_quote,
       loser_source_id, loser_kind, loser_title, loser_quote, reason, found_at)
     select $1, c.id, c.about, c.topic, c.winner_source_id, c.winner_kind, c.winner_title, c.winner_quote,
       c.loser_source_id, c.loser_kind, c.loser_title, c.loser_quote, c.reason, $3
     from jsonb_to_recordset($2::jsonb) c (id text, about text, topic text, winner_source_id text, winner_kind text, winner_title text,
       winner_quote text, loser_source_id text, loser_kind text, loser_title text, loser_quote text, reason text)
     on conflict (workspace_id, id) do nothing returning id`,
    [workspaceId, JSON.stringify(found), at],
  )
  return { added: added.length, removed: removed.length }
}

/** The passages that are compared with each other: of sources that have not expired, at most `limit`. */
export async function readTold(
  store: Store,
  workspaceId: string,
  now: Date,
  limit: number,
): Promise<
  {
    source_id: string
    page_id: string | null
    kind: KnowledgeKind
    title: string
    text: string
    read_at: Date | null
    every_days: number | null
  }[]
> {
  return store.run(
    'passages-told',
    `select p.knowledge_id as source_id, p.page_id, k.kind, p.title, p.text, k.read_at, (k.site->>'everyDays')::int as every_days
     from passages p join knowledge k on k.workspace_id = p.workspace_id and k.id = p.knowledge_id
     where p.workspace_id = $1 and (k.expires_at is null or k.expires_at > $2) order by p.id limit $3`,
    [workspaceId, now, limit],
  )
}
