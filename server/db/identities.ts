// Two identities of one person: joining an address to a contact, and moving what went to an address that was given up.
import type { AddressKind } from '#domain/channel.ts'
import { query, type Tx } from './pool.ts'

export type Identity = { kind: AddressKind; value: string }
export type Held = Identity & { id: string; contact_id: string }

/** Which of these identities are known, and whose they are. */
export function findHeld(tx: Tx, workspaceId: string, identities: Identity[]): Promise<Held[]> {
  return query(
    tx,
    `select a.id, a.contact_id, a.kind, a.value from addresses a
     join jsonb_to_recordset($2::jsonb) as i (kind text, value text) on a.kind = i.kind and a.value = i.value
     where a.workspace_id = $1`,
    [workspaceId, JSON.stringify(identities)],
  )
}

/** What comes from `to` on this inbox goes where what comes from `from` goes, unless it has a place of its own. */
export async function sharePointer(
  tx: Tx,
  workspaceId: string,
  inboxId: string,
  from: string,
  to: string,
): Promise<void> {
  await query(
    tx,
    `insert into threads (workspace_id, inbox_id, address_id, conversation_id)
     select workspace_id, inbox_id, $4, conversation_id from threads
     where workspace_id = $1 and inbox_id = $2 and address_id = $3
     on conflict (workspace_id, inbox_id, address_id) do nothing`,
    [workspaceId, inboxId, from, to],
  )
}

/** Everything that would go to the old address on this inbox goes to the new one from now on. */
export async function moveToAddress(
  tx: Tx,
  workspaceId: string,
  inboxId: string,
  from: string,
  to: string,
): Promise<void> {
  await query(
    tx,
    `insert into threads (workspace_id, inbox_id, address_id, conversation_id)
     select workspace_id, inbox_id, $4, conversation_id from threads
     where workspace_id = $1 and inbox_id = $2 and address_id = $3
     on conflict (workspace_id, inbox_id, address_id) do update set conversation_id = excluded.conversation_id`,
    [workspaceId, inboxId, from, to],
  )
  await query(
    tx,
    'update conversations set address_id = $4 where workspace_id = $1 and inbox_id = $2 and address_id = $3',
    [workspaceId, inboxId, from, to],
  )
  await query(
    tx,
    `update messages m set address_id = $4 from conversations c
     where m.workspace_id = $1 and m.inbox_id = $2 and m.address_id = $3 and m.status = 'queued' and m.direction = 'out'
       and c.workspace_id = m.workspace_id and c.id = m.conversation_id and c.inbox_id = $2 and c.address_id = $4`,
    [workspaceId, inboxId, from, to],
  )
}

/** A name from the business's own address book: better than what a provider's profile says, worse than what a member wrote. */
export async function nameFromBook(
  tx: Tx,
  workspaceId: string,
  contactId: string,
  name: string,
): Promise<boolean> {
  const rows = await query(
    tx,
    `update contacts set name = $3 where workspace_id = $1 and id = $2 and (name is null or name_source = 'channel')
       and name is distinct from $3 returning id`,
    [workspaceId, contactId, name],
  )
  return rows.length > 0
}
