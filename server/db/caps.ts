// How often machines wrote to somebody unasked: the counts behind the caps. A row for each such message, written in the
// transaction that takes it for sending and gone again where it never left.
import type { ChannelKind } from '#domain/channel.ts'
import { query, type Tx } from './pool.ts'

/** Of one contact and channel; until the end of the transaction nobody else takes such a message for them. */
export async function lockCaps(tx: Tx, workspaceId: string, contactId: string): Promise<void> {
  await query(tx, `select pg_advisory_xact_lock(71, hashtext($1 || ' ' || $2))`, [workspaceId, contactId])
}

/** When such messages went to a contact by a channel since a moment, oldest first; at all of the contact's addresses. */
export function listUnasked(
  tx: Tx,
  workspaceId: string,
  contactId: string,
  channel: ChannelKind,
  since: Date,
): Promise<{ at: Date; marketing: boolean; message_id: string }[]> {
  return query(
    tx,
    `select s.at, s.marketing, s.message_id from addresses a
     join unasked_sends s on s.workspace_id = a.workspace_id and s.address_id = a.id
     where a.workspace_id = $1 and a.contact_id = $2 and s.channel = $3 and s.at > $4 order by s.at`,
    [workspaceId, contactId, channel, since],
  )
}

/** Counted from this attempt on: an earlier one did not leave. */
export async function insertUnasked(
  tx: Tx,
  workspaceId: string,
  send: { messageId: string; addressId: string; channel: ChannelKind; marketing: boolean; at: Date },
): Promise<void> {
  await query(
    tx,
    `insert into unasked_sends (workspace_id, message_id, address_id, channel, marketing, at) values ($1, $2, $3, $4, $5, $6)
     on conflict (workspace_id, message_id) do update set at = excluded.at`,
    [workspaceId, send.messageId, send.addressId, send.channel, send.marketing, send.at],
  )
}

/** It never left. */
export async function removeUnasked(tx: Tx, workspaceId: string, messageId: string): Promise<void> {
  await query(tx, 'delete from unasked_sends where workspace_id = $1 and message_id = $2', [
    workspaceId,
    messageId,
  ])
}

/** Forgets what no cap looks at any more. */
export async function dropOldUnasked(tx: Tx, before: Date): Promise<void> {
  await query(tx, 'delete from unasked_sends where at < $1', [before])
}
