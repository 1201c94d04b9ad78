// Reviews: the facts that they are made of, the one that stands, and what they leave in the conversation's row.
import type { LeadStatus, Temperature } from '#domain/contact.ts'
import type { ConversationKind, ConversationStatus, Handler } from '#domain/conversation.ts'
import type { TurnTrace } from '#domain/desk.ts'
import type { Intent, Mood } from '#domain/intent.ts'
import type { AuthorKind, Purpose } from '#domain/message.ts'
import type { Review } from '#domain/review.ts'
import { query, type Store, type Tx } from './pool.ts'

export type ReviewRecord = {
  upto_seq: number
  provisional: boolean
  review: Review
  at: Date
}

export async function findReview(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
): Promise<ReviewRecord | null> {
  const [row] = await query<ReviewRecord>(
    tx,
    'select upto_seq, provisional, review, at from reviews where workspace_id = $1 and conversation_id = $2',
    [workspaceId, conversationId],
  )
  return row ?? null
}

export type ReviewedConversation = {
  id: string
  kind: ConversationKind
  contact_id: string
  inbox_id: string
  address_kind: string
  status: ConversationStatus
  handler: Handler
  handled_by_name: string | null
  escalated_at: Date | null
  acknowledged_at: Date | null
  last_seq: number
  last_message_at: Date
  last_inbound_at: Date | null
  created_at: Date
  stage: string | null
  stage_by: string | null
  score: number | null
  reviewed_at: Date | null
  review_seq: number
  contact_name: string | null
  need: string | null
  lead_status: LeadStatus
  lead_by: string | null
  temperature_by_hand: Temperature | null
  upcoming: number
}

export async function findToReview(
  tx: Tx,
  workspaceId: string,
  id: string,
  now: Date,
): Promise<ReviewedConversation | null> {
  const [row] = await query<ReviewedConversation>(
    tx,
    `select c.id, c.kind, c.contact_id, c.inbox_id, a.kind as address_kind, c.status, c.handler, c.handled_by_name, c.escalated_at,
       c.acknowledged_at, c.last_seq, c.last_message_at, c.last_inbound_at, c.created_at, c.stage, c.stage_by, c.score, c.reviewed_at, c.review_seq,
       p.name as contact_name, p.need, p.lead_status, p.temperature_by_hand,
       (select f.source from contact_facts f where f.workspace_id = p.workspace_id and f.contact_id = p.id and f.field = 'lead_status') as lead_by,
       (select count(*)::int from appointments t where t.workspace_id = c.workspace_id and t.contact_id = c.contact_id
         and t.status = 'booked' and t.starts_at > $3) as upcoming
     from conversations c join contacts p on p.workspace_id = c.workspace_id and p.id = c.contact_id
     join addresses a on a.workspace_id = c.workspace_id and a.id = c.address_id
     where c.workspace_id = $1 and c.id = $2`,
    [workspaceId, id, now],
  )
  return row ?? null
}

export type ReviewMessage = {
  id: string
  seq: number
  author: AuthorKind
  author_id: string | null
  author_name: string | null
  body: string
  purpose: Purpose
  automatic: boolean
  keyword: string | null
  at: Date
  trace: TurnTrace | null
  /** As it was understood, where it was read. */
  mood: Mood | null
  intent: Intent | null
  language: string | null
}

/** The last messages of a conversation that really were said, oldest first, with what the AI's rest on. */
export async function readForReview(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
  limit: number,
): Promise<ReviewMessage[]> {
  const rows = await query<ReviewMessage>(
    tx,
    `select m.id, m.seq, m.author, m.author_id, m.author_name, left(m.body, 4000) as body, m.purpose, m.automatic, m.keyword,
       m.created_at as at, t.trace, u.mood, u.intent, u.language
     from messages m left join turns t on t.workspace_id = m.workspace_id and t.id = m.turn_id
     left join understandings u on u.workspace_id = m.workspace_id and u.message_id = m.id
     where m.workspace_id = $1 and m.conversation_id = $2 and m.unsent_at is null
       and m.status not in ('canceled', 'failed') and (m.send_at is null or m.sent_at is not null)
     order by m.seq desc limit $3`,
    [workspaceId, conversationId, limit],
  )
  return rows.reverse()
}

export type BookedThere = {
  service_name: string
  starts_at: Date
  time_zone: string
  status: 'booked' | 'canceled'
}

export async function bookedIn(tx: Tx, workspaceId: string, conversationId: string): Promise<BookedThere[]> {
  return query(
    tx,
    `select service_name, starts_at, time_zone, status from appointments
     where workspace_id = $1 and conversation_id = $2 and status in ('booked', 'canceled') order by starts_at limit 10`,
    [workspaceId, conversationId],
  )
}

export type KeptReview = {
  uptoSeq: number
  provisional: boolean
  review: Review
  tokens: { input: number; output: number } | null
  costMicros: number | null
  at: Date
}

/**
 * Writes a review and what the list shows of it. A newer one is never replaced by one that has read less, nor a final
 * one by a provisional one of the same messages. What a person chose as stage stays. False where it came too late.
 */
export async function saveReview(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
  r: KeptReview,
): Promise<boolean> {
  const rows = await query(
    tx,
    `insert into reviews (workspace_id, conversation_id, upto_seq, provisional, review, tokens, cost_micros, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (workspace_id, conversation_id) do update set upto_seq = excluded.upto_seq, provisional = excluded.provisional,
       review = excluded.review, tokens = excluded.tokens, cost_micros = excluded.cost_micros, at = excluded.at
     where reviews.upto_seq < excluded.upto_seq
       or (reviews.upto_seq = excluded.upto_seq and (reviews.provisional or not excluded.provisional))
     returning 1`,
    [
      workspaceId,
      conversationId,
      r.uptoSeq,
      r.provisional,
      JSON.stringify(r.review),
      r.tokens ? JSON.stringify(r.tokens) : null,
      r.costMicros,
      r.at,
    ],
  )
  if (rows.length === 0) return false
  await query(
    tx,
    `update conversations set score = $3, stage = case when stage_by is null then $4 else stage end,
       review_seq = case when $5 then review_seq else greatest(review_seq, $6) end,
       reviewed_at = case when $5 then reviewed_at else $7::timestamptz end
     where workspace_id = $1 and id = $2`,
    [workspaceId, conversationId, r.review.score, r.review.stage.value, r.provisional, r.uptoSeq, r.at],
  )
  return true
}

/** A person chooses the stage; null gives it back to the reviews. False where there is no such conversation. */
export async function setStage(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
  to: { stage: string | null; by: string },
): Promise<boolean> {
  const rows = await query(
    tx,
    `update conversations c set stage_by = case when $3::text is null then null else $4 end,
       stage = coalesce($3, (select r.review #>> '{stage,value}' from reviews r where r.workspace_id = c.workspace_id and r.conversation_id = c.id))
     where c.workspace_id = $1 and c.id = $2 and c.kind = 'customer' returning 1`,
    [workspaceId, conversationId, to.stage, to.by],
  )
  return rows.length > 0
}

/** Conversations that have been quiet since before `quietSince` and that nobody has reviewed as they stand, newest first. */
export async function findUnreviewed(
  store: Store,
  quietSince: Date,
  limit: number,
): Promise<{ workspace_id: string; id: string }[]> {
  return store.run(
    'unreviewed',
    `select workspace_id, id from conversations where kind = 'customer' and review_seq < last_seq and last_message_at <= $1
     order by last_message_at desc limit $2`,
    [quietSince, limit],
  )
}
