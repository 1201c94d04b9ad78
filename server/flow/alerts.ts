// Alerts to the business's own people when a conversation is escalated: ordinary messages in an internal
// conversation, so that they pass the same gate, outbox and receipts as everything else.
import { findCapabilities } from '#channels/registry.ts'
import { findAddress, insertAddress, insertContact } from '#db/contacts.ts'
import {
  type ConversationFacts,
  findFacts,
  findInternal,
  findThread,
  insertConversation,
  lockFacts,
  readAlertFacts,
} from '#db/conversations.ts'
import { listActiveInboxes } from '#db/inboxes.ts'
import { pointThread } from '#db/messages.ts'
import type { Tx } from '#db/pool.ts'
import { normaliseAddress } from '#domain/address.ts'
import type { AddressKind, ChannelKind } from '#domain/channel.ts'
import type { EscalationReason } from '#domain/conversation.ts'
import type { Flow } from './deps.ts'
import { writeOutgoing } from './outgoing.ts'

const words: Record<EscalationReason, string> = {
  asked_for_person: 'asked for a person',
  cannot_answer: 'asked something the AI cannot answer',
  manual: 'was escalated',
  complaint: 'has a complaint',
  emergency: 'reports an emergency',
  failure: 'could not be answered',
}

/** Writes the alerts that the settings ask for; an inbox that does not exist, or an address that is none, is skipped. */
export async function alertPeople(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  conversation: ConversationFacts,
  why: { reason: EscalationReason; note: string | null; by: { name: string } | null },
): Promise<void> {
  const about = await readAlertFacts(tx, workspaceId, conversation.id)
  if (!about) return
  const who = about.customer ?? about.address
  const link = `${flow.publicUrl()}/inbox/${conversation.id}`
  const text = `${who} ${words[why.reason]}${why.by ? ` (by ${why.by.name})` : ''}: “${about.last.slice(0, 120)}”${why.note ? ` – ${why.note}` : ''} ${link}`
  const targets: { raw: string | null; kind: AddressKind; subject: string | null }[] = [
    { raw: about.phone, kind: 'phone', subject: null },
    { raw: about.email, kind: 'email', subject: `${about.business}: ${who} ${words[why.reason]}` },
  ]
  for (const target of targets) {
    const value = target.raw ? normaliseAlertAddress(target.kind, target.raw, about.country) : null
    const inbox = value && (await findAlertInbox(tx, workspaceId, target.kind))
    if (!value || !inbox) continue
    const internal = await internalConversation(flow, tx, workspaceId, inbox, target.kind, value)
    await writeOutgoing(flow, tx, workspaceId, internal, {
      author: 'automation',
      authorId: null,
      authorName: null,
      purpose: 'alert',
      text,
      ...(target.subject ? { mail: { subject: target.subject } } : {}),
      inboxId: inbox.id,
      addressId: internal.address_id,
    })
  }
}

export function normaliseAlertAddress(kind: AddressKind, raw: string, country: string): string | null {
  const exact = normaliseAddress(kind, raw, country)
  // Numbers of simulators and emulators are not valid ones, but they are addresses.
  return exact ?? (kind === 'phone' && /^\+\d{7,15}$/.test(raw.trim()) ? raw.trim() : null)
}

/** The oldest active inbox that writes plain texts to such addresses (SMS before WhatsApp: no window), or mails. */
export async function findAlertInbox(
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
export async function internalConversation(
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
