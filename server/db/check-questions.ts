// Questions with their approved answers, and what would be answered now.
import type { ChannelKind } from '#domain/channel.ts'
import type { SourceRef } from '#domain/knowledge.ts'
import type { CheckOrigin, CheckVerdict } from '#domain/learning.ts'
import { query, type Store, type Tx } from './pool.ts'

export type CheckRecord = {
  id: string
  question: string
  answer: string
  origin: CheckOrigin
  conversation_id: string | null
  message_id: string | null
  knowledge_id: string | null
  channel: ChannelKind | null
  audiences: string[]
  at: Date
  now_answer: string | null
  now_sources: SourceRef[]
  verdict: CheckVerdict | null
  reasons: string[]
  checked_at: Date | null
  seen_answer: string | null
  created_at: Date
}
const columns = `id, question, answer, origin, conversation_id, message_id, knowledge_id, channel, audiences, at, now_answer, now_sources,
  verdict, reasons, checked_at, seen_answer, created_at`

/** Those that would be answered differently first, then the newest. */
export async function listChecks(store: Store, workspaceId: string, limit: number): Promise<CheckRecord[]> {
  return store.run(
    'check-questions',
    `select ${columns} from check_questions where workspace_id = $1
     order by (verdict is distinct from 'same' and now_answer is distinct from seen_answer) desc, created_at desc, id desc limit $2`,
    [workspaceId, limit],
  )
}

export async function findCheck(store: Store, workspaceId: string, id: string): Promise<CheckRecord | null> {
  const [row] = await store.run<CheckRecord>(
    'check-question',
    `select ${columns} from check_questions where workspace_id = $1 and id = $2`,
    [workspaceId, id],
  )
  return row ?? null
}

export type NewCheck = Pick<
  CheckRecord,
  | 'id'
  | 'question'
  | 'answer'
  | 'origin'
  | 'conversation_id'
  | 'message_id'
  | 'knowledge_id'
  | 'channel'
  | 'audiences'
  | 'at'
> & { by: string; now: Date }

/** Adds one. The same message's second approval replaces the answer. The id under which it is kept; null where it is full. */
export async function insertCheck(
  tx: Tx,
  workspaceId: string,
  c: NewCheck,
  most: number,
): Promise<string | null> {
  const [row] = await query<{ id: string }>(
    tx,
    `insert into check_questions (workspace_id, id, question, answer, origin, conversation_id, message_id, knowledge_id, channel, audiences,
       at, created_by, created_at)
     select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13
     where (select count(*) from check_questions where workspace_id = $1) < $14
     on conflict (workspace_id, message_id) where message_id is not null do update set question = excluded.question, answer = excluded.answer
     returning id`,
    [
      workspaceId,
      c.id,
      c.question,
      c.answer,
      c.origin,
      c.conversation_id,
      c.message_id,
      c.knowledge_id,
      c.channel,
      c.audiences,
      c.at,
      c.by,
      c.now,
      most,
    ],
  )
  return row?.id ?? null
}

/** Approves another answer, or asks it in other words. False where there is none. */
export async function changeCheck(
  tx: Tx,
  workspaceId: string,
  id: string,
  to: { question?: string; answer?: string },
): Promise<boolean> {
  const rows = await query(
    tx,
    `update check_questions set question = coalesce($3, question), answer = coalesce($4, answer), seen_answer = null
     where workspace_id = $1 and id = $2 returning id`,
    [workspaceId, id, to.question ?? null, to.answer ?? null],
  )
  return rows.length > 0
}

export async function deleteCheck(tx: Tx, workspaceId: string, id: string): Promise<boolean> {
  const rows = await query(
    tx,
    'delete from check_questions where workspace_id = $1 and id = $2 returning id',
    [workspaceId, id],
  )
  return rows.length > 0
}

/** The answer that is given now becomes the approved one; or it is only no news any more. False where there is none. */
export async function settleCheck(
  tx: Tx,
  workspaceId: string,
  id: string,
  how: 'accept' | 'dismiss',
): Promise<boolean> {
  const rows = await query(
    tx,
    how === 'accept'
      ? `update check_questions set answer = now_answer, verdict = 'same', reasons = '[]', seen_answer = null
         where workspace_id = $1 and id = $2 and now_answer is not null and verdict <> 'unanswered' returning id`
      : `update check_questions set seen_answer = now_answer where workspace_id = $1 and id = $2 and now_answer is not null returning id`,
    [workspaceId, id],
  )
  return rows.length > 0
}

export type Checked = {
  id: string
  answer: string
  now_answer: string
  now_sources: SourceRef[]
  verdict: CheckVerdict
  reasons: string[]
}

/** Keeps what was found out; of questions whose approved answer changed meanwhile nothing. How many are other than before. */
export async function saveChecked(
  tx: Tx,
  workspaceId: string,
  checked: Checked[],
  at: Date,
): Promise<number> {
  const [row] = await query<{ changed: number }>(
    tx,
    `with was as (
       select id, verdict, now_answer from check_questions where workspace_id = $1
     ), done as (
       update check_questions c set now_answer = r.now_answer, now_sources = r.now_sources, verdict = r.verdict, reasons = r.reasons,
         checked_at = $3
       from jsonb_to_recordset($2::jsonb) r (id text, answer text, now_answer text, now_sources jsonb, verdict text, reasons jsonb)
       where c.workspace_id = $1 and c.id = r.id and c.answer = r.answer returning c.id, c.verdict, c.now_answer
     )
     select count(*) as changed from done join was using (id)
     where (was.verdict, was.now_answer) is distinct from (done.verdict, done.now_answer)`,
    [workspaceId, JSON.stringify(checked), at],
  )
  return row?.changed ?? 0
}

/** What waits for somebody in each part of the knowledge, in one look. */
export async function countLearning(
  store: Store,
  workspaceId: string,
): Promise<{ unanswered: number; suggestions: number; checks: number; differing: number }> {
  const [row] = await store.run<{
    unanswered: number
    suggestions: number
    checks: number
    differing: number
  }>(
    'learning-counts',
    `select (select count(*) from question_clusters where workspace_id = $1 and state = 'open') as unanswered,
       (select count(*) from learned_pairs where workspace_id = $1 and state = 'open') as suggestions,
       (select count(*) from check_questions where workspace_id = $1) as checks,
       (select count(*) from check_questions where workspace_id = $1 and verdict <> 'same'
         and now_answer is distinct from seen_answer) as differing`,
    [workspaceId],
  )
  return row ?? { unanswered: 0, suggestions: 0, checks: 0, differing: 0 }
}
