// Tasks: what was promised, and what people put down for themselves.
import { query, type Store, type Tx } from './pool.ts'

export type TaskRecord = {
  id: string
  contact_id: string
  contact_name: string | null
  contact_address: string | null
  contact_address_kind: string | null
  conversation_id: string | null
  text: string
  due_at: Date | null
  due_assumed: boolean
  promised_by: 'us' | 'them' | null
  quote: string | null
  message_id: string | null
  message_seq: number | null
  assigned_to: string | null
  assigned_name: string | null
  created_by_name: string | null
  created_at: Date
  edited_at: Date | null
  done_at: Date | null
  done_by_name: string | null
  seems_done_seq: number | null
  notified_at: Date | null
}

const columns = `t.id, t.contact_id, p.name as contact_name, a.value as contact_address, a.kind as contact_address_kind, t.conversation_id, t.text, t.due_at,
  t.due_assumed, t.promised_by, t.quote, t.message_id, t.message_seq, t.assigned_to, t.assigned_name, t.created_by_name, t.created_at,
  t.edited_at, t.done_at, t.done_by_name, t.seems_done_seq, t.notified_at`
const from = `tasks t join contacts p on p.workspace_id = t.workspace_id and p.id = t.contact_id
  left join lateral (select a.value, a.kind from addresses a where a.workspace_id = t.workspace_id and a.contact_id = t.contact_id order by a.id limit 1) a on true`

export type TaskFilter = {
  contactId?: string
  conversationId?: string
  assignedTo?: string
  /** Also what is done. */
  done?: boolean
  limit: number
}

/** Tasks that are not deleted: what is due first at the top, what has no time last. */
export async function listTasks(tx: Tx, workspaceId: string, f: TaskFilter): Promise<TaskRecord[]> {
  return query<TaskRecord>(
    tx,
    `select ${columns} from ${from} where t.workspace_id = $1 and t.deleted_at is null and ($2 or t.done_at is null)
       and ($3::text is null or t.contact_id = $3) and ($4::text is null or t.conversation_id = $4) and ($5::text is null or t.assigned_to = $5)
     order by t.done_at is not null, t.done_at desc, t.due_at nulls last, t.id limit $6`,
    [
      workspaceId,
      f.done ?? false,
      f.contactId ?? null,
      f.conversationId ?? null,
      f.assignedTo ?? null,
      f.limit,
    ],
  )
}

export async function findTask(tx: Tx, workspaceId: string, id: string): Promise<TaskRecord | null> {
  const [row] = await query<TaskRecord>(
    tx,
    `select ${columns} from ${from} where t.workspace_id = $1 and t.id = $2 and t.deleted_at is null`,
    [workspaceId, id],
  )
  return row ?? null
}

export type NewTask = {
  id: string
  contactId: string
  conversationId: string | null
  text: string
  due: Date | null
  dueAssumed?: boolean
  promisedBy?: 'us' | 'them' | null
  quote?: string | null
  messageId?: string | null
  messageSeq?: number | null
  assigned?: { id: string; name: string | null } | null
  by?: { id: string; name: string | null } | null
  at: Date
}

/** False where this promise has its task already, be it done, edited or deleted. */
export async function insertTask(tx: Tx, workspaceId: string, t: NewTask): Promise<boolean> {
  const rows = await query(
    tx,
    `insert into tasks (workspace_id, id, contact_id, conversation_id, text, due_at, due_assumed, promised_by, quote, message_id,
       message_seq, assigned_to, assigned_name, created_by, created_by_name, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
     on conflict (workspace_id, message_id, quote) where message_id is not null do nothing returning 1`,
    [
      workspaceId,
      t.id,
      t.contactId,
      t.conversationId,
      t.text,
      t.due,
      t.dueAssumed ?? false,
      t.promisedBy ?? null,
      t.quote ?? null,
      t.messageId ?? null,
      t.messageSeq ?? null,
      t.assigned?.id ?? null,
      t.assigned?.name ?? null,
      t.by?.id ?? null,
      t.by?.name ?? null,
      t.at,
    ],
  )
  return rows.length > 0
}

export type TaskChange = {
  text?: string
  due?: Date | null
  assigned?: { id: string; name: string | null } | null
}

/** What a person changes: from then on no review touches it. A new time is told of anew. */
export async function changeTask(
  tx: Tx,
  workspaceId: string,
  id: string,
  c: TaskChange,
  at: Date,
): Promise<boolean> {
  const rows = await query(
    tx,
    `update tasks set edited_at = $3, text = coalesce($4, text),
       due_at = case when $5 then $6::timestamptz else due_at end, due_assumed = due_assumed and not $5,
       notified_at = case when $5 then null else notified_at end,
       assigned_to = case when $7 then $8 else assigned_to end, assigned_name = case when $7 then $9 else assigned_name end
     where workspace_id = $1 and id = $2 and deleted_at is null returning 1`,
    [
      workspaceId,
      id,
      at,
      c.text ?? null,
      c.due !== undefined,
      c.due ?? null,
      c.assigned !== undefined,
      c.assigned?.id ?? null,
      c.assigned?.name ?? null,
    ],
  )
  return rows.length > 0
}

/** Done by somebody, or open again (null). */
export async function setTaskDone(
  tx: Tx,
  workspaceId: string,
  id: string,
  done: { at: Date; by: string; name: string | null } | null,
): Promise<boolean> {
  const rows = await query(
    tx,
    `update tasks set done_at = $3, done_by = $4, done_by_name = $5, seems_done_seq = case when $3::timestamptz is null then null else seems_done_seq end
     where workspace_id = $1 and id = $2 and deleted_at is null returning 1`,
    [workspaceId, id, done?.at ?? null, done?.by ?? null, done?.name ?? null],
  )
  return rows.length > 0
}

export async function deleteTask(tx: Tx, workspaceId: string, id: string, at: Date): Promise<boolean> {
  const rows = await query(
    tx,
    'update tasks set deleted_at = $3 where workspace_id = $1 and id = $2 and deleted_at is null returning 1',
    [workspaceId, id, at],
  )
  return rows.length > 0
}

/** A later message looks as if the promise was kept: a suggestion, and only once. */
export async function suggestDone(
  tx: Tx,
  workspaceId: string,
  taskIds: { id: string; seq: number }[],
): Promise<void> {
  for (const { id, seq } of taskIds)
    await query(
      tx,
      'update tasks set seems_done_seq = $3 where workspace_id = $1 and id = $2 and done_at is null and seems_done_seq is null',
      [workspaceId, id, seq],
    )
}

/** Marks what has become due as told of, and gives it: each once, whoever asks first. */
export async function takeDueTasks(
  tx: Tx,
  now: Date,
  limit: number,
): Promise<
  {
    workspace_id: string
    id: string
    contact_id: string
    conversation_id: string | null
    text: string
    assigned_to: string | null
    promised_by: string | null
  }[]
> {
  return query(
    tx,
    `update tasks set notified_at = $1 where (workspace_id, id) in (
       select workspace_id, id from tasks where due_at <= $1 and done_at is null and deleted_at is null and notified_at is null
       order by due_at limit $2 for update skip locked)
     returning workspace_id, id, contact_id, conversation_id, text, assigned_to, promised_by`,
    [now, limit],
  )
}

/** How many wait, and how many of those are due; counted to a thousand. */
export async function countTasks(
  store: Store,
  workspaceId: string,
  now: Date,
): Promise<{ open: number; due: number }> {
  const [row] = await store.run<{ open: number; due: number }>(
    'task-counts',
    `select count(*)::int as open, (count(*) filter (where due_at <= $2))::int as due from (
       select due_at from tasks where workspace_id = $1 and done_at is null and deleted_at is null order by due_at limit 1000) t`,
    [workspaceId, now],
  )
  return row ?? { open: 0, due: 0 }
}
