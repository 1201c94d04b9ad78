// Drafts: replies of the AI that wait for a person or are compared with a person's. The conversation's row points at the
// one that counts; a trigger (migration 021) takes the pointer away when something overtakes it.
import type { ChannelKind } from '#domain/channel.ts'
import type { TurnCommand } from '#domain/commands.ts'
import type { TurnTrace } from '#domain/desk.ts'
import type { DraftState } from '#domain/draft.ts'
import type { Intent } from '#domain/intent.ts'
import type { Risk } from '#domain/risk.ts'
import { query, type Store, type Tx } from './pool.ts'

export type DraftRecord = {
  id: string
  conversation_id: string
  agent_id: string
  inbox_id: string
  channel: ChannelKind
  commands: TurnCommand[]
  text: string
  trace: TurnTrace
  turn_id: string
  intent: Intent | null
  risk: Risk
  reasons: string[]
  turn: number
  changes: number
  from_seq: number
  to_seq: number
  state: DraftState
  expires_at: Date
  created_at: Date
  closed_at: Date | null
  closed_by: string | null
  closed_by_name: string | null
  why: string | null
  final_text: string | null
  message_id: string | null
  answered_seq: number | null
}

const columns = `d.id, d.conversation_id, d.agent_id, d.inbox_id, d.channel, d.commands, d.text, d.trace, d.turn_id, d.intent, d.risk,
  d.reasons, d.turn, d.changes, d.from_seq, d.to_seq, d.state, d.expires_at, d.created_at, d.closed_at, d.closed_by, d.closed_by_name,
  d.why, d.final_text, d.message_id, d.answered_seq`

export type NewDraft = Omit<
  DraftRecord,
  | 'state'
  | 'closed_at'
  | 'closed_by'
  | 'closed_by_name'
  | 'why'
  | 'final_text'
  | 'message_id'
  | 'answered_seq'
> & { state: 'open' | 'shadow' }

/** Writes a draft and points its conversation at it. The caller holds the conversation. */
export async function insertDraft(tx: Tx, workspaceId: string, d: NewDraft): Promise<void> {
  await tx
    .insertInto('drafts')
    .values({
      workspace_id: workspaceId,
      ...d,
      commands: JSON.stringify(d.commands),
      trace: JSON.stringify(d.trace),
      reasons: JSON.stringify(d.reasons),
    })
    .execute()
  await query(
    tx,
    d.state === 'open'
      ? 'update conversations set draft_id = $3, shadow_id = null where workspace_id = $1 and id = $2'
      : 'update conversations set shadow_id = $3, draft_id = null where workspace_id = $1 and id = $2',
    [workspaceId, d.conversation_id, d.id],
  )
}

export async function findDraft(tx: Tx, workspaceId: string, id: string): Promise<DraftRecord | null> {
  const [row] = await query<DraftRecord>(
    tx,
    `select ${columns} from drafts d where d.workspace_id = $1 and d.id = $2`,
    [workspaceId, id],
  )
  return row ?? null
}

/** The draft that waits in a conversation. */
export async function findOpenDraft(
  store: Store,
  workspaceId: string,
  conversationId: string,
): Promise<DraftRecord | null> {
  const [row] = await store.run<DraftRecord>(
    'draft-open',
    `select ${columns} from conversations c join drafts d on d.workspace_id = c.workspace_id and d.id = c.draft_id
     where c.workspace_id = $1 and c.id = $2`,
    [workspaceId, conversationId],
  )
  return row ?? null
}

/** Everything that waits for a person, what ends first at the top. */
export async function listOpenDrafts(
  store: Store,
  workspaceId: string,
  limit: number,
): Promise<DraftRecord[]> {
  return store.run(
    'drafts-open',
    `select ${columns} from conversations c join drafts d on d.workspace_id = c.workspace_id and d.id = c.draft_id
     where c.workspace_id = $1 and c.draft_id is not null order by d.expires_at, d.id limit $2`,
    [workspaceId, limit],
  )
}

export type DraftEnd = {
  state: Exclude<DraftState, 'open' | 'shadow'>
  at: Date
  by: { id: string; name: string } | null
  why?: string | null
  finalText?: string | null
}

/** Ends a draft that is open (or in shadow) and takes it from its conversation; false where somebody was faster. */
export async function closeDraft(tx: Tx, workspaceId: string, id: string, end: DraftEnd): Promise<boolean> {
  const rows = await query<{ conversation_id: string }>(
    tx,
    `update drafts set state = $3, closed_at = $4, closed_by = $5, closed_by_name = $6, why = $7, final_text = $8
     where workspace_id = $1 and id = $2 and state in ('open', 'shadow') returning conversation_id`,
    [
      workspaceId,
      id,
      end.state,
      end.at,
      end.by?.id ?? null,
      end.by?.name ?? null,
      end.why ?? null,
      end.finalText ?? null,
    ],
  )
  const [row] = rows
  if (!row) return false
  await query(
    tx,
    `update conversations set draft_id = nullif(draft_id, $3), shadow_id = nullif(shadow_id, $3)
     where workspace_id = $1 and id = $2`,
    [workspaceId, row.conversation_id, id],
  )
  return true
}

/** The message that an approved draft became. */
export async function noteDraftMessage(
  tx: Tx,
  workspaceId: string,
  id: string,
  messageId: string,
): Promise<void> {
  await tx
    .updateTable('drafts')
    .set({ message_id: messageId })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}

/** What an approved turn leaves in the conversation: the AI has spoken, and what it remembers. */
export async function keepDeskState(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
  state: Record<string, unknown> | null,
): Promise<void> {
  await query(
    tx,
    `update conversations set ai_spoke = true, desk_state = coalesce($3::jsonb, desk_state) where workspace_id = $1 and id = $2`,
    [workspaceId, conversationId, state ? JSON.stringify(state) : null],
  )
}

/** The messages that a draft was to answer are open again, for another turn. */
export async function reopenMessages(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
  fromSeq: number,
  at: Date,
): Promise<void> {
  await query(
    tx,
    `update conversations set answered_seq = least(answered_seq, $3), burst_started_at = coalesce(burst_started_at, $4::timestamptz)
     where workspace_id = $1 and id = $2`,
    [workspaceId, conversationId, fromSeq, at],
  )
}

/** Drafts whose time is over: those that wait for a person, and those that nobody's answer came to. */
export async function findExpired(
  store: Store,
  now: Date,
): Promise<{ workspace_id: string; id: string; conversation_id: string }[]> {
  return store.run(
    'drafts-expired',
    `select workspace_id, id, conversation_id from drafts where state in ('open', 'shadow') and expires_at <= $1 order by expires_at limit 200`,
    [now],
  )
}

/** The texts of a conversation between two places: of the customer, or of people. */
export async function readWords(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
  range: { after: number; upTo: number | null; of: 'customer' | 'people' },
): Promise<{ seq: number; body: string; author_name: string | null; direction: 'in' | 'out' }[]> {
  return query(
    tx,
    `select seq, body, author_name, direction from messages
     where workspace_id = $1 and conversation_id = $2 and seq > $3 and ($4::int is null or seq <= $4) and unsent_at is null and body <> ''
       and case when $5 = 'customer' then direction = 'in'
         else direction = 'out' and author in ('member', 'api', 'phone') and purpose = 'reply' and status not in ('canceled', 'failed') end
     order by seq limit 20`,
    [workspaceId, conversationId, range.after, range.upTo, range.of],
  )
}

/** The place of the customer's first message after another; null where none followed. */
export async function nextInbound(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
  after: number,
): Promise<number | null> {
  const [row] = await query<{ seq: number | null }>(
    tx,
    `select min(seq) as seq from messages where workspace_id = $1 and conversation_id = $2 and direction = 'in' and seq > $3`,
    [workspaceId, conversationId, after],
  )
  return row?.seq ?? null
}
