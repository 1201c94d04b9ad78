// Places for messages that the business wrote elsewhere: found, or made without a second one where somebody else makes
// the same at this moment.
import type { AddressKind, ChannelKind } from '#domain/channel.ts'
import { findAddress } from './contacts.ts'
import { findThread } from './conversations.ts'
import { lockExternalId } from './pending-marks.ts'
import { query, type Tx } from './pool.ts'

/**
 * Is a message with this provider id still unknown? Until the transaction ends nobody else can store it: the lock is
 * the one that the ingest takes.
 */
export async function claimExternalId(
  tx: Tx,
  workspaceId: string,
  inboxId: string,
  externalId: string,
): Promise<boolean> {
  await lockExternalId(tx, inboxId, externalId)
  const rows = await query(
    tx,
    'select 1 from messages where workspace_id = $1 and inbox_id = $2 and external_id = $3',
    [workspaceId, inboxId, externalId],
  )
  return rows.length === 0
}

export type Opened = { id: string; contactId: string; made: boolean }

/** The address with its contact; both are made where nobody has it. */
export async function openAddress(
  tx: Tx,
  workspaceId: string,
  address: { id: string; contactId: string; kind: AddressKind; value: string; at: Date },
): Promise<Opened> {
  const found = () => findAddress(tx, workspaceId, address.kind, address.value)
  const known = await found()
  if (known) return { id: known.id, contactId: known.contact_id, made: false }
  const made = await query(
    tx,
    `with identity as (
       insert into addresses (workspace_id, id, contact_id, kind, value, created_at) values ($1, $2, $3, $4, $5, $6)
       on conflict (workspace_id, kind, value) do nothing returning contact_id
     )
     insert into contacts (workspace_id, id, created_at) select $1, contact_id, $6 from identity returning id`,
    [workspaceId, address.id, address.contactId, address.kind, address.value, address.at],
  )
  if (made.length > 0) return { id: address.id, contactId: address.contactId, made: true }
  const theirs = await found()
  if (!theirs) throw new Error('an address was neither found nor made')
  return { id: theirs.id, contactId: theirs.contact_id, made: false }
}

/** The conversation to which messages of this address on this inbox belong; made where there is none. */
export async function openThread(
  tx: Tx,
  workspaceId: string,
  place: {
    conversationId: string
    contactId: string
    inboxId: string
    addressId: string
    channel: ChannelKind
    at: Date
  },
): Promise<{ id: string; made: boolean }> {
  const found = () => findThread(tx, workspaceId, place.inboxId, place.addressId)
  const known = await found()
  if (known) return { id: known, made: false }
  const made = await query(
    tx,
    `with pointer as (
       insert into threads (workspace_id, inbox_id, address_id, conversation_id) values ($1, $2, $3, $4)
       on conflict do nothing returning conversation_id
     )
     insert into conversations (workspace_id, id, contact_id, inbox_id, address_id, channel, last_message_at, created_at)
     select $1, conversation_id, $5, $2, $3, $6, $7, $7 from pointer returning id`,
    [
      workspaceId,
      place.inboxId,
      place.addressId,
      place.conversationId,
      place.contactId,
      place.channel,
      place.at,
    ],
  )
  if (made.length > 0) return { id: place.conversationId, made: true }
  const theirs = await found()
  if (!theirs) throw new Error('a thread was neither found nor made')
  return { id: theirs, made: false }
}
