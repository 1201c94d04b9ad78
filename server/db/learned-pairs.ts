// Pairs of a question and what a person answered, until somebody decides about them; and where they come from.
import type { ChannelKind } from '#domain/channel.ts'
import type { Intent } from '#domain/intent.ts'
import type { Against, PairState } from '#domain/learning.ts'
import { query, type Store, type Tx } from './pool.ts'

export type PairRecord = {
  id: string
  conversation_id: string
  question_seq: number
  question: string
  answer: string
  language: string
  answered_by: string | null
  against: Against[]
  state: PairState
  edited: boolean
  knowledge_id: string | null
  decided_at: Date | null
  created_at: Date
  channel: ChannelKind
  who: string | null
}

export async function listPairs(
  store: Store,
  workspaceId: string,
  of: { state: PairState | null; id?: string; limit: number },
): Promise<PairRecord[]> {
  return store.run(
    'learned-pairs',
    `select l.id, l.conversation_id, l.question_seq, l.question, l.answer, l.language, l.answered_by, l.against, l.state, l.edited,
       l.knowledge_id, l.decided_at, l.created_at, c.channel, p.name as who
     from learned_pairs l join conversations c on c.workspace_id = l.workspace_id and c.id = l.conversation_id
     left join contacts p on p.workspace_id = c.workspace_id and p.id = c.contact_id
     where l.workspace_id = $1 and ($2::text is null or l.state = $2) and ($3::text is null or l.id = $3)
     order by l.created_at desc, l.id desc limit $4`,
    [workspaceId, of.state, of.id ?? null, of.limit],
  )
}

export type NewPair = Pick<
  PairRecord,
  'id' | 'conversation_id' | 'question_seq' | 'question' | 'answer' | 'language' | 'answered_by' | 'against'
> & { at: Date }

/** Suggests a pair; the same person's second message makes their answer longer. What was decided stays decided. */
export async function suggestPair(tx: Tx, workspaceId: string, pair: NewPair): Promise<boolean> {
  const rows = await query(
    tx,
    `insert into learned_pairs (workspace_id, id, conversation_id, question_seq, question, answer, language, answered_by, against, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10)
     on conflict (workspace_id, conversation_id, question_seq) do update set question = excluded.question, answer = excluded.answer,
       answered_by = excluded.answered_by, against = excluded.against
     where learned_pairs.state = 'open' and learned_pairs.answer <> excluded.answer returning id`,
    [
      workspaceId,
      pair.id,
      pair.conversation_id,
      pair.question_seq,
      pair.question,
      pair.answer,
      pair.language,
      pair.answered_by,
      JSON.stringify(pair.against),
      pair.at,
    ],
  )
  return rows.length > 0
}

/** What turned out to be no lesson after all, because the person wrote on. */
export async function withdrawPair(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
  seq: number,
): Promise<boolean> {
  const rows = await query(
    tx,
    `delete from learned_pairs where workspace_id = $1 and conversation_id = $2 and question_seq = $3 and state = 'open' returning id`,
    [workspaceId, conversationId, seq],
  )
  return rows.length > 0
}

/** Decides about a pair that is open; false where somebody was faster. */
export async function decidePair(
  tx: Tx,
  workspaceId: string,
  id: string,
  to: {
    state: Exclude<PairState, 'open'>
    edited?: boolean
    knowledgeId?: string | null
    by: string | null
    at: Date
  },
): Promise<boolean> {
  const rows = await query(
    tx,
    `update learned_pairs set state = $3, edited = $4, knowledge_id = $5, decided_by = $6, decided_at = $7
     where workspace_id = $1 and id = $2 and state = 'open' returning id`,
    [workspaceId, id, to.state, to.edited ?? false, to.knowledgeId ?? null, to.by, to.at],
  )
  return rows.length > 0
}

export type LastExchange = {
  channel: ChannelKind
  inbox_id: string
  names: (string | null)[]
  /** Places of the customer's messages: behind `after`, up to `upTo`. */
  after: number
  upTo: number
  asked: string[]
  said: { body: string; author_name: string | null }[]
  intents: Intent[]
  language: string | null
  asked_at: Date
}

/**
 * The newest burst of the customer that people answered, with their words up to the customer's next message. With
 * `before` the burst that a message answers. Null where there is none.
 */
export async function readExchange(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
  of: { before?: number } = {},
): Promise<LastExchange | null> {
  const [row] = await query<LastExchange>(
    tx,
    `with answer as (
       select max(seq) as seq from messages where workspace_id = $1 and conversation_id = $2 and direction = 'out' and unsent_at is null
         and case when $3::int is null then author in ('member', 'phone') and purpose = 'reply' else seq = $3 end
     ), last_in as (
       select max(m.seq) as seq from messages m, answer a where m.workspace_id = $1 and m.conversation_id = $2
         and m.direction = 'in' and m.seq < a.seq
     ), since as (
       select coalesce(max(m.seq), 0) as seq from messages m, last_in l where m.workspace_id = $1 and m.conversation_id = $2
         and m.direction = 'out' and m.seq < l.seq and m.purpose <> 'call'
     ), burst as (
       select m.* from messages m, last_in l, since s where m.workspace_id = $1 and m.conversation_id = $2 and m.direction = 'in'
         and m.seq > s.seq and m.seq <= l.seq and m.body <> '' and m.unsent_at is null and not m.automatic and m.keyword is null
     ), next_in as (
       select min(m.seq) as seq from messages m, last_in l where m.workspace_id = $1 and m.conversation_id = $2
         and m.direction = 'in' and m.seq > l.seq
     )
     select c.channel, c.inbox_id, array[p.name, p.company] as names, s.seq as after, l.seq as "upTo",
       array(select body from burst order by seq) as asked,
       coalesce((select jsonb_agg(jsonb_build_object('body', m.body, 'author_name', m.author_name) order by m.seq)
         from messages m, next_in n where m.workspace_id = $1 and m.conversation_id = $2 and m.direction = 'out' and m.seq > l.seq
           and (n.seq is null or m.seq < n.seq) and m.unsent_at is null and m.body <> '' and m.status not in ('canceled', 'failed')
           and case when $3::int is null then m.author in ('member', 'phone') and m.purpose = 'reply' else m.seq = $3 end), '[]') as said,
       array(select u.intent from understandings u where u.workspace_id = $1 and u.message_id in (select id from burst)) as intents,
       (select u.language from understandings u where u.workspace_id = $1 and u.message_id in (select id from burst)
         order by u.seq desc limit 1) as language,
       (select max(created_at) from burst) as asked_at
     from conversations c join last_in l on l.seq is not null cross join since s
     left join contacts p on p.workspace_id = c.workspace_id and p.id = c.contact_id
     where c.workspace_id = $1 and c.id = $2`,
    [workspaceId, conversationId, of.before ?? null],
  )
  return row && row.asked.length > 0 ? row : null
}
