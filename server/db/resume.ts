// When the AI answers again: planned times of conversations, and pauses of contacts that end.
import type { Hours } from '#domain/hours.ts'
import { query, type Store, type Tx } from './pool.ts'

/** Sets or takes back the plan, unless somebody has called the rule off here; false where they have. */
export async function planResumeAt(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
  plan: { at: Date; why: string } | null,
): Promise<boolean> {
  const rows = await query(
    tx,
    `update conversations set resume_at = $3, resume_why = $4 where workspace_id = $1 and id = $2 and not resume_off returning id`,
    [workspaceId, conversationId, plan?.at ?? null, plan?.why ?? null],
  )
  return rows.length > 0
}

/** `off` true: no rule hands this conversation back until the AI has it again by hand. */
export async function setResumeOff(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
  off: boolean,
): Promise<void> {
  await query(
    tx,
    `update conversations set resume_off = $3, resume_at = null, resume_why = null where workspace_id = $1 and id = $2`,
    [workspaceId, conversationId, off],
  )
}

/** Every plan of a workspace: the rule has gone. */
export async function dropPlans(tx: Tx, workspaceId: string): Promise<void> {
  await query(
    tx,
    'update conversations set resume_at = null, resume_why = null where workspace_id = $1 and resume_at is not null',
    [workspaceId],
  )
}

export type ResumeRow = {
  resume_at: Date | null
  resume_why: string | null
  resume_off: boolean
  waiting: boolean
}

/** The plan of a conversation, and whether the customer's last words wait for a person. */
export async function readResume(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
): Promise<ResumeRow | null> {
  const [row] = await query<ResumeRow>(
    tx,
    `select c.resume_at, c.resume_why, c.resume_off,
       c.last_inbound_seq > 0 and not exists (
         select 1 from messages m where m.workspace_id = c.workspace_id and m.conversation_id = c.id and m.seq > c.last_inbound_seq
           and m.direction = 'out' and m.author not in ('ai', 'automation') and m.status not in ('canceled', 'failed')
       ) as waiting
     from conversations c where c.workspace_id = $1 and c.id = $2`,
    [workspaceId, conversationId],
  )
  return row ?? null
}

export async function findDueResumes(
  store: Store,
  before: Date,
): Promise<{ workspace_id: string; id: string }[]> {
  return store.run(
    'resumes-due',
    `select workspace_id, id from conversations where resume_at < $1 and handler = 'human' order by resume_at limit 500`,
    [before],
  )
}

/** Ends the pauses whose time has come; whose they were. */
export async function endPauses(
  tx: Tx,
  now: Date,
): Promise<{ workspace_id: string; id: string; reason: string | null }[]> {
  return query(
    tx,
    `with due as (select workspace_id, id, ai_paused_reason from contacts where ai_paused_until <= $1 limit 500 for no key update)
     update contacts p set ai_paused_at = null, ai_paused_reason = null, ai_paused_until = null
     from due where p.workspace_id = due.workspace_id and p.id = due.id
     returning p.workspace_id, p.id, due.ai_paused_reason as reason`,
    [now],
  )
}

export type WaitingRow = {
  workspace_id: string
  id: string
  last_inbound_at: Date
  last_inbound_seq: number
  hours: Hours
  minutes: number
}

/** Customers who have written to a person and were not answered, where a business wants to know of it. */
export async function findWaiting(store: Store, now: Date): Promise<WaitingRow[]> {
  return store.run<WaitingRow>(
    'conversations-waiting-for-people',
    `select c.workspace_id, c.id, c.last_inbound_at, c.last_inbound_seq, w.hours,
       (w.settings -> 'handover' ->> 'unansweredMinutes')::int as minutes
     from conversations c join workspaces w on w.id = c.workspace_id
     where c.kind = 'customer' and c.handler = 'human' and c.last_direction = 'in' and c.status <> 'closed'
       and c.last_inbound_seq > c.unanswered_seq and not c.sample
       and (w.settings -> 'handover' ->> 'unansweredMinutes') is not null
       and c.last_inbound_at < $1::timestamptz - make_interval(mins => (w.settings -> 'handover' ->> 'unansweredMinutes')::int)
     order by c.last_inbound_at desc limit 500`,
    [now],
  )
}

/** People have been called about this message; false where they were before, or somebody has answered. */
export async function claimUnanswered(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
  seq: number,
): Promise<boolean> {
  const rows = await query(
    tx,
    `update conversations set unanswered_seq = $3 where workspace_id = $1 and id = $2 and unanswered_seq < $3
       and last_inbound_seq = $3 and last_direction = 'in' and handler = 'human' and status <> 'closed' returning id`,
    [workspaceId, conversationId, seq],
  )
  return rows.length > 0
}

/** Bursts that the front desk has not got through for so long: something is broken, and a customer waits. */
export async function findStuck(store: Store, before: Date): Promise<{ workspace_id: string; id: string }[]> {
  return store.run(
    'conversations-stuck',
    `select workspace_id, id from conversations where burst_started_at < $1 and last_inbound_seq > answered_seq
       and handler = 'ai' and kind = 'customer' limit 100`,
    [before],
  )
}
