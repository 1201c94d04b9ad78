// Escalations: why a conversation is with people, how far its ladder of alerts has come, who takes care of it.
import type { Brief } from '#domain/brief.ts'
import type { EscalationReason } from '#domain/conversation.ts'
import type { HandoverSettings } from '#domain/handover-settings.ts'
import type { Hours } from '#domain/hours.ts'
import type { Profile } from '#domain/knowledge.ts'
import { query, type Store, type Tx } from './pool.ts'

export type EscalationRecord = {
  id: string
  conversation_id: string
  reason: EscalationReason
  note: string | null
  by_name: string | null
  at: Date
  series: number
  rung: number
  due_at: Date | null
  acknowledged_at: Date | null
  acknowledged_by: string | null
  acknowledged_how: 'app' | 'reply' | 'takeover' | 'link' | null
  ended_at: Date | null
  told_at: Date | null
  told_case: string | null
  told_why_not: string | null
  brief: Brief | null
}
const columns = `id, conversation_id, reason, note, by_name, at, series, rung, due_at, acknowledged_at, acknowledged_by,
  acknowledged_how, ended_at, told_at, told_case, told_why_not, brief`

/** The open escalation of a conversation, held until the transaction ends. Lock the conversation first. */
export async function lockOpenEscalation(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
): Promise<EscalationRecord | null> {
  const [row] = await query<EscalationRecord>(
    tx,
    `select ${columns} from escalations where workspace_id = $1 and conversation_id = $2 and ended_at is null for update`,
    [workspaceId, conversationId],
  )
  return row ?? null
}

export async function findEscalation(
  tx: Tx,
  workspaceId: string,
  id: string,
): Promise<EscalationRecord | null> {
  const [row] = await query<EscalationRecord>(
    tx,
    `select ${columns} from escalations where workspace_id = $1 and id = $2`,
    [workspaceId, id],
  )
  return row ?? null
}

/** The newest escalation of a conversation, open or over. */
export async function lastEscalation(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
): Promise<EscalationRecord | null> {
  const [row] = await query<EscalationRecord>(
    tx,
    `select ${columns} from escalations where workspace_id = $1 and conversation_id = $2
     order by (ended_at is null) desc, at desc limit 1`,
    [workspaceId, conversationId],
  )
  return row ?? null
}

export async function insertEscalation(
  tx: Tx,
  workspaceId: string,
  e: {
    id: string
    conversationId: string
    reason: EscalationReason
    note: string | null
    byId: string | null
    byName: string | null
    at: Date
  },
): Promise<void> {
  await tx
    .insertInto('escalations')
    .values({
      workspace_id: workspaceId,
      id: e.id,
      conversation_id: e.conversationId,
      reason: e.reason,
      note: e.note,
      by_id: e.byId,
      by_name: e.byName,
      at: e.at,
      due_at: e.at,
    })
    .execute()
}

/** Begins the ladder anew: a worse reason, or a customer who waits again. Nobody has acknowledged this yet. */
export async function restartEscalation(
  tx: Tx,
  workspaceId: string,
  id: string,
  to: { reason: EscalationReason; note: string | null; at: Date },
): Promise<void> {
  await query(
    tx,
    `update escalations set reason = $3, note = coalesce($4, note), series = series + 1, rung = 0, due_at = $5,
       acknowledged_at = null, acknowledged_by = null, acknowledged_how = null, brief = null
     where workspace_id = $1 and id = $2`,
    [workspaceId, id, to.reason, to.note, to.at],
  )
}

export async function noteEscalation(
  tx: Tx,
  workspaceId: string,
  id: string,
  conversationId: string,
  note: string,
): Promise<void> {
  await query(
    tx,
    `with e as (update escalations set note = $4 where workspace_id = $1 and id = $2)
     update conversations set escalation_note = $4 where workspace_id = $1 and id = $3`,
    [workspaceId, id, conversationId, note],
  )
}

/** Moves the ladder on from a rung; false where another process has. */
export async function moveRung(
  tx: Tx,
  workspaceId: string,
  from: { id: string; series: number; rung: number },
  to: { rung: number; dueAt: Date | null },
): Promise<boolean> {
  const rows = await query(
    tx,
    `update escalations set rung = $5, due_at = $6 where workspace_id = $1 and id = $2 and series = $3 and rung = $4
       and acknowledged_at is null and ended_at is null returning id`,
    [workspaceId, from.id, from.series, from.rung, to.rung, to.dueAt],
  )
  return rows.length > 0
}

/** Somebody takes care of it; false where somebody else was first. */
export async function acknowledgeEscalation(
  tx: Tx,
  workspaceId: string,
  id: string,
  by: { name: string; how: string; at: Date },
): Promise<boolean> {
  const rows = await query(
    tx,
    `update escalations set acknowledged_at = $3, acknowledged_by = $4, acknowledged_how = $5, due_at = null
     where workspace_id = $1 and id = $2 and acknowledged_at is null and ended_at is null returning id`,
    [workspaceId, id, by.at, by.name, by.how],
  )
  return rows.length > 0
}

/** The same on the conversation's row, for the lists. */
export async function markAcknowledged(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
  by: { name: string; at: Date } | null,
): Promise<void> {
  await query(
    tx,
    'update conversations set acknowledged_at = $3, acknowledged_by = $4 where workspace_id = $1 and id = $2',
    [workspaceId, conversationId, by?.at ?? null, by?.name ?? null],
  )
}

/** The AI has the conversation again, or it is closed. */
export async function endEscalation(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
  at: Date,
): Promise<void> {
  await query(
    tx,
    `update escalations set ended_at = $3, due_at = null where workspace_id = $1 and conversation_id = $2 and ended_at is null`,
    [workspaceId, conversationId, at],
  )
  await markAcknowledged(tx, workspaceId, conversationId, null)
}

export async function markTold(
  tx: Tx,
  workspaceId: string,
  id: string,
  told: { at: Date; which: string } | { whyNot: string },
): Promise<void> {
  const done = 'at' in told ? told : null
  await query(
    tx,
    `update escalations set told_at = coalesce($3, told_at), told_case = coalesce($4, told_case), told_why_not = $5
     where workspace_id = $1 and id = $2`,
    [workspaceId, id, done?.at ?? null, done?.which ?? null, 'whyNot' in told ? told.whyNot : null],
  )
}

/** When the customer of a conversation was last told what happens next. */
export async function lastTold(tx: Tx, workspaceId: string, conversationId: string): Promise<Date | null> {
  const [row] = await query<{ at: Date | null }>(
    tx,
    'select max(told_at) as at from escalations where workspace_id = $1 and conversation_id = $2',
    [workspaceId, conversationId],
  )
  return row?.at ?? null
}

export type OpenEscalation = { workspace_id: string; id: string }

/** Ladders whose next rung has been due for a while: their job was lost. */
export async function findOverdue(store: Store, before: Date): Promise<OpenEscalation[]> {
  return store.run(
    'escalations-overdue',
    `select workspace_id, id from escalations
     where due_at < $1 and acknowledged_at is null and ended_at is null order by due_at limit 500`,
    [before],
  )
}

export type HandoverRow = {
  business: string
  profile: Profile
  hours: Hours
  handover: HandoverSettings | null
  phone: string | null
  email: string | null
}

/** What handing over needs to know of a workspace, in the caller's transaction. */
export async function readHandoverRow(tx: Tx, workspaceId: string): Promise<HandoverRow | null> {
  const [row] = await query<HandoverRow>(
    tx,
    `select name as business, profile, hours, settings -> 'handover' as handover,
       settings -> 'alerts' ->> 'phone' as phone, settings -> 'alerts' ->> 'email' as email
     from workspaces where id = $1`,
    [workspaceId],
  )
  return row ?? null
}

export type EscalationListRow = EscalationRecord & { alerted: string[] }

/** Open escalations that nobody has acknowledged come first; the rest after them. */
export async function listEscalations(store: Store, workspaceId: string): Promise<EscalationListRow[]> {
  return store.run(
    'escalations-open',
    `select ${columns}, array(select distinct a.person_name from escalation_alerts a
         where a.workspace_id = e.workspace_id and a.escalation_id = e.id and a.message_id is not null) as alerted
     from escalations e where workspace_id = $1 and ended_at is null order by at limit 200`,
    [workspaceId],
  )
}

/** How members can be reached: those who are named for alerts need not be typed in twice. */
export async function memberReach(
  tx: Tx,
  workspaceId: string,
): Promise<{ id: string; name: string; phone: string | null; email: string }[]> {
  return query(tx, 'select id, name, phone, email from members where workspace_id = $1', [workspaceId])
}

export type AboutRow = { customer: string | null; address: string; address_kind: string; last: string }

/** Whom an escalation is about. */
export async function readAbout(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
): Promise<AboutRow | null> {
  const [row] = await query<AboutRow>(
    tx,
    `select p.name as customer, a.value as address, a.kind as address_kind, c.preview as last
     from conversations c
     join contacts p on p.workspace_id = c.workspace_id and p.id = c.contact_id
     join addresses a on a.workspace_id = c.workspace_id and a.id = c.address_id
     where c.workspace_id = $1 and c.id = $2`,
    [workspaceId, conversationId],
  )
  return row ?? null
}
