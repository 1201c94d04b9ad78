// Writing down by hand what happened where we can neither send nor receive. An entry is a message of the thread that
// left or came elsewhere: it passes no gate, because it goes nowhere, and wakes no turn. Its place is when it was
// written down; its own time stands with it.
import {
  findAddress,
  findAddressById,
  findContact,
  insertAddress,
  listAddresses,
  nameIfUnknown,
} from '#db/contacts.ts'
import { type ConversationFacts, markRead, moveConversation } from '#db/conversations.ts'
import { claimExternalId, openAddress, openThread } from '#db/echoes.ts'
import { appendEvents } from '#db/events.ts'
import { findByExternalId, insertLogged } from '#db/logged.ts'
import { pointThread } from '#db/messages.ts'
import type { Tx } from '#db/pool.ts'
import { normaliseAddress } from '#domain/address.ts'
import type { LogRules } from '#domain/channel.ts'
import { Refusal } from '#domain/errors.ts'
import { isBelow } from '#domain/linkedin-profile.ts'
import type { Direction } from '#domain/message.ts'
import type { Connected } from './accounts.ts'
import { type Actor, mustLock } from './axes.ts'
import type { Flow } from './deps.ts'

export type Entry = {
  direction: Direction
  kind: string
  text: string
  happenedAt?: string | undefined
  url?: string | undefined
  clientId: string
}
type Place = { conversationId: string; inboxId?: string | undefined; addressId?: string | undefined }
type Log = Connected & { rules: LogRules; label: string }

/** Clocks differ. */
const SKEW_MS = 300_000
const OLDEST = Date.parse('2000-01-01T00:00:00Z')

/** Adds an entry to a conversation; returns the message's id, the same one for the same `clientId`. */
export async function logEntry(
  flow: Flow,
  workspaceId: string,
  actor: Actor,
  place: Place,
  entry: Entry,
): Promise<string> {
  return flow.store.transaction(async (tx) => {
    const conversation = await mustLock(tx, workspaceId, place.conversationId)
    const log = await mustBeLog(flow, workspaceId, place.inboxId ?? conversation.inbox_id, tx)
    const meta = checkEntry(entry, log, flow.clock.now())
    const address = await findAddressById(tx, workspaceId, place.addressId ?? conversation.address_id)
    if (
      address?.kind !== log.channel.capabilities.addressKind ||
      address.contact_id !== conversation.contact_id
    )
      throw new Refusal('no_address', `This contact has no address on ${log.label}. Add their profile first.`)
    return write(flow, tx, workspaceId, actor, conversation, log, address.id, entry, meta)
  })
}

export type Who = { contactId?: string | undefined; person?: string | undefined; name?: string | undefined }

/** Adds an entry about somebody, on the log's own thread with them; contact, address and thread are made where missing. */
export async function logNew(
  flow: Flow,
  workspaceId: string,
  actor: Actor,
  inboxId: string,
  who: Who,
  entry: Entry,
): Promise<string> {
  const log = await mustBeLog(flow, workspaceId, inboxId)
  const meta = checkEntry(entry, log, flow.clock.now())
  const { addressKind } = log.channel.capabilities
  const value = who.person ? normaliseAddress(addressKind, who.person) : null
  if (who.person && value === null) {
    const { label, placeholder } = log.rules.person
    throw new Refusal('invalid_input', `This is no ${label}. Copy its address: ${placeholder}`, {
      fields: [{ path: 'person', message: `This is no ${label}. Copy its address: ${placeholder}` }],
    })
  }
  if (who.contactId && !(await findContact(flow.store, workspaceId, who.contactId)))
    throw new Refusal('not_found', 'There is no such contact.')
  return flow.store.transaction(async (tx) => {
    const place = await findPlace(flow, tx, workspaceId, actor, log, who, value)
    const conversation = await mustLock(tx, workspaceId, place.conversationId)
    return write(flow, tx, workspaceId, actor, conversation, log, place.addressId, entry, meta)
  })
}

async function mustBeLog(flow: Flow, workspaceId: string, inboxId: string, tx?: Tx): Promise<Log> {
  const connected = await flow.accounts.byId(workspaceId, inboxId, tx)
  if (!connected || connected.removed) throw new Refusal('not_found', 'There is no such inbox.')
  const { loggedByHand: rules, label } = connected.channel.capabilities
  if (!rules)
    throw new Refusal(
      'invalid_input',
      `Nothing is logged by hand on ${label}: messages come and go there by themselves.`,
    )
  return { ...connected, rules, label }
}

function checkEntry(
  entry: Entry,
  { rules, label }: Log,
  now: Date,
): { happenedAt: string; url: string | null } {
  const wrong = (path: string, message: string) => {
    throw new Refusal('invalid_input', message, { fields: [{ path, message }] })
  }
  const kind = rules.kinds.find((each) => each.value === entry.kind)
  if (!kind) wrong('kind', `On ${label} this can be: ${rules.kinds.map((each) => each.value).join(', ')}.`)
  if (entry.text === '' && !kind?.wordless) wrong('text', 'Write down what was said.')
  const at = entry.happenedAt ? Date.parse(entry.happenedAt) : now.getTime()
  if (at > now.getTime() + SKEW_MS) wrong('happenedAt', 'This is in the future. Log it when it has happened.')
  if (at < OLDEST) wrong('happenedAt', 'This is too long ago: check the year.')
  const url = entry.url ? URL.parse(entry.url) : null
  if (entry.url && (url?.protocol !== 'https:' || !isBelow(url.hostname, rules.linkHost)))
    wrong(
      'url',
      `The link must lead to ${rules.linkHost}: open the place there and copy its address (https://…).`,
    )
  return { happenedAt: new Date(Math.min(at, now.getTime())).toISOString(), url: url?.href ?? null }
}

async function findPlace(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  actor: Actor,
  log: Log,
  who: Who,
  value: string | null,
): Promise<{ conversationId: string; addressId: string }> {
  const at = flow.clock.now()
  const person = await findPerson(flow, tx, workspaceId, actor, log, who, value)
  const thread = await openThread(tx, workspaceId, {
    ...person,
    conversationId: flow.ids.next('conv', at),
    inboxId: log.account.id,
    channel: log.account.channel,
    at,
  })
  if (thread.made) {
    // Nobody but people can do anything here.
    const handledBy = { id: actor.id, name: actor.name }
    await moveConversation(tx, workspaceId, thread.id, { status: 'active', handler: 'human', handledBy })
    await appendEvents(tx, workspaceId, [
      {
        type: 'conversation.created',
        conversationId: thread.id,
        contactId: person.contactId,
        actor: actor.id,
      },
    ])
  }
  return { conversationId: thread.id, addressId: person.addressId }
}

async function findPerson(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  actor: Actor,
  log: Log,
  who: Who,
  value: string | null,
): Promise<{ contactId: string; addressId: string }> {
  const kind = log.channel.capabilities.addressKind
  const at = flow.clock.now()
  const known = value === null ? null : await findAddress(tx, workspaceId, kind, value)
  if (known && who.contactId && known.contact_id !== who.contactId)
    throw new Refusal('conflict', 'This profile belongs to another contact.', {
      facts: { contactId: known.contact_id },
    })
  if (known) return { contactId: known.contact_id, addressId: known.id }
  const { contactId } = who
  if (value === null) {
    const own = contactId
      ? (await listAddresses(tx, workspaceId, contactId)).find((address) => address.kind === kind)
      : undefined
    if (!own)
      throw new Refusal('no_address', `This contact has no address on ${log.label}. Fill in their profile.`, {
        fields: [{ path: 'person', message: `Fill in their ${log.rules.person.label}.` }],
      })
    return { contactId: own.contact_id, addressId: own.id }
  }
  const addressId = flow.ids.next('adr', at)
  if (contactId) {
    if (!(await insertAddress(tx, workspaceId, { id: addressId, contactId, kind, value, at })))
      throw new Refusal('conflict', 'Somebody added this profile at the same moment. Try again.')
    await appendEvents(tx, workspaceId, [{ type: 'contact.updated', contactId, actor: actor.id }])
    return { contactId, addressId }
  }
  // Whoever adds the same person at the same moment finds the first.
  const made = await openAddress(tx, workspaceId, {
    id: addressId,
    contactId: flow.ids.next('con', at),
    kind,
    value,
    at,
  })
  if (who.name) await nameIfUnknown(tx, workspaceId, made.contactId, who.name)
  if (made.made)
    await appendEvents(tx, workspaceId, [
      { type: 'contact.created', contactId: made.contactId, actor: actor.id },
    ])
  return { contactId: made.contactId, addressId: made.id }
}

async function write(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  actor: Actor,
  conversation: ConversationFacts,
  log: Log,
  addressId: string,
  entry: Entry,
  checked: { happenedAt: string; url: string | null },
): Promise<string> {
  const inboxId = log.account.id
  const externalId = `log:${entry.clientId}`
  if (!(await claimExternalId(tx, workspaceId, inboxId, externalId))) {
    const stored = await findByExternalId(tx, workspaceId, inboxId, externalId)
    if (stored) return stored.id
  }
  const now = flow.clock.now()
  const id = flow.ids.next('msg', now)
  const seq = conversation.last_seq + 1
  const ours = entry.direction === 'out'
  await insertLogged(tx, workspaceId, {
    id,
    conversationId: conversation.id,
    seq,
    direction: entry.direction,
    channel: log.account.channel,
    inboxId,
    addressId,
    externalId,
    author: ours ? actor.kind : 'contact',
    authorId: ours ? actor.id : null,
    authorName: ours ? actor.name : null,
    body: entry.text,
    logged: { kind: entry.kind, ...checked, by: { id: actor.id, name: actor.name } },
    clientId: entry.clientId,
    at: now,
  })
  conversation.last_seq = seq
  await pointThread(tx, workspaceId, inboxId, addressId, conversation.id)
  // Who writes it down has read it.
  await markRead(tx, workspaceId, actor.id, conversation.id, seq)
  await appendEvents(tx, workspaceId, [
    {
      type: ours ? 'message.status' : 'message.received',
      conversationId: conversation.id,
      contactId: conversation.contact_id,
      messageId: id,
      actor: actor.id,
      data: { logged: true, status: ours ? 'sent' : 'received' },
    },
  ])
  return id
}
