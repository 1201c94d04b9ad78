// The pages of files and sites. A site's pages are also the list of what is still to be read: a reading that is cut off by
// a kill goes on where it was.
import { query, type Store, type Tx } from './pool.ts'

export type PageRecord = {
  id: string
  position: number
  url: string | null
  depth: number
  title: string
  text: string
  read_text: string | null
  hash: string | null
  round: number
  state: 'waiting' | 'read' | 'skipped' | 'failed'
  problem: string | null
  read_at: Date | null
}
const columns = 'id, position, url, depth, title, text, read_text, hash, round, state, problem, read_at'

/** Puts addresses on the list of a reading; those that are on it stay as they are. At most `room` of them. */
export async function addPages(
  tx: Tx,
  workspaceId: string,
  knowledgeId: string,
  of: { round: number; room: number; pages: { id: string; url: string; depth: number }[] },
): Promise<number> {
  if (of.pages.length === 0 || of.room <= 0) return 0
  const rows = await query(
    tx,
    `insert into knowledge_pages (workspace_id, id, knowledge_id, position, url, depth, round, state)
     select $1, u.id, $2, (select count(*) from knowledge_pages g where g.workspace_id = $1 and g.knowledge_id = $2 and g.round = $3) + u.ord,
       u.url, u.depth, $3, 'waiting'
     from unnest($4::text[], $5::text[], $6::int[]) with ordinality u (id, url, depth, ord)
     where not exists (select 1 from knowledge_pages g where g.workspace_id = $1 and g.knowledge_id = $2 and g.url = u.url and g.round = $3)
     order by u.ord limit $7
     on conflict (workspace_id, knowledge_id, url) do update set round = excluded.round, state = 'waiting', depth = excluded.depth,
       position = excluded.position, problem = null, read_text = null
     returning id`,
    [
      workspaceId,
      knowledgeId,
      of.round,
      of.pages.map((p) => p.id),
      of.pages.map((p) => p.url),
      of.pages.map((p) => p.depth),
      of.room,
    ],
  )
  return rows.length
}

export async function nextPage(
  tx: Tx,
  workspaceId: string,
  knowledgeId: string,
  round: number,
): Promise<PageRecord | null> {
  const [row] = await query<PageRecord>(
    tx,
    `select ${columns} from knowledge_pages where workspace_id = $1 and knowledge_id = $2 and round = $3 and state = 'waiting'
     order by depth, position limit 1`,
    [workspaceId, knowledgeId, round],
  )
  return row ?? null
}

/** Was the page of this address left out in this reading? */
export async function isSkipped(
  tx: Tx,
  workspaceId: string,
  knowledgeId: string,
  of: { url: string; round: number },
): Promise<boolean> {
  const rows = await query(
    tx,
    `select 1 from knowledge_pages where workspace_id = $1 and knowledge_id = $2 and url = $3 and round = $4 and state = 'skipped'`,
    [workspaceId, knowledgeId, of.url, of.round],
  )
  return rows.length > 0
}

export async function countPages(
  tx: Tx,
  workspaceId: string,
  knowledgeId: string,
  round: number,
): Promise<{ all: number; read: number; waiting: number; failed: number }> {
  const [row] = await query<{ all: number; read: number; waiting: number; failed: number }>(
    tx,
    `select count(*) filter (where state <> 'skipped') as all, count(*) filter (where state = 'read') as read,
       count(*) filter (where state = 'waiting') as waiting, count(*) filter (where state = 'failed') as failed
     from knowledge_pages where workspace_id = $1 and knowledge_id = $2 and round = $3`,
    [workspaceId, knowledgeId, round],
  )
  return row ?? { all: 0, read: 0, waiting: 0, failed: 0 }
}

/** What came of reading a page. `text` waits in `read_text` until the reading ends. */
export async function settlePage(
  tx: Tx,
  workspaceId: string,
  id: string,
  p: { state: 'read' | 'skipped' | 'failed'; title?: string; text?: string; problem?: string; at: Date },
): Promise<void> {
  await query(
    tx,
    `update knowledge_pages set state = $3, problem = $4, title = coalesce($5, title), read_text = $6,
       read_at = case when $3 = 'read' then $7 else read_at end
     where workspace_id = $1 and id = $2`,
    [workspaceId, id, p.state, p.problem ?? null, p.title ?? null, p.text ?? null, p.at],
  )
}

/** Every page of a source, in order. */
export async function readPages(tx: Tx, workspaceId: string, knowledgeId: string): Promise<PageRecord[]> {
  return query(
    tx,
    `select ${columns} from knowledge_pages where workspace_id = $1 and knowledge_id = $2 order by position, id`,
    [workspaceId, knowledgeId],
  )
}

/** The pages that somebody can look at, without their texts. */
export async function listPages(
  store: Store,
  workspaceId: string,
  knowledgeId: string,
): Promise<(Omit<PageRecord, 'text' | 'read_text'> & { letters: number; passages: number })[]> {
  return store.run(
    'knowledge-pages',
    `select g.id, g.position, g.url, g.depth, g.title, g.hash, g.round, g.state, g.problem, g.read_at, char_length(g.text) as letters,
       (select count(*) from passages p where p.workspace_id = $1 and p.page_id = g.id) as passages
     from knowledge_pages g where g.workspace_id = $1 and g.knowledge_id = $2 and g.state <> 'skipped' order by g.position, g.id limit 1000`,
    [workspaceId, knowledgeId],
  )
}

export async function findPage(
  store: Store,
  workspaceId: string,
  knowledgeId: string,
  id: string,
): Promise<PageRecord | null> {
  const [row] = await store.run<PageRecord>(
    'knowledge-page',
    `select ${columns} from knowledge_pages where workspace_id = $1 and knowledge_id = $2 and id = $3`,
    [workspaceId, knowledgeId, id],
  )
  return row ?? null
}

/** The text that is searched from now on. */
export async function keepPageText(
  tx: Tx,
  workspaceId: string,
  id: string,
  p: { text: string; hash: string },
): Promise<void> {
  await query(
    tx,
    'update knowledge_pages set text = $3, hash = $4, read_text = null where workspace_id = $1 and id = $2',
    [workspaceId, id, p.text, p.hash],
  )
}

/** Removes pages with their passages: those of earlier readings, and those of this one that are not to be kept. */
export async function deletePages(tx: Tx, workspaceId: string, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  await query(tx, 'delete from knowledge_pages where workspace_id = $1 and id = any($2)', [workspaceId, ids])
}

export async function insertReadPages(
  tx: Tx,
  workspaceId: string,
  knowledgeId: string,
  pages: { id: string; title: string; text: string; hash: string; round: number; at: Date }[],
): Promise<void> {
  if (pages.length === 0) return
  await tx
    .insertInto('knowledge_pages')
    .values(
      pages.map(({ at, ...page }, position) => ({
        ...page,
        workspace_id: workspaceId,
        knowledge_id: knowledgeId,
        position: position + 1,
        state: 'read' as const,
        read_at: at,
      })),
    )
    .execute()
}

/** The passages of a page, or of a whole source that has none, in order. */
export async function passagesOf(
  store: Store,
  workspaceId: string,
  of: { knowledgeId: string; pageId: string | null },
): Promise<{ title: string; text: string; language: string }[]> {
  return store.run(
    'passages-of',
    `select title, text, language from passages where workspace_id = $1 and knowledge_id = $2 and ($3::text is null or page_id = $3)
     order by position limit 500`,
    [workspaceId, of.knowledgeId, of.pageId],
  )
}

/** How much there is, for the head of the settings. */
export async function countKnowledge(
  store: Store,
  workspaceId: string,
  model: string | null,
): Promise<{ passages: number; vectors: number; conflicts: number; audiences: string[] }> {
  const [row] = await store.run<{
    passages: number
    vectors: number
    conflicts: number
    audiences: string[]
  }>(
    'knowledge-counts',
    `select (select count(*) from passages where workspace_id = $1) as passages,
       (select count(*) from passage_vectors where workspace_id = $1 and model = $2) as vectors,
       (select count(*) from knowledge_conflicts where workspace_id = $1 and dismissed_at is null) as conflicts,
       array(select distinct a from knowledge k, unnest(k.audiences) a where k.workspace_id = $1 order by a) as audiences`,
    [workspaceId, model],
  )
  return row ?? { passages: 0, vectors: 0, conflicts: 0, audiences: [] }
}
