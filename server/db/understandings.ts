// What was read from each message of a customer, and the examples that a workspace has added.
import type { EscalationReason } from '#domain/conversation.ts'
import type { Intent, Understanding } from '#domain/intent.ts'
import { query, type Store, type Tx } from './pool.ts'

/** As SQL sees it beside a message; null where it was not read (ours, calls, machines, the past). */
export const understandingColumn = `case when u.message_id is not null then jsonb_build_object('intent', u.intent,
    'confidence', round(u.confidence::numeric, 2), 'outOfScope', u.out_of_scope, 'language', u.language, 'mood', u.mood,
    'urgency', u.urgency, 'by', u.by, 'evidence', u.evidence, 'why', u.why, 'repeated', u.repeated,
    'corrected', u.corrected_by is not null) end as understanding`
export const understandingJoin = `left join understandings u on u.workspace_id = m.workspace_id and u.message_id = m.id
    and m.direction = 'in'`

export type ReadMessage = { messageId: string; understanding: Understanding }

/**
 * Writes what was read from messages of customers, and into the conversation what its newest burst says. What a member
 * has corrected stays; a call is not read. Gives the messages for which this is new.
 */
export async function saveUnderstandings(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
  read: ReadMessage[],
  burst: Understanding,
  at: Date,
): Promise<{ messageId: string }[]> {
  await query(
    tx,
    `update conversations set intent = $3, mood = $4, urgency = $5 where workspace_id = $1 and id = $2
       and (intent is distinct from $3 or mood is distinct from $4 or urgency is distinct from $5)`,
    [workspaceId, conversationId, burst.outOfScope ? 'other' : burst.intent, burst.mood, burst.urgency],
  )
  const rows = read.map(({ messageId, understanding: u }) => ({
    message_id: messageId,
    intent: u.intent,
    confidence: u.confidence,
    out_of_scope: u.outOfScope,
    language: u.language,
    mood: u.mood,
    urgency: u.urgency,
    by: u.by,
    evidence: u.evidence,
    why: u.why ?? '',
    repeated: u.repeated ?? null,
  }))
  return query<{ messageId: string }>(
    tx,
    `insert into understandings (workspace_id, message_id, conversation_id, seq, intent, confidence, out_of_scope, language,
       mood, urgency, by, evidence, why, repeated, at)
     select m.workspace_id, m.id, m.conversation_id, m.seq, r.intent, r.confidence, r.out_of_scope, r.language, r.mood,
       r.urgency, r.by, r.evidence, r.why, r.repeated, $4::timestamptz
     from jsonb_to_recordset($3::jsonb) as r (message_id text, intent text, confidence real, out_of_scope boolean,
       language text, mood text, urgency text, by text, evidence jsonb, why text, repeated text)
     join messages m on m.workspace_id = $1 and m.id = r.message_id
     where m.conversation_id = $2 and m.direction = 'in' and m.purpose <> 'call'
     on conflict (workspace_id, message_id) do update set intent = excluded.intent, confidence = excluded.confidence,
       out_of_scope = excluded.out_of_scope, language = excluded.language, mood = excluded.mood, urgency = excluded.urgency,
       by = excluded.by, evidence = excluded.evidence, why = excluded.why, repeated = excluded.repeated, at = excluded.at
     where understandings.corrected_by is null
       and (understandings.by = 'builtin' or excluded.by = 'model')
       and (understandings.intent, understandings.mood, understandings.urgency, understandings.evidence,
         understandings.by, understandings.out_of_scope, understandings.repeated) is distinct from
         (excluded.intent, excluded.mood, excluded.urgency, excluded.evidence, excluded.by, excluded.out_of_scope,
         excluded.repeated)
     returning message_id as "messageId"`,
    [workspaceId, conversationId, JSON.stringify(rows), at],
  )
}

/** The language that the customer last wrote in here, where it could be told. */
export async function languageSoFar(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
): Promise<string | null> {
  const [row] = await query<{ language: string }>(
    tx,
    `select language from understandings where workspace_id = $1 and conversation_id = $2 and language is not null
     order by seq desc limit 1`,
    [workspaceId, conversationId],
  )
  return row?.language ?? null
}

/** A member says what a message means. False where it was never read. The newest message decides for the conversation. */
export async function correctUnderstanding(
  tx: Tx,
  workspaceId: string,
  messageId: string,
  to: { intent: Intent; by: string | null; why: string },
): Promise<{ conversationId: string; from: Intent } | null> {
  const [row] = await query<{ conversation_id: string; seq: number; was: Intent }>(
    tx,
    `update understandings u set intent = $3, corrected_by = $4, why = $5,
       corrected_from = case when $4::text is null then null else coalesce(before.corrected_from, before.intent) end,
       out_of_scope = case when $4::text is null then u.out_of_scope else false end
     from understandings before
     where u.workspace_id = $1 and u.message_id = $2 and before.workspace_id = $1 and before.message_id = $2
     returning u.conversation_id, u.seq, coalesce(before.corrected_from, before.intent) as was`,
    [workspaceId, messageId, to.intent, to.by, to.why],
  )
  if (!row) return null
  await query(
    tx,
    `update conversations set intent = $3 where workspace_id = $1 and id = $2 and not exists (
       select 1 from understandings u where u.workspace_id = $1 and u.conversation_id = $2 and u.seq > $4)`,
    [workspaceId, row.conversation_id, to.intent, row.seq],
  )
  return { conversationId: row.conversation_id, from: row.was }
}

export type IntentExample = {
  id: string
  intent: Intent
  text: string
  message_id: string | null
  created_by: string
  created_at: Date
}

/** So many examples a workspace has at most: beyond, reading would become slow and nobody would look through them. */
export const MOST_EXAMPLES = 500

export async function listIntentExamples(tx: Tx, workspaceId: string): Promise<IntentExample[]> {
  return query<IntentExample>(
    tx,
    `select id, intent, text, message_id, created_by, created_at from intent_examples where workspace_id = $1
     order by created_at desc, id desc limit ${MOST_EXAMPLES}`,
    [workspaceId],
  )
}

/** Changes whenever an example was added, changed or removed. */
export async function exampleVersion(tx: Tx, workspaceId: string): Promise<string> {
  const [row] = await query<{ version: string }>(
    tx,
    `select count(*) || ':' || coalesce(max(id), '') as version from intent_examples where workspace_id = $1`,
    [workspaceId],
  )
  return row?.version ?? '0:'
}

/** Adds an example. The same sentence under another intent is replaced: it means one thing. Null where it is full. */
export async function addIntentExample(
  tx: Tx,
  workspaceId: string,
  example: Omit<IntentExample, 'created_at'> & { at: Date },
): Promise<string | null> {
  await query(tx, 'delete from intent_examples where workspace_id = $1 and lower(text) = lower($2)', [
    workspaceId,
    example.text,
  ])
  const [row] = await query<{ id: string }>(
    tx,
    `insert into intent_examples (workspace_id, id, intent, text, message_id, created_by, created_at)
     select $1, $2, $3, $4, $5, $6, $7
     where (select count(*) from intent_examples where workspace_id = $1) < ${MOST_EXAMPLES}
     on conflict do nothing returning id`,
    [
      workspaceId,
      example.id,
      example.intent,
      example.text,
      example.message_id,
      example.created_by,
      example.at,
    ],
  )
  return row?.id ?? null
}

/** Removes one; false where there is none. */
export async function removeIntentExample(
  tx: Tx,
  workspaceId: string,
  by: { id: string } | { messageId: string },
): Promise<boolean> {
  const rows =
    'id' in by
      ? await query(tx, 'delete from intent_examples where workspace_id = $1 and id = $2 returning id', [
          workspaceId,
          by.id,
        ])
      : await query(
          tx,
          'delete from intent_examples where workspace_id = $1 and message_id = $2 returning id',
          [workspaceId, by.messageId],
        )
  return rows.length > 0
}

export async function findUnderstanding(
  store: Store,
  workspaceId: string,
  messageId: string,
): Promise<{ text: string; intent: Intent; corrected_from: Intent | null } | null> {
  const [row] = await store.run<{ text: string; intent: Intent; corrected_from: Intent | null }>(
    'understanding',
    `select m.body as text, u.intent, u.corrected_from from understandings u
     join messages m on m.workspace_id = u.workspace_id and m.id = u.message_id
     where u.workspace_id = $1 and u.message_id = $2`,
    [workspaceId, messageId],
  )
  return row ?? null
}

/** Why people are called for a conversation; null where they are not. */
export async function escalationReasonOf(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
): Promise<EscalationReason | null> {
  const [row] = await query<{ escalation_reason: EscalationReason | null }>(
    tx,
    `select escalation_reason from conversations where workspace_id = $1 and id = $2 and status = 'escalated'`,
    [workspaceId, conversationId],
  )
  return row?.escalation_reason ?? null
}
