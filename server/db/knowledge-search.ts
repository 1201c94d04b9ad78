// Finding passages: by their words (BM25 over the word forms of each passage's own language), by how they are spelled
// (trigrams, for misspelt words) and by what they mean (vectors). Each gives a list; `ai/knowledge/fuse.ts` makes one.
import type { KnowledgeKind } from '#domain/knowledge.ts'
import type { Store } from './pool.ts'

/** Who asks: bound by the caller, never by what is asked. A null channel sees what is for every channel. */
export type Seer = { channel: string | null; audiences: string[] }

export type FoundPassage = {
  id: string
  sourceId: string
  kind: KnowledgeKind
  title: string
  text: string
  language: string
  url: string | null
  readAt: Date | null
  sourceTitle: string
  everyDays: number | null
  score: number
}

type Row = {
  id: string
  source_id: string
  kind: KnowledgeKind
  title: string
  text: string
  language: string
  url: string | null
  read_at: Date | null
  source_title: string
  every_days: number | null
  score: number
}
const toFound = (r: Row): FoundPassage => ({
  id: r.id,
  sourceId: r.source_id,
  kind: r.kind,
  title: r.title,
  text: r.text,
  language: r.language,
  url: r.url,
  readAt: r.read_at,
  sourceTitle: r.source_title,
  everyDays: r.every_days,
  score: r.score,
})

/** What may be seen of source `k` now; parameters: channel, audiences, now. */
const visible = (channel: string, audiences: string, now: string) =>
  `(k.audiences = '{}' or k.audiences && ${audiences}::text[]) and (k.channels = '{}' or ${channel}::text = any(k.channels))
   and (k.expires_at is null or k.expires_at > ${now})`

const columns = `p.id, p.knowledge_id as source_id, k.kind, p.title, p.text, p.language, g.url,
  coalesce(g.read_at, k.read_at) as read_at, k.title as source_title,
  (k.site->>'everyDays')::int as every_days`
const sources = `join knowledge k on k.workspace_id = p.workspace_id and k.id = p.knowledge_id
  left join knowledge_pages g on g.workspace_id = p.workspace_id and g.id = p.page_id`

export type WeightedTerm = { text: string; weight: number }

/**
 * Passages that hold words of the question, best first, by BM25: the more of its words and the rarer, the higher; words
 * of the title count more; what stands side by side in the question and in the passage counts again.
 */
export async function searchByWords(
  store: Store,
  workspaceId: string,
  of: { terms: WeightedTerm[]; seer: Seer; now: Date; limit: number },
): Promise<FoundPassage[]> {
  if (of.terms.length === 0) return []
  const rows = await store.run<Row>(
    'passages-by-words',
    `with sizes as (
       select language, count(*) as n, avg(size) as size from passages where workspace_id = $1 group by language
     ), whole as (
       select sum(n)::float8 as n, (sum(n * size) / sum(n))::float8 as size from sizes
     ), asked as (
       select z.language, u.ord, u.weight, plainto_tsquery(knowledge_config(z.language), u.term) as q
       from sizes z cross join unnest($2::text[], $3::float8[]) with ordinality u (term, weight, ord)
     ), terms as materialized (
       select row_number() over () as n, language, q, max(weight) as weight from asked where q::text <> '' group by language, q
     ), matched as materialized (
       select p.id, p.words, p.language, p.size
       from (select language, string_agg(q::text, ' | ')::tsquery as any_q from terms group by language) a
       join passages p on p.workspace_id = $1 and p.language = a.language and p.words @@ a.any_q
       join knowledge k on k.workspace_id = p.workspace_id and k.id = p.knowledge_id
       where ${visible('$4', '$5', '$6')}
     ), hits as (
       select m.id, m.size, t.weight, count(*) over (partition by t.n) as holders,
         ts_rank('{0.1, 0.2, 0.6, 1}', m.words, t.q) / 0.6 * 1.645 as tf
       from matched m join terms t on t.language = m.language and m.words @@ t.q
     ), ranked as (
       select h.id, sum(h.weight * ln(1 + (w.n - h.holders + 0.5) / (h.holders + 0.5))
         * h.tf * 2.2 / (h.tf + 1.2 * (0.25 + 0.75 * h.size / w.size))) as score
       from hits h cross join whole w group by h.id
     ), best as (
       select id, score from ranked order by score desc, id limit $7
     )
     select ${columns}, b.score::float8 as score
     from best b join passages p on p.workspace_id = $1 and p.id = b.id ${sources}
     order by b.score desc, p.id`,
    [
      workspaceId,
      of.terms.map((t) => t.text),
      of.terms.map((t) => t.weight),
      of.seer.channel,
      of.seer.audiences,
      of.now,
      of.limit,
    ],
  )
  return rows.map(toFound)
}

/** Passages whose words are spelled nearly as the question's: for what is misspelt. Scores are up to 1. */
export async function searchBySpelling(
  store: Store,
  workspaceId: string,
  of: { question: string; seer: Seer; now: Date; limit: number },
): Promise<FoundPassage[]> {
  const rows = await store.run<Row>(
    'passages-by-spelling',
    `select ${columns}, word_similarity($2, p.title || ' ' || p.text)::float8 as score
     from passages p ${sources}
     where p.workspace_id = $1 and $2 <% (p.title || ' ' || p.text) and ${visible('$3', '$4', '$5')}
     order by score desc, p.id limit $6`,
    [workspaceId, of.question, of.seer.channel, of.seer.audiences, of.now, of.limit],
  )
  return rows.map(toFound)
}

/** Those of the given passages that may be seen now, in the order of `ids`, each with its score. */
export async function readPassages(
  store: Store,
  workspaceId: string,
  of: { ids: string[]; scores: number[]; seer: Seer; now: Date },
): Promise<FoundPassage[]> {
  if (of.ids.length === 0) return []
  const rows = await store.run<Row>(
    'passages-by-id',
    `select ${columns}, u.score::float8 as score
     from unnest($2::text[], $3::float8[]) with ordinality u (id, score, ord)
     join passages p on p.workspace_id = $1 and p.id = u.id ${sources}
     where ${visible('$4', '$5', '$6')} order by u.ord`,
    [workspaceId, of.ids, of.scores, of.seer.channel, of.seer.audiences, of.now],
  )
  return rows.map(toFound)
}
