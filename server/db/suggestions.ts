// Pairs of contacts that may be one person. Anybody who learns something about a pair tells `suggest`.
import { type Evidence, isStronger, mergeEvidence, scoreOf } from '#domain/identity.ts'
import { appendEvents } from './events.ts'
import { query, type Store, type Tx } from './pool.ts'

export type SuggestionRecord = {
  contact_a: string
  contact_b: string
  evidence: Evidence[]
  score: number
  state: 'open' | 'dismissed'
}

const columns = 'contact_a, contact_b, evidence, score, state'

/**
 * Tells that two contacts may be one person, with what speaks for it. Evidence adds up; what was said before is not said
 * twice. A pair that a person declined opens again only with evidence that they did not know and that weighs more. False
 * where nothing changed, or one of the two does not exist.
 */
export async function suggest(
  tx: Tx,
  workspaceId: string,
  one: string,
  other: string,
  evidence: Evidence[],
): Promise<boolean> {
  if (one === other || evidence.length === 0) return false
  const [a, b] = one < other ? [one, other] : [other, one]
  // Two at once about the same pair: one after the other, or one would overwrite what the other added.
  await query(tx, `select pg_advisory_xact_lock(hashtextextended($1 || ' ' || $2 || ' ' || $3, 12))`, [
    workspaceId,
    a,
    b,
  ])
  const held = await findSuggestion(tx, workspaceId, a, b)
  const all = mergeEvidence(held?.evidence ?? [], evidence)
  if (held && all.length === held.evidence.length) return false
  const opens = !held || held.state === 'open' || isStronger(held.evidence, all)
  // What was declined keeps the evidence that was declined: the next piece is weighed against it.
  if (!opens) return false
  const rows = await query(
    tx,
    `insert into contact_suggestions (workspace_id, contact_a, contact_b, evidence, score)
     select $1, a.id, b.id, $4::jsonb, $5 from contacts a join contacts b on b.workspace_id = a.workspace_id and b.id = $3
     where a.workspace_id = $1 and a.id = $2 and not a.internal and not b.internal
     on conflict (workspace_id, contact_a, contact_b)
       do update set evidence = excluded.evidence, score = excluded.score, state = 'open', updated_at = now()
     returning contact_a`,
    [workspaceId, a, b, JSON.stringify(all), scoreOf(all)],
  )
  if (rows.length === 0) return false
  await appendEvents(tx, workspaceId, [
    { type: 'contact.suggested', contactId: a, actor: 'system', data: { other: b } },
    { type: 'contact.suggested', contactId: b, actor: 'system', data: { other: a } },
  ])
  return true
}

export async function findSuggestion(
  tx: Tx,
  workspaceId: string,
  one: string,
  other: string,
): Promise<SuggestionRecord | null> {
  const [row] = await query<SuggestionRecord>(
    tx,
    `select ${columns} from contact_suggestions where workspace_id = $1 and contact_a = $2 and contact_b = $3`,
    one < other ? [workspaceId, one, other] : [workspaceId, other, one],
  )
  return row ?? null
}

/** A person says that the two are not the same; false where there is no open suggestion. */
export async function dismissSuggestion(
  tx: Tx,
  workspaceId: string,
  one: string,
  other: string,
): Promise<boolean> {
  const rows = await query(
    tx,
    `update contact_suggestions set state = 'dismissed', updated_at = now()
     where workspace_id = $1 and contact_a = $2 and contact_b = $3 and state = 'open' returning contact_a`,
    one < other ? [workspaceId, one, other] : [workspaceId, other, one],
  )
  return rows.length > 0
}

/** Open suggestions, the most probable first; of one contact where it is named. */
export async function listSuggestions(
  store: Store,
  workspaceId: string,
  contactId: string | null,
  limit: number,
): Promise<SuggestionRecord[]> {
  return store.run(
    contactId ? 'suggestions-contact' : 'suggestions',
    `select ${columns} from contact_suggestions where workspace_id = $1 and state = 'open'
     ${contactId ? 'and (contact_a = $3 or contact_b = $3)' : ''}
     order by score desc, updated_at desc limit $2`,
    contactId ? [workspaceId, limit, contactId] : [workspaceId, limit],
  )
}

/** How many are open, counted up to 1000. */
export async function countSuggestions(store: Store, workspaceId: string): Promise<number> {
  const [row] = await store.run<{ count: number }>(
    'suggestions-count',
    `select count(*)::int as count from (
       select 1 from contact_suggestions where workspace_id = $1 and state = 'open' limit 1000) counted`,
    [workspaceId],
  )
  return row?.count ?? 0
}
