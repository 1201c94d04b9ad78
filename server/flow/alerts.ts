// Alerts to the business's own people when a conversation is escalated: ordinary messages in an internal
// conversation, so that they pass the same gate, outbox and receipts as everything else.
import { findCapabilities } from '#channels/registry.ts'
import { type ConversationFacts, findFacts, findThread, insertConversation, lockFacts } from '#db/conversations.ts'
import { findAddress, insertAddress, insertContact } from '#db/contacts.ts'
import { pointThread } from '#db/messages.ts'
import { query, type Tx } from '#db/pool.ts'
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

type Situation = {
  business: string
  country: string
  phone: string | null
  email: string | null
  customer: string | null
  address: string
  last: string
}

/** Writes the alerts that the settings ask for; an inbox that does not exist, or an address that is none, is skipped. */
export async function alertPeople(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  conversation: ConversationFacts,
  why: { reason: EscalationReason; note: string | null; by: { name: string } | null },
): Promise<void> {
  const [about] = await query<Situation>(
    tx,
    `select w.name as business, w.profile ->> 'country' as country, w.settings -> 'alerts' ->> 'phone' as phone, w.settings -> 'alerts' ->> 'email' as email,
       p.name as customer, a.value as address, c.preview as last
     from conversations c join workspaces w on w.id = c.workspace_id
     join contacts p on p.workspace_id = c.workspace_id and p.id = c.contact_id
     join addresses a on a.workspace_id = c.workspace_id and a.id = c.address_id
     where c.workspace_id = $1 and c.id = $2`,
    [workspaceId, conversation.id],
  )
  if (!about) return
  const who = about.customer ?? about.address
  const link = `${flow.publicUrl()}/c/${conversation.id}`
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
      subject: target.subject,
      inboxId: inbox.id,
      addressId: internal.address_id,
    })
  }
}

function normaliseAlertAddress(kind: AddressKind, raw: string, country: string): string | null {
  const exact = normaliseAddress(kind, raw, country)
  // Numbers of simulators and emulators are not valid ones, but they are addresses.
  return exact ?? (kind === 'phone' && /^\+\d{7,15}$/.test(raw.trim()) ? raw.trim() : null)
}

/** The oldest active inbox that writes plain texts to such addresses (SMS before WhatsApp: no window), or mails. */
async function findAlertInbox(tx: Tx, workspaceId: string, kind: AddressKind): Promise<{ id: string; channel: ChannelKind } | null> {
  const rows = await query<{ id: string; channel: ChannelKind; provider: string }>(
    tx,
    `select id, channel, provider from inboxes where workspace_id = $1 and deleted_at is null and status = 'active' order by created_at, id`,
    [workspaceId],
  )
  return (
    rows.find((inbox) => {
      const capabilities = findCapabilities(inbox.channel, inbox.provider)
      return capabilities?.addressKind === kind && capabilities.mayStart && capabilities.replyWindowHours === null
    }) ?? null
  )
}

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
    await insertContact(tx, workspaceId, { id: contactId, name: 'Alerts to us', nameSource: 'member', internal: true, at })
    await insertAddress(tx, workspaceId, { id: flow.ids.next('adr', at), contactId, kind, value, at })
    address = await findAddress(tx, workspaceId, kind, value)
  }
  if (!address) throw new Error('the alert address was not stored')
  const [known] = await query<{ id: string }>(
    tx,
    `select id from conversations where workspace_id = $1 and contact_id = $2 and inbox_id = $3 and kind = 'internal' limit 1`,
    [workspaceId, address.contact_id, inbox.id],
  )
  const id = known?.id ?? flow.ids.next('conv', at)
  if (!known) {
    await insertConversation(tx, workspaceId, { id, contactId: address.contact_id, inboxId: inbox.id, addressId: address.id, channel: inbox.channel, kind: 'internal', handler: 'human', subject: null, at })
    // An answer to an alert belongs here, unless the same person also has a customer's thread (the owner trying it out).
    if (!(await findThread(tx, workspaceId, inbox.id, address.id))) await pointThread(tx, workspaceId, inbox.id, address.id, id)
  }
  const conversation = (await lockFacts(tx, workspaceId, id)) ?? (await findFacts(tx, workspaceId, id))
  if (!conversation) throw new Error('the internal conversation was not stored')
  return { ...conversation, address_id: address.id }
}
