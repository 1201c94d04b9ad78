// Messages to the business's own people about an escalation: ordinary messages in an internal conversation, so that they
// pass the same gate, outbox and receipts as everything else.
import { findCapabilities } from '#channels/registry.ts'
import { findAddress, insertAddress, insertContact } from '#db/contacts.ts'
import {
  type ConversationFacts,
  findFacts,
  findInternal,
  findThread,
  insertConversation,
  lockFacts,
} from '#db/conversations.ts'
import { listActiveInboxes } from '#db/inboxes.ts'
import { pointThread } from '#db/messages.ts'
import type { Tx } from '#db/pool.ts'
import type { AddressKind, ChannelKind } from '#domain/channel.ts'
import type { Flow } from './deps.ts'
import { type Written, writeOutgoing } from './outgoing.ts'

export type AlertPlace = { conversation: ConversationFacts; inboxId: string }

/**
 * Where somebody of the business can be written to by telephone or mail; null where no inbox can. The conversation is
 * locked until the transaction ends: lock the customer's before.
 */
export async function findAlertPlace(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  kind: 'phone' | 'email',
  value: string,
): Promise<AlertPlace | null> {
  const inbox = await findAlertInbox(tx, workspaceId, kind)
  if (!inbox) return null
  const conversation = await internalConversation(flow, tx, workspaceId, inbox, kind, value)
  return { conversation, inboxId: inbox.id }
}

/** Writes to one of the business's people, through the gate like everything. */
export async function writeAlert(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  place: AlertPlace,
  words: { text: string; subject: string | null },
): Promise<Written | null> {
  return writeOutgoing(flow, tx, workspaceId, place.conversation, {
    author: 'automation',
    authorId: null,
    authorName: null,
    purpose: 'alert',
    text: words.text,
    ...(words.subject ? { mail: { subject: words.subject } } : {}),
    inboxId: place.inboxId,
    addressId: place.conversation.address_id,
  })
}

/** The place that an alert was written to, again. */
export async function sameAlertPlace(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
): Promise<AlertPlace | null> {
  const conversation = await lockFacts(tx, workspaceId, conversationId)
  return conversation?.kind === 'internal' ? { conversation, inboxId: conversation.inbox_id } : null
}

/** The oldest active inbox that writes plain texts to such addresses (SMS before WhatsApp: no window), or mails. */
async function findAlertInbox(
  tx: Tx,
  workspaceId: string,
  kind: AddressKind,
): Promise<{ id: string; channel: ChannelKind } | null> {
  const rows = await listActiveInboxes(tx, workspaceId)
  return (
    rows.find((inbox) => {
      const capabilities = findCapabilities(inbox.channel, inbox.provider)
      return (
        capabilities?.addressKind === kind && capabilities.mayStart && capabilities.replyWindowHours === null
      )
    }) ?? null
  )
}

/** The conversation with one of our own people, locked. */
async function internalConversation(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  inbox: { id: string; channel: ChannelKind },
  kind: AddressKind,
  value: string,
): Promise<ConversationFacts> {
  const at = flow.clock.now()
  let address = await findAddress(tx, workspaceId, kind, value)
  if (!address) {
    const contactId = flow.ids.next('con', at)
    await insertContact(tx, workspaceId, {
      id: contactId,
      name: 'Alerts to us',
      nameSource: 'member',
      internal: true,
      at,
    })
    await insertAddress(tx, workspaceId, { id: flow.ids.next('adr', at), contactId, kind, value, at })
    address = await findAddress(tx, workspaceId, kind, value)
  }
  if (!address) throw new Error('the alert address was not stored')
  const known = await findInternal(tx, workspaceId, address.contact_id, inbox.id)
  const id = known ?? flow.ids.next('conv', at)
  if (!known) {
    await insertConversation(tx, workspaceId, {
      id,
      contactId: address.contact_id,
      inboxId: inbox.id,
      addressId: address.id,
      channel: inbox.channel,
      kind: 'internal',
      handler: 'human',
      subject: null,
      at,
    })
    // An answer to an alert belongs here, unless the same person also has a customer's thread (the owner trying it out).
    if (!(await findThread(tx, workspaceId, inbox.id, address.id)))
      await pointThread(tx, workspaceId, inbox.id, address.id, id)
  }
  const conversation = (await lockFacts(tx, workspaceId, id)) ?? (await findFacts(tx, workspaceId, id))
  if (!conversation) throw new Error('the internal conversation was not stored')
  return { ...conversation, address_id: address.id }
}
