// Inboxes: the configured accounts. Secrets are sealed before they come here and opened after they leave.
import type { ChannelKind } from '#domain/channel.ts'
import { query, type Store, type Tx } from './pool.ts'

export type InboxRecord = {
  workspace_id: string
  id: string
  key: string
  channel: ChannelKind
  provider: string
  name: string
  address: string
  settings: Record<string, unknown>
  secrets: Buffer | null
  status: 'active' | 'paused'
  ai_enabled: boolean
  sample: boolean
  last_received_at: Date | null
  last_sent_at: Date | null
  signature_failures: number
  last_signature_failure_at: Date | null
  last_error: string | null
  deleted_at: Date | null
  created_at?: Date
  /** Null: the workspace's default agent. */
  agent_id?: string | null
}

const columns = `workspace_id, id, key, channel, provider, name, address, settings, secrets, status, ai_enabled, sample,
  last_received_at, last_sent_at, signature_failures, last_signature_failure_at, last_error, deleted_at, created_at, agent_id`

/** The workspace that an inbox key names: the part before the dash. Null where the key has no such form. */
export function workspaceOfKey(key: string): string | null {
  const dash = key.indexOf('-')
  return dash > 0 ? `ws_${key.slice(0, dash)}` : null
}
export function makeInboxKey(workspaceId: string, random: string): string {
  return `${workspaceId.slice('ws_'.length)}-${random}`
}

export async function findInboxByKey(store: Store, key: string): Promise<InboxRecord | null> {
  const workspaceId = workspaceOfKey(key)
  if (!workspaceId) return null
  const [row] = await store.run<InboxRecord>(
    'inbox-by-key',
    `select ${columns} from inboxes where workspace_id = $1 and key = $2 and deleted_at is null`,
    [workspaceId, key],
  )
  return row ?? null
}

export async function findInbox(tx: Tx, workspaceId: string, id: string): Promise<InboxRecord | null> {
  const [row] = await query<InboxRecord>(
    tx,
    `select ${columns} from inboxes where workspace_id = $1 and id = $2`,
    [workspaceId, id],
  )
  return row ?? null
}

/** The same, held for this transaction: for a change that rests on what is stored. */
export async function lockInbox(tx: Tx, workspaceId: string, id: string): Promise<InboxRecord | null> {
  const [row] = await query<InboxRecord>(
    tx,
    `select ${columns} from inboxes where workspace_id = $1 and id = $2 and deleted_at is null for update`,
    [workspaceId, id],
  )
  return row ?? null
}

export async function listInboxes(store: Store, workspaceId: string): Promise<InboxRecord[]> {
  return store.run(
    'inboxes',
    `select ${columns} from inboxes where workspace_id = $1 and deleted_at is null order by created_at, id`,
    [workspaceId],
  )
}

/** What may send just now, oldest first; in the caller's transaction. */
export async function listActiveInboxes(
  tx: Tx,
  workspaceId: string,
): Promise<{ id: string; channel: ChannelKind; provider: string; address: string }[]> {
  return tx
    .selectFrom('inboxes')
    .select(['id', 'channel', 'provider', 'address'])
    .where('workspace_id', '=', workspaceId)
    .where('deleted_at', 'is', null)
    .where('status', '=', 'active')
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

/** The inboxes of every workspace on a channel: for the doors that are not addressed by key (SMTP, IMAP). */
export async function listInboxesOfChannel(store: Store, channel: ChannelKind): Promise<InboxRecord[]> {
  return store.run(
    'inboxes-of-channel',
    `select ${columns} from inboxes where channel = $1 and deleted_at is null order by created_at, id`,
    [channel],
  )
}

export async function insertInbox(
  tx: Tx,
  inbox: Pick<
    InboxRecord,
    'workspace_id' | 'id' | 'key' | 'channel' | 'provider' | 'name' | 'address' | 'settings' | 'secrets'
  > & { ai_enabled?: boolean; sample?: boolean },
): Promise<void> {
  await tx
    .insertInto('inboxes')
    .values({ ...inbox, settings: JSON.stringify(inbox.settings) })
    .execute()
}

export async function updateInbox(
  tx: Tx,
  workspaceId: string,
  id: string,
  change: Partial<
    Pick<InboxRecord, 'name' | 'address' | 'status' | 'ai_enabled' | 'settings' | 'secrets' | 'agent_id'>
  >,
): Promise<boolean> {
  const { settings, ...rest } = change
  const result = await tx
    .updateTable('inboxes')
    .set({ ...rest, ...(settings ? { settings: JSON.stringify(settings) } : {}) })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Takes an inbox away; its conversations stay and can be read. */
export async function deleteInbox(tx: Tx, workspaceId: string, id: string, at: Date): Promise<boolean> {
  const result = await tx
    .updateTable('inboxes')
    .set({ deleted_at: at, status: 'paused', secrets: null })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function noteSignatureFailure(
  store: Store,
  workspaceId: string,
  id: string,
  at: Date,
): Promise<void> {
  await store.run(
    'inbox-signature-failure',
    `with day as (
       insert into inbox_days (workspace_id, inbox_id, day, signature_failures) values ($1, $2, ($3::timestamptz at time zone 'UTC')::date, 1)
       on conflict (workspace_id, inbox_id, day) do update set signature_failures = inbox_days.signature_failures + 1
     )
     update inboxes set signature_failures = signature_failures + 1, last_signature_failure_at = $3 where workspace_id = $1 and id = $2`,
    [workspaceId, id, at],
  )
}

/** What sending through this inbox came to last; `error` null after a success, which the day counts. */
export async function noteDelivery(
  tx: Tx,
  workspaceId: string,
  id: string,
  at: Date,
  error: string | null,
): Promise<void> {
  if (error !== null) return noteState(tx, workspaceId, id, error)
  await query(
    tx,
    `with day as (
       insert into inbox_days (workspace_id, inbox_id, day, sent) values ($1, $2, ($3::timestamptz at time zone 'UTC')::date, 1)
       on conflict (workspace_id, inbox_id, day) do update set sent = inbox_days.sent + 1
     )
     update inboxes set last_sent_at = $3, last_error = null where workspace_id = $1 and id = $2`,
    [workspaceId, id, at],
  )
}

export async function noteState(
  tx: Tx,
  workspaceId: string,
  id: string,
  error: string | null,
): Promise<void> {
  await tx
    .updateTable('inboxes')
    .set({ last_error: error })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}

/** The two ends of a message that is to go out; null where one of them is gone. */
export async function findWay(
  tx: Tx,
  workspaceId: string,
  inboxId: string,
  addressId: string,
): Promise<{ channel: ChannelKind; provider: string; address: string } | null> {
  const [row] = await query<{ channel: ChannelKind; provider: string; address: string }>(
    tx,
    `select i.channel, i.provider, a.value as address from inboxes i join addresses a on a.workspace_id = i.workspace_id
     where i.workspace_id = $1 and i.id = $2 and a.id = $3`,
    [workspaceId, inboxId, addressId],
  )
  return row ?? null
}
