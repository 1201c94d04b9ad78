// Calls: rows that grow with what providers tell. The caller of the writing functions holds the call's lock.
import type { CallFacts, CallState, Segment } from '#domain/call.ts'
import type { CallQuality } from '#domain/call-quality.ts'
import type { Direction } from '#domain/message.ts'
import { query, type Store, type Tx } from './pool.ts'
import type { StoredRecording, StoredTextBack } from './schema.ts'

export type CallRecord = {
  id: string
  conversation_id: string
  message_id: string
  contact_id: string
  inbox_id: string
  address_id: string
  provider: string
  external_id: string | null
  direction: Direction
  from_address: string
  to_address: string
  state: CallState
  facts: CallFacts
  answered_by: string | null
  started_at: Date
  answered_at: Date | null
  ended_at: Date | null
  seconds: number | null
  recordings: StoredRecording[]
  transcript: Segment[]
  summary: string | null
  outcome: string | null
  disclosure: string | null
  recorded: boolean
  quality: CallQuality | null
  settled_at: Date | null
  text_back: StoredTextBack | null
  text_back_at: Date | null
  place_state: 'waiting' | 'claimed' | 'done' | null
  claimed_at: Date | null
  member_id: string | null
  member_phone: string | null
  client_id: string | null
}

const columns = `id, conversation_id, message_id, contact_id, inbox_id, address_id, provider, external_id, direction, from_address,
  to_address, state, facts, answered_by, started_at, answered_at, ended_at, seconds, recordings, transcript, summary, outcome,
  disclosure, recorded, quality, settled_at, text_back, text_back_at, place_state, claimed_at, member_id, member_phone, client_id`

export async function findCall(store: Store, workspaceId: string, id: string): Promise<CallRecord | null> {
  const [row] = await store.run<CallRecord>(
    'call',
    `select ${columns} from calls where workspace_id = $1 and id = $2`,
    [workspaceId, id],
  )
  return row ?? null
}

/** The call with the row locked: its one writer until the transaction ends. Lock its conversation before. */
export async function lockCall(tx: Tx, workspaceId: string, id: string): Promise<CallRecord | null> {
  const [row] = await query<CallRecord>(
    tx,
    `select ${columns} from calls where workspace_id = $1 and id = $2 for update`,
    [workspaceId, id],
  )
  return row ?? null
}

/** Which call is this about, by the provider's id or by ours? Not locked. */
export async function identifyCall(
  tx: Tx,
  workspaceId: string,
  inboxId: string,
  by: { externalId: string; callId: string | null },
): Promise<{ id: string; conversation_id: string } | null> {
  const [row] = await query<{ id: string; conversation_id: string }>(
    tx,
    `select id, conversation_id from calls where workspace_id = $1 and inbox_id = $2
       and (($3 <> '' and external_id = $3) or id = $4) order by (external_id = $3) desc nulls last limit 1`,
    [workspaceId, inboxId, by.externalId, by.callId],
  )
  return row ?? null
}

/** The inbox has heard of a call: once a second is often enough, and spares the row. */
export async function noteHeard(tx: Tx, workspaceId: string, inboxId: string, at: Date): Promise<void> {
  await query(
    tx,
    `update inboxes set last_received_at = $3 where workspace_id = $1 and id = $2
       and (last_received_at is null or last_received_at < $3::timestamptz - interval '1 second')`,
    [workspaceId, inboxId, at],
  )
}

/** Until the transaction ends nobody else can store a call with this id of the provider. */
export async function claimCall(tx: Tx, inboxId: string, externalId: string): Promise<void> {
  await query(tx, `select pg_advisory_xact_lock(hashtextextended($1 || ' ' || $2, 13))`, [
    inboxId,
    externalId,
  ])
}

export async function insertCall(
  tx: Tx,
  workspaceId: string,
  call: Pick<
    CallRecord,
    | 'id'
    | 'conversation_id'
    | 'message_id'
    | 'contact_id'
    | 'inbox_id'
    | 'address_id'
    | 'provider'
    | 'external_id'
    | 'direction'
    | 'from_address'
    | 'to_address'
    | 'state'
    | 'started_at'
    | 'place_state'
    | 'member_id'
    | 'member_phone'
    | 'client_id'
  >,
): Promise<void> {
  await tx
    .insertInto('calls')
    .values({ workspace_id: workspaceId, ...call, created_at: call.started_at })
    .execute()
}

/** Writes what the facts say now. */
export async function updateCall(
  tx: Tx,
  workspaceId: string,
  id: string,
  now: {
    externalId: string | null
    state: CallState
    facts: CallFacts
    answeredBy: string | null
    answeredAt: string | null
    endedAt: string | null
    seconds: number | null
    recordings: StoredRecording[]
    transcript: Segment[]
    quality: CallQuality | null
  },
): Promise<void> {
  await tx
    .updateTable('calls')
    .set({
      external_id: now.externalId,
      state: now.state,
      facts: JSON.stringify(now.facts),
      answered_by: now.answeredBy,
      answered_at: now.answeredAt,
      ended_at: now.endedAt,
      seconds: now.seconds,
      recordings: JSON.stringify(now.recordings),
      transcript: JSON.stringify(now.transcript),
      summary: now.facts.summary ?? null,
      outcome: now.facts.outcome ?? null,
      disclosure: now.facts.disclosure ?? null,
      recorded: now.facts.recorded ?? false,
      quality: now.quality ? JSON.stringify(now.quality) : null,
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}

/** Replaces what is known of the recordings' files. */
export async function setRecordings(
  tx: Tx,
  workspaceId: string,
  id: string,
  recordings: StoredRecording[],
): Promise<void> {
  await query(tx, 'update calls set recordings = $3 where workspace_id = $1 and id = $2', [
    workspaceId,
    id,
    JSON.stringify(recordings),
  ])
}

/** The same press of a button twice, perhaps at once: true for the first of them. */
export async function claimClientId(
  tx: Tx,
  workspaceId: string,
  clientId: string,
): Promise<CallRecord | null> {
  await query(tx, `select pg_advisory_xact_lock(hashtextextended($1 || ' ' || $2, 11))`, [
    workspaceId,
    clientId,
  ])
  const [row] = await query<CallRecord>(
    tx,
    `select ${columns} from calls where workspace_id = $1 and client_id = $2`,
    [workspaceId, clientId],
  )
  return row ?? null
}

/**
 * A call of this member that is being placed or rings right now: one telephone holds one call. Until the transaction ends
 * nobody else begins one for this telephone.
 */
export async function findCallUnderWay(
  tx: Tx,
  workspaceId: string,
  memberPhone: string,
  since: Date,
): Promise<{ id: string } | null> {
  await query(tx, `select pg_advisory_xact_lock(hashtextextended($1 || ' ' || $2, 14))`, [
    workspaceId,
    memberPhone,
  ])
  const [row] = await query<{ id: string }>(
    tx,
    `select id from calls where workspace_id = $1 and direction = 'out' and member_phone = $2
       and state in ('ringing', 'in_progress') and started_at > $3 limit 1`,
    [workspaceId, memberPhone, since],
  )
  return row ?? null
}

/** Takes a call for placing: from here on a telephone may ring. False where somebody has it already. */
export async function claimPlacing(tx: Tx, workspaceId: string, id: string, at: Date): Promise<boolean> {
  const rows = await query(
    tx,
    `update calls set place_state = 'claimed', claimed_at = $3 where workspace_id = $1 and id = $2 and place_state = 'waiting' returning id`,
    [workspaceId, id, at],
  )
  return rows.length === 1
}

/** The provider's answer to a call of ours: it has it, or it is over before it began. */
export async function finishPlacing(
  tx: Tx,
  workspaceId: string,
  id: string,
  externalId: string | null,
): Promise<void> {
  await query(
    tx,
    `update calls set place_state = 'done', external_id = coalesce(external_id, $3) where workspace_id = $1 and id = $2`,
    [workspaceId, id, externalId],
  )
}

/** Ids of calls of ours that are known, so that a search at the provider does not take them for another. */
export async function knownCallIds(
  store: Store,
  workspaceId: string,
  inboxId: string,
  since: Date,
): Promise<string[]> {
  const rows = await store.run<{ external_id: string }>(
    'known-calls',
    `select external_id from calls where workspace_id = $1 and inbox_id = $2 and external_id is not null and started_at > $3`,
    [workspaceId, inboxId, since],
  )
  return rows.map((row) => row.external_id)
}

/** People have spoken, or somebody acts: earlier missed calls of the conversation owe nothing more. */
export async function settleMissed(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
  before: Date,
  at: Date,
): Promise<void> {
  await query(
    tx,
    `update calls set settled_at = $4 where workspace_id = $1 and conversation_id = $2 and started_at < $3
       and settled_at is null and state in ('missed', 'voicemail')`,
    [workspaceId, conversationId, before, at],
  )
  await query(
    tx,
    `update conversations set missed_call_at = null where workspace_id = $1 and id = $2 and missed_call_at <= $3`,
    [workspaceId, conversationId, before],
  )
}

/** What happened with this number since a call: calls answered or going on, words of a person, the last text of this kind. */
export async function readTextBackFacts(
  tx: Tx,
  workspaceId: string,
  call: Pick<CallRecord, 'id' | 'contact_id' | 'address_id' | 'conversation_id' | 'started_at'>,
): Promise<{ spoken: boolean; written: boolean; last: Date | null }> {
  const [row] = await query<{ spoken: boolean; written: boolean; last: Date | null }>(
    tx,
    `select
       exists (select 1 from calls c where c.workspace_id = $1 and c.contact_id = $3 and c.id <> $2
         and c.started_at > $6 and c.state in ('in_progress', 'completed')) as spoken,
       exists (select 1 from messages m where m.workspace_id = $1 and m.conversation_id = $5 and m.direction = 'out'
         and m.author in ('member', 'api', 'phone') and m.created_at > $6 and m.status not in ('failed', 'canceled')) as written,
       (select max(t.text_back_at) from calls t where t.workspace_id = $1 and t.address_id = $4) as last`,
    [workspaceId, call.id, call.contact_id, call.address_id, call.conversation_id, call.started_at],
  )
  return row ?? { spoken: false, written: false, last: null }
}

export async function setTextBack(
  tx: Tx,
  workspaceId: string,
  id: string,
  result: StoredTextBack,
  at: Date | null,
): Promise<void> {
  await query(tx, 'update calls set text_back = $3, text_back_at = $4 where workspace_id = $1 and id = $2', [
    workspaceId,
    id,
    JSON.stringify(result),
    at,
  ])
}

/** Calls that should have ended long ago, of all workspaces, for the sweep. */
export async function findSilentCalls(
  store: Store,
  before: Date,
): Promise<{ workspace_id: string; id: string }[]> {
  return store.run(
    'silent-calls',
    `select workspace_id, id from calls where state in ('ringing', 'in_progress') and started_at < $1
     order by started_at limit 100`,
    [before],
  )
}
