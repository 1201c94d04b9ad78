// The simulator's outside world. One table holds what its phones and mailboxes have, told apart by the beginning of
// external_id: `message …` (a text or mail), `file …` (a picture or attachment), `device` (how a device behaves).
import type { InboxRecord } from './inboxes.ts'
import { query, type Store, type Tx } from './pool.ts'

export type SimulatorDirection = 'to_business' | 'to_customer'
export type SimulatorRow = {
  id: string
  device: string
  direction: SimulatorDirection
  external_id: string
  body: Record<string, unknown>
  at: Date
}
const columns = 'id, device, direction, external_id, body, at'

/** What a phone or mailbox shows at most; older items stay stored. */
const SHOWN = 300

export async function insertSimulatorRow(tx: Tx, workspaceId: string, row: SimulatorRow): Promise<void> {
  await tx
    .insertInto('simulator_items')
    .values({ workspace_id: workspaceId, ...row, body: JSON.stringify(row.body) })
    .execute()
}

/** Changes fields of a row's body; what is not named stays. */
export async function patchSimulatorRow(
  tx: Tx,
  workspaceId: string,
  id: string,
  change: Record<string, unknown>,
): Promise<void> {
  await query(tx, 'update simulator_items set body = body || $3::jsonb where workspace_id = $1 and id = $2', [
    workspaceId,
    id,
    JSON.stringify(change),
  ])
}

/** The newest messages of a device, oldest first. */
export async function listSimulatorMessages(
  store: Store,
  workspaceId: string,
  device: string,
): Promise<SimulatorRow[]> {
  const rows = await store.run<SimulatorRow>(
    'simulator-messages',
    `select ${columns} from simulator_items where workspace_id = $1 and device = $2 and external_id like 'message %'
     order by id desc limit $3`,
    [workspaceId, device, SHOWN],
  )
  return rows.toReversed()
}

export async function findSimulatorRow(
  store: Store,
  workspaceId: string,
  id: string,
): Promise<SimulatorRow | null> {
  const [row] = await store.run<SimulatorRow>(
    'simulator-row',
    `select ${columns} from simulator_items where workspace_id = $1 and id = $2`,
    [workspaceId, id],
  )
  return row ?? null
}

export async function findSimulatorExternal(
  store: Store,
  workspaceId: string,
  externalId: string,
): Promise<SimulatorRow | null> {
  const [row] = await store.run<SimulatorRow>(
    'simulator-external',
    `select ${columns} from simulator_items where workspace_id = $1 and external_id = $2`,
    [workspaceId, externalId],
  )
  return row ?? null
}

/**
 * All texts of one account's numbers, newest first: what its provider would list. Bounds are those of sending: a text
 * that is still queued lies within none.
 */
export async function listSimulatorTexts(
  store: Store,
  workspaceId: string,
  f: {
    account: string
    to: string | null
    from: string | null
    after: Date | null
    before: Date | null
    limit: number
    offset: number
  },
): Promise<SimulatorRow[]> {
  return store.run<SimulatorRow>(
    'simulator-texts',
    `select ${columns} from simulator_items
     where workspace_id = $1 and external_id like 'message %' and body ->> 'account' = $2
       and ($3::text is null or body ->> 'to' = $3) and ($4::text is null or body ->> 'from' = $4)
       and ($5::timestamptz is null or (body ->> 'sentAt')::timestamptz >= $5)
       and ($6::timestamptz is null or (body ->> 'sentAt')::timestamptz < $6)
     order by id desc limit $7 offset $8`,
    [workspaceId, f.account, f.to, f.from, f.after, f.before, f.limit, f.offset],
  )
}

/** All messages whose provider's id begins so, newest first. */
export async function listSimulatorNamed(
  store: Store,
  workspaceId: string,
  beginning: string,
): Promise<SimulatorRow[]> {
  return store.run<SimulatorRow>(
    'simulator-named',
    `select ${columns} from simulator_items where workspace_id = $1 and starts_with(external_id, $2)
     order by id desc limit $3`,
    [workspaceId, `message ${beginning}`, SHOWN],
  )
}

export async function deleteSimulatorRow(tx: Tx, workspaceId: string, id: string): Promise<void> {
  await query(tx, 'delete from simulator_items where workspace_id = $1 and id = $2', [workspaceId, id])
}

/** Which devices have something, and since when nothing more. */
export async function listSimulatorDevices(
  store: Store,
  workspaceId: string,
): Promise<{ device: string; last_at: Date }[]> {
  return store.run(
    'simulator-devices',
    `select device, max(at) as last_at from simulator_items where workspace_id = $1 and external_id like 'message %'
     group by device order by max(at) desc limit 50`,
    [workspaceId],
  )
}

const deviceKey = (device: string) => `device ${device}`

/** How a device behaves, where somebody has said so. */
export async function findDeviceBody(
  store: Store,
  workspaceId: string,
  device: string,
): Promise<Record<string, unknown> | null> {
  return (await findSimulatorExternal(store, workspaceId, deviceKey(device)))?.body ?? null
}

export async function listDeviceBodies(
  store: Store,
  workspaceId: string,
): Promise<{ device: string; body: Record<string, unknown> }[]> {
  return store.run(
    'simulator-device-bodies',
    `select device, body from simulator_items where workspace_id = $1 and external_id like 'device %'`,
    [workspaceId],
  )
}

/** Stores how a device behaves from now on; fields that are not named stay. */
export async function patchDeviceBody(
  tx: Tx,
  workspaceId: string,
  device: { id: string; device: string; at: Date },
  change: Record<string, unknown>,
): Promise<void> {
  await query(
    tx,
    `insert into simulator_items (workspace_id, id, device, direction, external_id, body, at)
     values ($1, $2, $3, 'to_customer', $4, $5, $6)
     on conflict (workspace_id, external_id) do update set body = simulator_items.body || excluded.body`,
    [workspaceId, device.id, device.device, deviceKey(device.device), JSON.stringify(change), device.at],
  )
}

/** Empties a device: messages and files. How it behaves is kept. */
export async function clearDevice(tx: Tx, workspaceId: string, device: string): Promise<void> {
  await query(
    tx,
    `delete from simulator_items where workspace_id = $1 and device = $2 and external_id not like 'device %'`,
    [workspaceId, device],
  )
}

const inboxColumns = 'workspace_id, id, address, settings'
export type SimulatedInbox = Pick<InboxRecord, 'workspace_id' | 'id' | 'address' | 'settings'>

/**
 * The inboxes of a provider that live in the simulator: its door is addressed by account alone. `setting` narrows them
 * by one that is no secret.
 */
export async function findSimulatedAccounts(
  store: Store,
  provider: string,
  setting: { name: string; value: string } | null,
): Promise<SimulatedInbox[]> {
  return store.run(
    'simulated-accounts',
    `select ${inboxColumns} from inboxes where settings ->> 'apiBase' = 'simulator' and provider = $1
       and ($2::text is null or settings ->> $2 = $3) and deleted_at is null order by created_at, id`,
    [provider, setting?.name ?? null, setting?.value ?? null],
  )
}

/** The inboxes whose mail goes out through the simulator from this address. */
export async function findSimulatedMailboxes(store: Store, address: string): Promise<SimulatedInbox[]> {
  return store.run(
    'simulated-mailboxes',
    `select ${inboxColumns} from inboxes where settings ->> 'smtpHost' = 'simulator' and lower(address) = $1
       and deleted_at is null order by created_at, id`,
    [address],
  )
}
