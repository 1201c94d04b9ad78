// What people did with the AI's words: the record on which earned autonomy rests.
import type { DraftFate } from '#domain/earned.ts'
import { query, type Store, type Tx } from './pool.ts'

export type ComparisonRecord = {
  draft_id: string
  agent_id: string
  intent: string
  conversation_id: string
  fate: DraftFate
  agreed: boolean
  score: number
  reasons: string[]
  judged_by: 'builtin' | 'model' | 'person'
  question: string
  ai_text: string
  person_text: string
  at: Date
}

/** False where this draft has been compared before. */
export async function insertComparison(tx: Tx, workspaceId: string, c: ComparisonRecord): Promise<boolean> {
  const result = await tx
    .insertInto('comparisons')
    .values({ workspace_id: workspaceId, ...c, reasons: JSON.stringify(c.reasons) })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'draft_id']).doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function isCompared(tx: Tx, workspaceId: string, draftId: string): Promise<boolean> {
  const rows = await query(tx, 'select 1 from comparisons where workspace_id = $1 and draft_id = $2', [
    workspaceId,
    draftId,
  ])
  return rows.length > 0
}

/** So many answers back is as far as a decision looks. */
const FAR = 500

/** Of one intent of one agent since a moment, newest first. */
export async function readEvidence(
  tx: Tx,
  workspaceId: string,
  agentId: string,
  intent: string,
  since: Date | null,
): Promise<{ fate: DraftFate; agreed: boolean }[]> {
  return query(
    tx,
    `select fate, agreed from comparisons where workspace_id = $1 and agent_id = $2 and intent = $3
       and ($4::timestamptz is null or at > $4) order by at desc, draft_id desc limit ${FAR}`,
    [workspaceId, agentId, intent, since],
  )
}

export type IntentTally = {
  intent: string
  agreed: number
  total: number
  approved: number
  edited: number
  rejected: number
  last_at: Date
}

/** Of every intent of an agent, since its last promotion or fall-back. */
export async function tallyIntents(
  store: Store,
  workspaceId: string,
  agentId: string,
): Promise<IntentTally[]> {
  return store.run(
    'comparisons-tally',
    `with turned as (
       select intent, max(at) as at from autonomy_log
       where workspace_id = $1 and agent_id = $2 and intent is not null and what in ('promoted', 'fell_back') group by intent
     )
     select c.intent, count(*) filter (where c.agreed)::int as agreed, count(*)::int as total,
       count(*) filter (where c.fate = 'approved')::int as approved, count(*) filter (where c.fate = 'edited')::int as edited,
       count(*) filter (where c.fate = 'rejected')::int as rejected, max(c.at) as last_at
     from comparisons c left join turned t on t.intent = c.intent
     where c.workspace_id = $1 and c.agent_id = $2 and (t.at is null or c.at > t.at)
     group by c.intent order by total desc, c.intent`,
    [workspaceId, agentId],
  )
}

/** Examples side by side, newest first. */
export async function listComparisons(
  store: Store,
  workspaceId: string,
  f: { agentId: string; intent: string; agreed?: boolean | undefined; limit: number },
): Promise<ComparisonRecord[]> {
  return store.run(
    'comparisons-examples',
    `select draft_id, agent_id, intent, conversation_id, fate, agreed, score, reasons, judged_by, question, ai_text, person_text, at
     from comparisons where workspace_id = $1 and agent_id = $2 and intent = $3 and ($4::boolean is null or agreed = $4)
     order by at desc, draft_id desc limit $5`,
    [workspaceId, f.agentId, f.intent, f.agreed ?? null, f.limit],
  )
}
