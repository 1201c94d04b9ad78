// What a merge means for the suggestions of both contacts: the survivor takes over those of the other one, and an undo
// puts every pair back as it was.
import type { Evidence } from '#domain/identity.ts'
import { query, type Tx } from './pool.ts'
import { suggest } from './suggestions.ts'

export type KeptSuggestion = {
  contact_a: string
  contact_b: string
  evidence: Evidence[]
  score: number
  state: 'open' | 'dismissed'
}

/** The pairs of both, before the merge. */
export async function readPairs(
  tx: Tx,
  workspaceId: string,
  into: string,
  from: string,
): Promise<KeptSuggestion[]> {
  return query(
    tx,
    `select contact_a, contact_b, evidence, score, state from contact_suggestions
     where workspace_id = $1 and (contact_a in ($2, $3) or contact_b in ($2, $3)) order by contact_a, contact_b`,
    [workspaceId, into, from],
  )
}

const otherOf = (pair: KeptSuggestion, one: string) =>
  pair.contact_a === one ? pair.contact_b : pair.contact_b === one ? pair.contact_a : null

/** Whoever might be the merged contact might be the survivor; who certainly was not, is not the survivor either. */
export async function passPairsOn(
  tx: Tx,
  workspaceId: string,
  kept: KeptSuggestion[],
  into: string,
  from: string,
): Promise<void> {
  for (const pair of kept) {
    const other = otherOf(pair, from)
    if (!other || other === into) continue
    const evidence = pair.evidence.map((e) => (e.by === from ? { ...e, by: into } : e))
    if (pair.state === 'open') await suggest(tx, workspaceId, into, other, evidence)
    else await putPair(tx, workspaceId, { ...pair, evidence, ...ordered(into, other) }, false)
  }
}

/** Puts the pairs of both back as they were; `into` loses what it had only taken over. */
export async function restorePairs(
  tx: Tx,
  workspaceId: string,
  kept: KeptSuggestion[],
  into: string,
  from: string,
): Promise<void> {
  const takenOver = kept.flatMap((pair) => otherOf(pair, from) ?? []).filter((other) => other !== into)
  for (const other of takenOver) {
    const { contact_a, contact_b } = ordered(into, other)
    await query(
      tx,
      'delete from contact_suggestions where workspace_id = $1 and contact_a = $2 and contact_b = $3',
      [workspaceId, contact_a, contact_b],
    )
  }
  for (const pair of kept) {
    const own = otherOf(pair, into)
    if (otherOf(pair, from) !== null || (own !== null && takenOver.includes(own)))
      await putPair(tx, workspaceId, pair, true)
  }
}

function ordered(one: string, other: string) {
  return one < other ? { contact_a: one, contact_b: other } : { contact_a: other, contact_b: one }
}

/** Writes a pair whose contacts both exist; over the one there is where `replace`. */
async function putPair(tx: Tx, workspaceId: string, pair: KeptSuggestion, replace: boolean): Promise<void> {
  await query(
    tx,
    `insert into contact_suggestions (workspace_id, contact_a, contact_b, evidence, score, state)
     select $1, a.id, b.id, $4::jsonb, $5, $6 from contacts a join contacts b on b.workspace_id = a.workspace_id and b.id = $3
     where a.workspace_id = $1 and a.id = $2
     on conflict (workspace_id, contact_a, contact_b)
       do update set evidence = excluded.evidence, score = excluded.score, state = excluded.state where $7`,
    [
      workspaceId,
      pair.contact_a,
      pair.contact_b,
      JSON.stringify(pair.evidence),
      pair.score,
      pair.state,
      replace,
    ],
  )
}
