// Search over names, addresses and the full history of texts. Text search has two shapes: newest-first with a filter
// is right for common words, collecting the matches first for rare ones; the planner's own estimate chooses.
import type { Store } from './pool.ts'

export type TextHit = {
  message_id: string
  conversation_id: string
  seq: number
  created_at: Date
  snippet: string
}
export type PersonHit = { conversation_id: string; matched: 'name' | 'address' }

/** What the planner takes for the share of a prefix when it knows too few words to have an opinion. */
const NO_OPINION = 0.02

const tsquery = `to_tsquery('frontdesk_simple', $2)`
const headline = `ts_headline('frontdesk_simple', m.body, ${tsquery}, 'StartSel=⟦, StopSel=⟧, MaxWords=18, MinWords=8, MaxFragments=1')`

/** The words of a search box as a query: all must occur, the last may be unfinished. Null where no word is left. */
export function toQuery(text: string): string | null {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu)
  if (!words) return null
  return words
    .slice(0, 8)
    .map((word, i) => (i === words.length - 1 ? `${word}:*` : word))
    .join(' & ')
}

/**
 * Is it cheaper to walk from the newest message until enough are found than to collect all matches first? Walking reads
 * `wanted` × all ÷ matches rows, collecting reads the matches: they meet where matches² = `wanted` × all.
 */
async function isCommon(store: Store, query: string, wanted: number): Promise<boolean> {
  const like = (q: string) =>
    `explain (format json) select 1 from messages where to_tsvector('frontdesk_simple', body) @@ to_tsquery('frontdesk_simple', '${q}')`
  // One round trip; `query` holds letters, digits and our own operators only.
  const answers = (await store.pool.query(
    `${like(query)}; ${like(query.replace(':*', ''))}; explain (format json) select 1 from messages`,
  )) as unknown as { rows: { 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }[] }[]
  const [begun = 0, whole = 0, all = 0] = answers.map(
    (one) => one.rows[0]?.['QUERY PLAN'][0].Plan['Plan Rows'],
  )
  const known = Math.abs(begun - all * NO_OPINION) > 1
  return (known ? begun : whole) > Math.sqrt(wanted * all)
}

/** Messages that contain the words, newest first. */
export async function searchTexts(
  store: Store,
  workspaceId: string,
  text: string,
  limit: number,
): Promise<TextHit[]> {
  const query = toQuery(text)
  if (!query) return []
  const common = await isCommon(store, query, limit)
  // The shape is forced by what the planner can see: a materialised list of matches, or an ordered walk.
  const sql = common
    ? `select m.id as message_id, m.conversation_id, m.seq, m.created_at, ${headline} as snippet from (
         select id, conversation_id, seq, created_at, body from messages
         where workspace_id = $1 and to_tsvector('frontdesk_simple', body) @@ ${tsquery} order by workspace_id desc, id desc limit $3) m`
    : `with matches as materialized (
         select id, conversation_id, seq, created_at, body from messages
         where workspace_id = $1 and to_tsvector('frontdesk_simple', body) @@ ${tsquery})
       select m.id as message_id, m.conversation_id, m.seq, m.created_at, ${headline} as snippet
       from (select * from matches order by id desc limit $3) m order by m.id desc`
  return store.run<TextHit>(common ? 'search-common' : 'search-rare', sql, [workspaceId, query, limit])
}

/** Conversations whose contact has such a name or address; digits of a phone number match anywhere in it. */
export async function searchPeople(
  store: Store,
  workspaceId: string,
  text: string,
  limit: number,
): Promise<PersonHit[]> {
  const escaped = text.replace(/[\\%_]/g, '\\$&')
  const digits = text.replace(/\D/g, '')
  const address = digits.length >= 4 && /^[\d\s()+.-]+$/.test(text) ? digits : escaped
  return store.run<PersonHit>(
    'search-people',
    `with people as (
       (select p.id, 'name' as matched from contacts p where p.workspace_id = $1 and not p.internal and p.name ilike $2 limit 200)
       union all
       (select a.contact_id, 'address' from addresses a where a.workspace_id = $1 and a.value ilike $3 limit 200)
     )
     select c.id as conversation_id, min(people.matched) as matched
     from people join conversations c on c.workspace_id = $1 and c.contact_id = people.id and c.kind = 'customer'
     group by c.id, c.last_message_at order by c.last_message_at desc limit $4`,
    [workspaceId, `%${escaped}%`, `%${address}%`, limit],
  )
}
