// Mailboxes of the business at simulated mail services that keep the mail themselves. They lie among the simulator's
// items under a device of their own, with an external_id that begins with `mailbox`.
import { query, type Store, type Tx } from './pool.ts'

export type MailboxRow = { id: string; at: Date; body: Record<string, unknown> }

const deviceOf = (inboxId: string) => `mailbox ${inboxId}`
const mailPrefix = (inboxId: string) => `mailbox mail ${inboxId} `
const stateKey = (inboxId: string) => `mailbox state ${inboxId}`

/**
 * Adds a mail and counts it on; its number. Numbers have no gaps and are seen in their order, so whoever asks for what
 * came after one misses nothing.
 */
export async function insertMailboxRow(
  tx: Tx,
  workspaceId: string,
  inboxId: string,
  row: MailboxRow,
): Promise<number> {
  for (;;) {
    // Whoever wants the same number at the same time waits for the other here, and takes the next one.
    const [made] = await query<{ n: number }>(
      tx,
      `with last as (
         select coalesce(max((body ->> 'n')::int), 0) + 1 as n from simulator_items
         where workspace_id = $1 and device = $3 and external_id like $4 || '%'
       )
       insert into simulator_items (workspace_id, id, device, direction, external_id, body, at)
       select $1, $2 || '-' || n, $3, 'to_business', $4 || n, $5::jsonb || jsonb_build_object('n', n), $6 from last
       on conflict (workspace_id, external_id) do nothing
       returning (body ->> 'n')::int as n`,
      [workspaceId, row.id, deviceOf(inboxId), mailPrefix(inboxId), JSON.stringify(row.body), row.at],
    )
    if (made) return made.n
  }
}

/** The mails with a number above `after`, oldest first, without the mails themselves (`raw`). */
export async function listMailboxRows(
  store: Store,
  workspaceId: string,
  inboxId: string,
  after: number,
): Promise<MailboxRow[]> {
  return store.run(
    'simulator-mailbox',
    `select id, at, body - 'raw' as body from simulator_items
     where workspace_id = $1 and device = $2 and external_id like $3 || '%' and (body ->> 'n')::int > $4
     order by (body ->> 'n')::int`,
    [workspaceId, deviceOf(inboxId), mailPrefix(inboxId), after],
  )
}

export async function findMailboxRow(
  store: Store,
  workspaceId: string,
  inboxId: string,
  mailId: string,
): Promise<MailboxRow | null> {
  const [row] = await store.run<MailboxRow>(
    'simulator-mailbox-mail',
    `select id, at, body from simulator_items
     where workspace_id = $1 and device = $2 and external_id like $3 || '%' and body ->> 'id' = $4`,
    [workspaceId, deviceOf(inboxId), mailPrefix(inboxId), mailId],
  )
  return row ?? null
}

/** What the service was told about the mailbox, such as whom to call. */
export async function readMailboxState(
  store: Store,
  workspaceId: string,
  inboxId: string,
): Promise<Record<string, unknown>> {
  const [row] = await store.run<{ body: Record<string, unknown> }>(
    'simulator-mailbox-state',
    'select body from simulator_items where workspace_id = $1 and external_id = $2',
    [workspaceId, stateKey(inboxId)],
  )
  return row?.body ?? {}
}

export async function patchMailboxState(
  tx: Tx,
  workspaceId: string,
  inboxId: string,
  row: { id: string; at: Date },
  change: Record<string, unknown>,
): Promise<void> {
  await query(
    tx,
    `insert into simulator_items (workspace_id, id, device, direction, external_id, body, at)
     values ($1, $2, $3, 'to_business', $4, $5, $6)
     on conflict (workspace_id, external_id) do update set body = simulator_items.body || excluded.body`,
    [workspaceId, row.id, deviceOf(inboxId), stateKey(inboxId), JSON.stringify(change), row.at],
  )
}

/** Has the recurring work of an inbox been done once? Without such work it has. */
export async function hasBegunWork(store: Store, workspaceId: string, inboxId: string): Promise<boolean> {
  const [row] = await store.run<{ waits: boolean }>(
    'simulator-inbox-begun',
    `select exists (
       select 1 from inbox_chores where workspace_id = $1 and inbox_id = $2 and ran_at is null
     ) as waits`,
    [workspaceId, inboxId],
  )
  return !row?.waits
}
