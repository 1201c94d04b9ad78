// The way that somebody names for a message: it must lead to the person of the conversation, and the inbox must be able
// to go it. An address of somebody else, or a telephone number for a mail, is a mistake of whoever asks.
import { findAddressById } from '#db/contacts.ts'
import type { ConversationFacts } from '#db/conversations.ts'
import type { Tx } from '#db/pool.ts'
import { reaches } from '#domain/channel.ts'
import { Refusal } from '#domain/errors.ts'
import type { Flow } from './deps.ts'

/** Refuses a way that leads elsewhere. Costs nothing where none is named. */
export async function checkWay(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  conversation: ConversationFacts,
  named: { inboxId?: string; addressId?: string },
): Promise<void> {
  const inboxId = named.inboxId ?? conversation.inbox_id
  const addressId = named.addressId ?? conversation.address_id
  if (inboxId === conversation.inbox_id && addressId === conversation.address_id) return
  const address = await findAddressById(tx, workspaceId, addressId)
  const connected = await flow.accounts.byId(workspaceId, inboxId, tx)
  if (!address || !connected)
    throw new Refusal('no_address', 'The inbox or the address of this message does not exist.')
  if (address.contact_id !== conversation.contact_id)
    throw new Refusal('no_address', 'This address belongs to another contact. Write in their conversation.')
  const { capabilities } = connected.channel
  if (capabilities.writes === false || !reaches(capabilities, address.kind))
    throw new Refusal(
      'no_address',
      `${capabilities.label} cannot write to this address. Choose another way to reply.`,
    )
}
