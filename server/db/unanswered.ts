// Questions that nobody could answer, and the clusters that they form.
import type { ChannelKind } from '#domain/channel.ts'
import type { ClusterState } from '#domain/learning.ts'
import { query, type Store, type Tx } from './pool.ts'

/** One change of a workspace's clusters at a time: two questions that come together must not found two clusters. */
export async function lockClusters(tx: Tx, workspaceId: string): Promise<void> {
  await query(tx, `select pg_advisory_xact_lock(hashtextextended('clusters:' || $1, 0))`, [workspaceId])
}

/** What a turn could not answer, and whose question it was; null where the turn is gone or answered everything. */
export async function readUnansweredTurn(
  tx: Tx,
  workspaceId: string,
  turnId: string,
): Promise<{
  conversation_id: string
  to_seq: number
  texts: string[]
  language: string | null
  names: (string | null)[]
  at: Date
} | null> {
  const [row] = await query<{
    conversation_id: string
    to_seq: number
    texts: string[] | null
    language: string | null
    names: (string | null)[]
    at: Date
  }>(
    tx,
    `select t.conversation_id, t.to_seq, t.trace -> 'unanswered' as texts, t.trace -> 'understanding' ->> 'language' as language,
       array[p.name, p.company] as names, t.created_at as at
     from turns t join conversations c on c.workspace_id = t.workspace_id and c.id = t.conversation_id
     left join contacts p on p.workspace_id = c.workspace_id and p.id = c.contact_id
     where t.workspace_id = $1 and t.id = $2`,
    [workspaceId, turnId],
  )
  return row?.texts ? { ...row, texts: row.texts } : null
}

export type ClusterTexts = { id: string; state: ClusterState; texts: string[] }

/** The clusters that a question may join, the first asked first, with a few of their wordings. */
export async function readClusters(tx: Tx, workspaceId: string): Promise<ClusterTexts[]> {
  return query<ClusterTexts>(
    tx,
    `select c.id, c.state, array_prepend(c.title, array(
         select q.text from unanswered_questions q where q.workspace_id = c.workspace_id and q.cluster_id = c.id
         order by q.asked_at desc limit 6)) as texts
     from (select * from question_clusters where workspace_id = $1 order by last_asked_at desc limit 1000) c
     order by c.first_asked_at, c.id`,
    [workspaceId],
  )
}

export async function insertCluster(
  tx: Tx,
  workspaceId: string,
  c: { id: string; title: string; language: string; at: Date },
): Promise<void> {
  await query(
    tx,
    `insert into question_clusters (workspace_id, id, title, language, first_asked_at, last_asked_at, state_at)
     values ($1, $2, $3, $4, $5, $5, $5)`,
    [workspaceId, c.id, c.title, c.language, c.at],
  )
}

/** Adds a question; false where it is there already. Asked again, what was settled is open again; a dismissed one is not. */
export async function addQuestion(
  tx: Tx,
  workspaceId: string,
  q: { clusterId: string; conversationId: string; seq: number; number: number; text: string; at: Date },
): Promise<boolean> {
  const rows = await query(
    tx,
    `insert into unanswered_questions (workspace_id, conversation_id, seq, number, cluster_id, text, asked_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning seq`,
    [workspaceId, q.conversationId, q.seq, q.number, q.clusterId, q.text, q.at],
  )
  if (rows.length === 0) return false
  await query(
    tx,
    `update question_clusters set asked = asked + 1, last_asked_at = greatest(last_asked_at, $3),
       state_at = case when state in ('covered', 'answered') then $3 else state_at end,
       state = case when state in ('covered', 'answered') then 'open' else state end
     where workspace_id = $1 and id = $2`,
    [workspaceId, q.clusterId, q.at],
  )
  return true
}

/** Notes what a person answered to the questions of a burst. */
export async function noteAnswer(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
  of: { seqs: { after: number; upTo: number }; answer: string; by: string | null },
): Promise<number> {
  const rows = await query(
    tx,
    `update unanswered_questions set answer = $5, answered_by = $6
     where workspace_id = $1 and conversation_id = $2 and seq > $3 and seq <= $4
       and (answer, answered_by) is distinct from ($5, $6) returning seq`,
    [workspaceId, conversationId, of.seqs.after, of.seqs.upTo, of.answer, of.by],
  )
  return rows.length
}

export type ClusterRecord = {
  id: string
  title: string
  language: string
  state: ClusterState
  asked: number
  first_asked_at: Date
  last_asked_at: Date
  knowledge_id: string | null
  questions: {
    conversationId: string
    seq: number
    text: string
    askedAt: string
    answer: string | null
    answeredBy: string | null
    channel: ChannelKind
    who: string | null
  }[]
}

/** Clusters in a state, those that were asked most first, with their newest questions. */
export async function listClusters(
  store: Store,
  workspaceId: string,
  of: { state: ClusterState; id?: string; limit: number },
): Promise<ClusterRecord[]> {
  return store.run(
    'question-clusters',
    `select c.id, c.title, c.language, c.state, c.asked, c.first_asked_at, c.last_asked_at, c.knowledge_id,
       coalesce((select jsonb_agg(jsonb_build_object('conversationId', q.conversation_id, 'seq', q.seq, 'text', q.text,
           'askedAt', q.asked_at, 'answer', q.answer, 'answeredBy', q.answered_by, 'channel', v.channel, 'who', p.name)
           order by q.asked_at desc)
         from (select * from unanswered_questions q where q.workspace_id = c.workspace_id and q.cluster_id = c.id
           order by q.asked_at desc limit 10) q
         join conversations v on v.workspace_id = q.workspace_id and v.id = q.conversation_id
         left join contacts p on p.workspace_id = v.workspace_id and p.id = v.contact_id), '[]') as questions
     from question_clusters c
     where c.workspace_id = $1 and (($3::text is not null and c.id = $3) or ($3::text is null and c.state = $2))
     order by c.asked desc, c.last_asked_at desc, c.id limit $4`,
    [workspaceId, of.state, of.id ?? null, of.limit],
  )
}

/** Moves a cluster; false where it is not in one of `from`. */
export async function moveCluster(
  tx: Tx,
  workspaceId: string,
  id: string,
  to: { from: ClusterState[]; state: ClusterState; knowledgeId?: string | null; at: Date },
): Promise<boolean> {
  const rows = await query(
    tx,
    `update question_clusters set state = $4, knowledge_id = coalesce($5, knowledge_id), state_at = $6
     where workspace_id = $1 and id = $2 and state = any($3) returning id`,
    [workspaceId, id, to.from, to.state, to.knowledgeId ?? null, to.at],
  )
  return rows.length > 0
}

/** Clusters to ask again: the open ones, and those that the knowledge answered until now. */
export async function clustersToCheck(
  store: Store,
  workspaceId: string,
  limit: number,
): Promise<{ id: string; title: string; state: ClusterState; texts: string[]; entry_gone: boolean }[]> {
  return store.run(
    'question-clusters-to-check',
    `select c.id, c.title, c.state, array(select q.text from unanswered_questions q
         where q.workspace_id = c.workspace_id and q.cluster_id = c.id order by q.asked_at desc limit 4) as texts,
       c.state = 'answered' and not exists (select 1 from knowledge k where k.workspace_id = c.workspace_id and k.id = c.knowledge_id)
         as entry_gone
     from question_clusters c where c.workspace_id = $1 and c.state <> 'dismissed'
     order by c.state <> 'open', c.asked desc, c.last_asked_at desc limit $2`,
    [workspaceId, limit],
  )
}
