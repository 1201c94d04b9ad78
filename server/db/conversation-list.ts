// The conversation list: rows as a reader sees them, newest activity first.
import type { CallState } from '#domain/call.ts'
import type { AddressKind, ChannelKind } from '#domain/channel.ts'
import type { LeadStatus, Temperature } from '#domain/contact.ts'
import type { ConversationKind, ConversationStatus, EscalationReason, Handler } from '#domain/conversation.ts'
import type { Intent, Mood, Urgency } from '#domain/intent.ts'
import type { AuthorKind, Direction, MessageStatus } from '#domain/message.ts'
import { REVIEW_AFTER_MS } from '#domain/review.ts'
import type { Store } from './pool.ts'
import { addReviewFilter, type ReviewFilter, unreviewed } from './review-filter.ts'

export type ConversationRecord = {
  id: string
  contact_id: string
  kind: ConversationKind
  inbox_id: string
  address_id: string
  channel: ChannelKind
  status: ConversationStatus
  handler: Handler
  handled_by: string | null
  handled_by_name: string | null
  turn: number
  escalation_reason: EscalationReason | null
  escalation_note: string | null
  escalated_at: Date | null
  subject: string | null
  preview: string
  last_seq: number
  last_message_at: Date
  last_direction: Direction | null
  last_author: AuthorKind | null
  last_inbound_seq: number
  last_inbound_at: Date | null
  answered_seq: number
  created_at: Date
  sample: boolean
  contact_name: string | null
  lead_status: LeadStatus
  temperature_by_hand: Temperature | null
  address_kind: AddressKind
  address_value: string
  opted_out: boolean
  last_status: MessageStatus | null
  upcoming: number
  read_seq: number
  unread: number
  /** Set where the last item is a call. */
  last_call: CallState | null
  missed_call: boolean
  draft_waits: boolean
  acknowledged_at: Date | null
  acknowledged_by: string | null
  resume_at: Date | null
  resume_why: string | null
  score: number | null
  stage: string | null
  reviewed_at: Date | null
  review_seq: number
  intent: Intent | null
  mood: Mood | null
  urgency: Urgency | null
}

const columns = `c.id, c.contact_id, c.kind, c.inbox_id, c.address_id, c.channel, c.status, c.handler, c.handled_by,
  c.handled_by_name, c.turn, c.escalation_reason, c.escalation_note, c.escalated_at, c.subject, c.preview, c.last_seq,
  c.last_message_at, c.last_direction, c.last_author, c.last_inbound_seq, c.last_inbound_at, c.answered_seq, c.created_at, c.sample,
  c.acknowledged_at, c.acknowledged_by, c.resume_at, c.resume_why, c.score, c.stage, c.reviewed_at, c.review_seq,
  p.name as contact_name, p.lead_status, p.temperature_by_hand, a.kind as address_kind, a.value as address_value,
  (select true from addresses o where o.workspace_id = c.workspace_id and o.contact_id = c.contact_id and o.opted_out_at is not null limit 1) is not null as opted_out,
  case when c.last_direction = 'out' then
    (select m.status from messages m where m.workspace_id = c.workspace_id and m.id = c.last_message_id) end as last_status,
  (select count(*)::int from appointments t where t.workspace_id = c.workspace_id and t.contact_id = c.contact_id
    and t.status = 'booked' and t.starts_at > now()) as upcoming,
  case when c.last_call_id = c.last_message_id then c.last_call_state end as last_call, c.missed_call_at is not null as missed_call,
  c.draft_id is not null as draft_waits, c.intent, c.mood, c.urgency,
  coalesce(r.seq, 0) as read_seq,
  case when c.last_inbound_at > $3::timestamptz then greatest(0, c.inbound_count - coalesce(r.inbound_seen, 0)) else 0 end as unread`

const joins = `join contacts p on p.workspace_id = c.workspace_id and p.id = c.contact_id
  join addresses a on a.workspace_id = c.workspace_id and a.id = c.address_id
  left join reads r on r.workspace_id = c.workspace_id and r.reader_id = $2 and r.conversation_id = c.id`

/** Who asks: unread is counted for them. */
export type Reader = { id: string; baseline: Date }

/** Pages by (last message, id), newest first. */
export type ListFilter = {
  filter: 'all' | 'unread' | 'requires_action'
  channel?: ChannelKind
  status?: ConversationStatus
  handler?: Handler
  contactId?: string
  intent?: Intent
  mood?: Mood
  urgency?: Urgency
  before?: { at: Date; id: string; score?: number }
  limit: number
  /** When it is asked; only the filters by review need it. */
  now?: Date
} & ReviewFilter

const ACTION = `c.status <> 'closed' and (c.status = 'escalated' or c.missed_call_at is not null or c.draft_id is not null or (c.handler = 'human' and c.last_direction = 'in'))`
const UNREAD = `c.last_inbound_at > $3::timestamptz and c.inbound_count > coalesce(r.inbound_seen, 0)`

/** One page of the list. Each combination of filters is a statement of its own, so that each gets its own plan. */
export async function listConversations(
  store: Store,
  workspaceId: string,
  reader: Reader,
  f: ListFilter,
): Promise<ConversationRecord[]> {
  const values: unknown[] = [workspaceId, reader.id, baselineOf(reader), f.limit]
  const conditions = [`c.workspace_id = $1`, `c.kind = 'customer'`]
  let name = 'list'
  const add = (key: string, condition: (place: string) => string, ...more: unknown[]) => {
    const places = more.map((value) => `$${values.push(value)}`)
    conditions.push(condition(places.join(', ')))
    name += `-${key}`
  }
  if (f.channel) add('channel', (p) => `c.channel = ${p}`, f.channel)
  if (f.status) add('status', (p) => `c.status = ${p}`, f.status)
  if (f.handler) add('handler', (p) => `c.handler = ${p}`, f.handler)
  if (f.contactId) add('contact', (p) => `c.contact_id = ${p}`, f.contactId)
  if (f.intent) add('intent', (p) => `c.intent = ${p}`, f.intent)
  if (f.mood) add('mood', (p) => `c.mood = ${p}`, f.mood)
  // Said with both words, so that the index of the few that press serves either.
  if (f.urgency === 'emergency' || f.urgency === 'high')
    add('pressing', (p) => `c.urgency in ('high', 'emergency') and c.urgency = ${p}`, f.urgency)
  else if (f.urgency) add('urgency', (p) => `c.urgency = ${p}`, f.urgency)
  if (f.filter === 'requires_action') add('action', () => ACTION)
  if (f.filter === 'unread') add('unread', () => UNREAD)
  const now = f.now ?? new Date()
  const quietSince = new Date(now.getTime() - REVIEW_AFTER_MS)
  addReviewFilter(add, f, { action: ACTION, now, quietSince })
  const byScore = f.sort === 'score_low' || f.sort === 'score_high'
  const [sign, way] = f.sort === 'score_low' ? ['>', 'asc'] : ['<', 'desc']
  if (f.before && byScore)
    add('before', (p) => `(c.score, c.id) ${sign} (${p})`, f.before.score ?? 0, f.before.id)
  else if (f.before) add('before', (p) => `(c.last_message_at, c.id) < (${p})`, f.before.at, f.before.id)
  return store.run<ConversationRecord>(
    name,
    `select ${columns} from conversations c ${joins} where ${conditions.join(' and ')}
     order by ${byScore ? `c.score ${way}, c.id ${way}` : 'c.last_message_at desc, c.id desc'} limit $4`,
    values,
  )
}

/** Rows by id, in no order; for search hits and for the live feed (reader '' reads nothing). */
export async function findConversations(
  store: Store,
  workspaceId: string,
  reader: Reader,
  ids: string[],
): Promise<ConversationRecord[]> {
  if (ids.length === 0) return []
  return store.run<ConversationRecord>(
    'conversations-by-id',
    `select ${columns} from conversations c ${joins} where c.workspace_id = $1 and c.id = any($4)`,
    [workspaceId, reader.id, baselineOf(reader), ids],
  )
}

export async function findConversation(
  store: Store,
  workspaceId: string,
  reader: Reader,
  id: string,
): Promise<ConversationRecord | null> {
  const [row] = await findConversations(store, workspaceId, reader, [id])
  return row ?? null
}

function baselineOf(reader: Reader): string {
  // The driver reads '-infinity' as a number; it goes back as the word.
  return Number.isFinite(Number(reader.baseline)) ? reader.baseline.toISOString() : '-infinity'
}

type Counts = {
  all: number
  unread: number
  requiresAction: number
  escalated: number
  drafts: number
  needsPerson: number
  unreviewed: number
  tasksDue: number
}

/** Counts are capped: beyond a thousand nobody counts, and the list shows "999+". */
export async function countConversations(
  store: Store,
  workspaceId: string,
  reader: Reader,
  now: Date,
): Promise<Counts> {
  const capped = (condition: string) =>
    `(select count(*)::int from (select 1 from conversations c ${condition.includes('r.') ? joins : ''}
      where c.workspace_id = $1 and c.kind = 'customer' and ${condition} limit 1000) capped)`
  const [row] = await store.run<Counts>(
    'conversation-counts',
    `select ${capped('true')} as all, ${capped(UNREAD)} as unread, ${capped(ACTION)} as "requiresAction",
       ${capped(`c.status = 'escalated'`)} as escalated,
       ${capped('c.draft_id is not null')} as drafts,
        (select count(*)::int from (select 1 from escalations e
          where e.workspace_id = $1 and e.ended_at is null and e.acknowledged_at is null limit 1000) capped) as "needsPerson",
       ${capped(unreviewed(ACTION, '$4::timestamptz'))} as unreviewed,
       (select count(*)::int from (select 1 from tasks t where t.workspace_id = $1 and t.done_at is null and t.deleted_at is null
         and t.due_at <= $5 limit 1000) capped) as "tasksDue" where $2::text is not null and $3::timestamptz is not null`,
    [workspaceId, reader.id, baselineOf(reader), new Date(now.getTime() - REVIEW_AFTER_MS), now],
  )
  const none = { all: 0, unread: 0, requiresAction: 0, escalated: 0, drafts: 0, needsPerson: 0 }
  return row ?? { ...none, unreviewed: 0, tasksDue: 0 }
}
