// What is known of how an inbox fares: the provider's notices, the recurring work, failures by their reasons.
import type { ChannelKind } from '#domain/channel.ts'
import { query, type Store, type Tx } from './pool.ts'

export type NoticeRecord = {
  inbox_id: string
  code: string
  level: 'info' | 'warning' | 'error'
  text: string
  data: Record<string, unknown>
  at: Date
}

/** Keeps the newest word on a matter. True where it says something else than the one before. */
export async function putNotice(
  tx: Tx,
  workspaceId: string,
  notice: Omit<NoticeRecord, 'at'> & { at: Date },
): Promise<boolean> {
  const rows = await query(
    tx,
    `insert into inbox_notices (workspace_id, inbox_id, code, level, text, data, at) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (workspace_id, inbox_id, code) do update
       set level = excluded.level, text = excluded.text, data = excluded.data, at = excluded.at
       where (inbox_notices.level, inbox_notices.text, inbox_notices.data) is distinct from (excluded.level, excluded.text, excluded.data)
     returning code`,
    [
      workspaceId,
      notice.inbox_id,
      notice.code,
      notice.level,
      notice.text,
      JSON.stringify(notice.data),
      notice.at,
    ],
  )
  return rows.length === 1
}

/** The matter is settled. True where there was a notice. */
export async function dropNotice(
  tx: Tx,
  workspaceId: string,
  inboxId: string,
  code: string,
): Promise<boolean> {
  const rows = await query(
    tx,
    'delete from inbox_notices where workspace_id = $1 and inbox_id = $2 and code = $3 returning code',
    [workspaceId, inboxId, code],
  )
  return rows.length === 1
}

/** All notices of a workspace, errors first, then the newest. */
export async function listNotices(store: Store, workspaceId: string): Promise<NoticeRecord[]> {
  return store.run(
    'inbox-notices',
    `select inbox_id, code, level, text, data, at from inbox_notices where workspace_id = $1
     order by array_position(array['error', 'warning', 'info'], level), at desc`,
    [workspaceId],
  )
}

export type DeliveryRecord = {
  inbox_id: string
  sent: number
  signature_failures: number
  /** Messages that failed, by what the provider said, the most frequent first. */
  failed: { reason: string; action: string; count: number }[]
}

/** How sending went since a moment, for each inbox of a workspace that did or tried anything. */
export async function readDeliveries(
  store: Store,
  workspaceId: string,
  since: Date,
): Promise<DeliveryRecord[]> {
  return store.run(
    'inbox-deliveries',
    `select i.id as inbox_id, coalesce(d.sent, 0)::int as sent, coalesce(d.signature_failures, 0)::int as signature_failures,
       coalesce(f.failed, '[]') as failed
     from inboxes i
     left join lateral (
       select sum(sent) as sent, sum(signature_failures) as signature_failures from inbox_days
       where workspace_id = i.workspace_id and inbox_id = i.id and day >= ($2::timestamptz at time zone 'UTC')::date
     ) d on true
     left join lateral (
       select json_agg(r order by r.count desc) as failed from (
         select error ->> 'reason' as reason, max(error ->> 'action') as action, count(*)::int as count from messages
         where workspace_id = i.workspace_id and inbox_id = i.id and status = 'failed' and created_at >= $2 and verdict ->> 'decision' is distinct from 'block'
         group by 1 order by 3 desc limit 5
       ) r
     ) f on true
     where i.workspace_id = $1 and i.deleted_at is null`,
    [workspaceId, since],
  )
}

export type DueChore = {
  workspace_id: string
  inbox_id: string
  name: string
  state: Record<string, unknown> | null
  failures: number
  /** Until when nobody else takes it. */
  until: Date
}

/** Makes rows for the recurring work of inboxes that have none yet, of every workspace. */
export async function ensureChores(
  store: Store,
  chores: { channel: ChannelKind; provider: string; name: string }[],
  at: Date,
): Promise<void> {
  if (chores.length === 0) return
  await store.run(
    'ensure-chores',
    `insert into inbox_chores (workspace_id, inbox_id, name, next_at)
     select i.workspace_id, i.id, c.name, $2 from jsonb_to_recordset($1::jsonb) as c (channel text, provider text, name text)
     join inboxes i on i.channel = c.channel and i.provider = c.provider
     where i.deleted_at is null
       and not exists (select 1 from inbox_chores o where o.workspace_id = i.workspace_id and o.inbox_id = i.id and o.name = c.name)
     on conflict do nothing`,
    [JSON.stringify(chores), at],
  )
}

/** Takes what is due, of every workspace; nobody else takes it before `until`. */
export async function takeDueChores(
  store: Store,
  now: Date,
  until: Date,
  limit: number,
): Promise<DueChore[]> {
  return store.run(
    'due-chores',
    `update inbox_chores c set next_at = $2
     from (
       select workspace_id, inbox_id, name from inbox_chores where next_at <= $1 order by next_at limit $3 for update skip locked
     ) due
     where c.workspace_id = due.workspace_id and c.inbox_id = due.inbox_id and c.name = due.name
     returning c.workspace_id, c.inbox_id, c.name, c.state, c.failures, c.next_at as until`,
    [now, until, limit],
  )
}

export async function settleChore(
  tx: Tx,
  chore: Pick<DueChore, 'workspace_id' | 'inbox_id' | 'name' | 'until'>,
  result: { state?: Record<string, unknown> | null; nextAt: Date; ranAt: Date; failures: number },
): Promise<{ nextAt: Date }> {
  // Woken while it ran: then it is due already, and stays so.
  const [row] = await query<{ next_at: Date }>(
    tx,
    `update inbox_chores set next_at = case when next_at = $4 then $5 else next_at end, ran_at = $6, failures = $7,
       state = case when $8 then $9::jsonb else state end
     where workspace_id = $1 and inbox_id = $2 and name = $3 returning next_at`,
    [
      chore.workspace_id,
      chore.inbox_id,
      chore.name,
      chore.until,
      result.nextAt,
      result.ranAt,
      result.failures,
      result.state !== undefined,
      result.state ? JSON.stringify(result.state) : null,
    ],
  )
  return { nextAt: row?.next_at ?? result.nextAt }
}

/** Makes work due at this moment, also where it is under way: then it runs once more. */
export async function hurryChores(
  tx: Tx,
  workspaceId: string,
  inboxId: string,
  names: string[],
  at: Date,
): Promise<void> {
  await query(
    tx,
    `insert into inbox_chores (workspace_id, inbox_id, name, next_at) select $1, $2, name, $4 from unnest($3::text[]) name
     on conflict (workspace_id, inbox_id, name) do update set next_at = excluded.next_at`,
    [workspaceId, inboxId, names, at],
  )
}

/** Work that no channel knows any more, or whose inbox is gone. */
export async function dropChore(
  tx: Tx,
  chore: { workspace_id: string; inbox_id: string; name: string },
): Promise<void> {
  await tx
    .deleteFrom('inbox_chores')
    .where('workspace_id', '=', chore.workspace_id)
    .where('inbox_id', '=', chore.inbox_id)
    .where('name', '=', chore.name)
    .execute()
}

/** A chore is due at once. False where it has no row yet. */
export async function hurryChore(
  tx: Tx,
  workspaceId: string,
  inboxId: string,
  name: string,
  at: Date,
): Promise<boolean> {
  const rows = await query(
    tx,
    `update inbox_chores set next_at = $4 where workspace_id = $1 and inbox_id = $2 and name = $3 returning name`,
    [workspaceId, inboxId, name, at],
  )
  return rows.length === 1
}
