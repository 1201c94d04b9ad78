// Contacts, their addresses, notes and consent.
import type { AddressKind, ChannelKind } from '#domain/channel.ts'
import type { ConsentSource } from '#domain/consent.ts'
import type { LeadStatus, Temperature } from '#domain/contact.ts'
import type { Reach } from '#domain/do-not-disturb.ts'
import type { PurposeClass } from '#domain/purpose-class.ts'
import { query, type Store, type Tx } from './pool.ts'

export type AddressRecord = {
  id: string
  contact_id: string
  kind: AddressKind
  value: string
  opted_out_at: Date | null
  unusable_reason: string | null
  unusable_at: Date | null
}
export type ContactRecord = {
  id: string
  name: string | null
  company: string | null
  name_source: 'channel' | 'ai' | 'member' | 'api'
  lead_status: LeadStatus
  temperature_by_hand: Temperature | null
  need: string | null
  time_zone: string | null
  ai_paused_at: Date | null
  ai_paused_reason: string | null
  ai_paused_until: Date | null
  internal: boolean
  sample: boolean
  created_at: Date
  reach: Reach | null
  last_inbound_at: Date | null
  upcoming: number
  escalated: boolean
  addresses: AddressRecord[]
}

type Row = Omit<ContactRecord, 'addresses'> & {
  addresses: (Omit<AddressRecord, 'opted_out_at' | 'unusable_at'> & {
    opted_out_at: string | null
    unusable_at: string | null
  })[]
}

const columns = `p.id, p.name, p.company, p.name_source, p.lead_status, p.temperature_by_hand, p.need, p.time_zone, p.ai_paused_at, p.ai_paused_reason,
  p.ai_paused_until, p.internal, p.sample, p.created_at, p.reach,
  (select max(c.last_inbound_at) from conversations c where c.workspace_id = p.workspace_id and c.contact_id = p.id) as last_inbound_at,
  exists (select 1 from conversations c where c.workspace_id = p.workspace_id and c.contact_id = p.id and c.status = 'escalated') as escalated,
  (select count(*)::int from appointments t where t.workspace_id = p.workspace_id and t.contact_id = p.id and t.status = 'booked' and t.starts_at > now()) as upcoming,
  coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'contact_id', a.contact_id, 'kind', a.kind, 'value', a.value, 'opted_out_at', a.opted_out_at,
      'unusable_reason', a.unusable_reason, 'unusable_at', a.unusable_at) order by a.created_at, a.id)
    from addresses a where a.workspace_id = p.workspace_id and a.contact_id = p.id), '[]') as addresses`

function toRecord(row: Row): ContactRecord {
  return {
    ...row,
    addresses: row.addresses.map((a) => ({
      ...a,
      opted_out_at: a.opted_out_at ? new Date(a.opted_out_at) : null,
      unusable_at: a.unusable_at ? new Date(a.unusable_at) : null,
    })),
  }
}

export async function findContact(
  store: Store,
  workspaceId: string,
  id: string,
): Promise<ContactRecord | null> {
  const [row] = await store.run<Row>(
    'contact',
    `select ${columns} from contacts p where p.workspace_id = $1 and p.id = $2`,
    [workspaceId, id],
  )
  return row ? toRecord(row) : null
}

/** Newest first; `q` matches name, company or an address, also in the middle. */
export async function listContacts(
  store: Store,
  workspaceId: string,
  q: string | null,
  before: string | null,
  limit: number,
): Promise<ContactRecord[]> {
  const rows = await store.run<Row>(
    q ? 'contacts-search' : 'contacts',
    `select ${columns} from contacts p where p.workspace_id = $1 and not p.internal and ($2::text is null or p.id < $2)
     ${q ? `and (p.name ilike $4 or p.company ilike $4 or exists (select 1 from addresses a where a.workspace_id = p.workspace_id and a.contact_id = p.id and a.value ilike $5))` : ''}
     order by p.id desc limit $3`,
    q
      ? [workspaceId, before, limit, `%${escaped(q)}%`, `%${digitsOf(q) ?? escaped(q)}%`]
      : [workspaceId, before, limit],
  )
  return rows.map(toRecord)
}

const escaped = (text: string) => text.replace(/[\\%_]/g, '\\$&')
/** A number is found however it is written. */
function digitsOf(text: string): string | null {
  const digits = text.replace(/\D/g, '')
  return digits.length >= 4 && /^[\d\s()+./-]+$/.test(text) ? digits : null
}

export async function insertContact(
  tx: Tx,
  workspaceId: string,
  contact: {
    id: string
    name: string | null
    company?: string | null
    nameSource: 'member' | 'api' | 'ai' | 'channel'
    internal?: boolean
    sample?: boolean
    at: Date
  },
): Promise<void> {
  await tx
    .insertInto('contacts')
    .values({
      workspace_id: workspaceId,
      id: contact.id,
      name: contact.name,
      company: contact.company ?? null,
      name_source: contact.nameSource,
      internal: contact.internal ?? false,
      sample: contact.sample ?? false,
      created_at: contact.at,
    })
    .execute()
}

/** Adds an address to a contact. False where the workspace knows it already (of whomever). */
export async function insertAddress(
  tx: Tx,
  workspaceId: string,
  address: { id: string; contactId: string; kind: AddressKind; value: string; at: Date },
): Promise<boolean> {
  const result = await tx
    .insertInto('addresses')
    .values({
      workspace_id: workspaceId,
      id: address.id,
      contact_id: address.contactId,
      kind: address.kind,
      value: address.value,
      created_at: address.at,
    })
    .onConflict((c) => c.columns(['workspace_id', 'kind', 'value']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return result !== undefined
}

export async function findAddress(
  tx: Tx,
  workspaceId: string,
  kind: AddressKind,
  value: string,
): Promise<AddressRecord | null> {
  const [row] = await query<AddressRecord>(
    tx,
    'select id, contact_id, kind, value, opted_out_at, unusable_reason, unusable_at from addresses where workspace_id = $1 and kind = $2 and value = $3',
    [workspaceId, kind, value],
  )
  return row ?? null
}
export async function findAddressById(
  tx: Tx,
  workspaceId: string,
  id: string,
): Promise<AddressRecord | null> {
  const [row] = await query<AddressRecord>(
    tx,
    'select id, contact_id, kind, value, opted_out_at, unusable_reason, unusable_at from addresses where workspace_id = $1 and id = $2',
    [workspaceId, id],
  )
  return row ?? null
}
export async function listAddresses(
  tx: Tx,
  workspaceId: string,
  contactId: string,
): Promise<AddressRecord[]> {
  return query(
    tx,
    'select id, contact_id, kind, value, opted_out_at, unusable_reason, unusable_at from addresses where workspace_id = $1 and contact_id = $2 order by created_at, id',
    [workspaceId, contactId],
  )
}

export type ContactChange = Partial<{
  name: string | null
  company: string | null
  name_source: 'ai' | 'member' | 'api'
  lead_status: LeadStatus
  temperature_by_hand: Temperature | null
  need: string | null
  ai_paused_at: Date | null
  ai_paused_reason: string | null
  /** As JSON. */
  reach: string | null
  ai_paused_until: Date | null
}>
export async function updateContact(
  tx: Tx,
  workspaceId: string,
  id: string,
  change: ContactChange,
): Promise<boolean> {
  if (Object.keys(change).length === 0) return true
  const result = await tx
    .updateTable('contacts')
    .set(change)
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** What the front desk learned. Never overwrites what a person entered. */
export async function saveLead(
  tx: Tx,
  workspaceId: string,
  contactId: string,
  lead: { name?: string; company?: string; need?: string },
): Promise<void> {
  await query(
    tx,
    `update contacts set
       name = case when $3::text is not null and (name is null or name_source in ('channel', 'ai')) then $3 else name end,
       name_source = case when $3::text is not null and (name is null or name_source in ('channel', 'ai')) then 'ai' else name_source end,
       company = coalesce(company, $4), need = coalesce($5, need),
       lead_status = case when lead_status = 'new' then 'in_progress' else lead_status end
     where workspace_id = $1 and id = $2`,
    [workspaceId, contactId, lead.name ?? null, lead.company ?? null, lead.need ?? null],
  )
}

/** A booking moves the lead on, unless it is further already. */
export async function markLeadBooked(tx: Tx, workspaceId: string, contactId: string): Promise<void> {
  await query(
    tx,
    `update contacts set lead_status = 'booked' where workspace_id = $1 and id = $2
       and lead_status in ('new', 'contacted', 'in_progress', 'qualified', 'quoted')`,
    [workspaceId, contactId],
  )
}

/** Names a contact that has no name yet; false where there is one. */
export async function nameIfUnknown(
  tx: Tx,
  workspaceId: string,
  contactId: string,
  name: string,
): Promise<boolean> {
  const rows = await query(
    tx,
    'update contacts set name = $3 where workspace_id = $1 and id = $2 and name is null returning id',
    [workspaceId, contactId, name],
  )
  return rows.length > 0
}

/** Moves the opt-out state of an address; false where it is so already. */
export async function setOptOut(
  tx: Tx,
  workspaceId: string,
  addressId: string,
  at: Date | null,
): Promise<boolean> {
  const rows = await query(
    tx,
    `update addresses set opted_out_at = $3 where workspace_id = $1 and id = $2 and (opted_out_at is null) = ($3::timestamptz is not null) returning id`,
    [workspaceId, addressId, at],
  )
  return rows.length > 0
}

export async function setUnusable(
  tx: Tx,
  workspaceId: string,
  addressId: string,
  unusable: { reason: string; at: Date } | null,
): Promise<void> {
  await tx
    .updateTable('addresses')
    .set({ unusable_reason: unusable?.reason ?? null, unusable_at: unusable?.at ?? null })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', addressId)
    .execute()
}

export type ConsentRecord = {
  id: string
  action: 'opt_out' | 'opt_in'
  channel: ChannelKind | null
  address_kind: AddressKind
  address_value: string
  source: ConsentSource
  actor: string | null
  text: string | null
  /** What it is about; null: everything. */
  purpose: PurposeClass | null
  at: Date
  /** The message it came from, where it is still there. */
  message_id: string | null
  message_conversation_id: string | null
  message_seq: number | null
}
/** Puts a row into the ledger; it enters the workspace's chain when the transaction commits. */
export async function insertConsent(
  tx: Tx,
  workspaceId: string,
  c: {
    id: string
    addressId: string
    contactId: string
    channel: ChannelKind | null
    action: 'opt_out' | 'opt_in'
    source: ConsentRecord['source']
    actor: string | null
    text: string | null
    messageId: string | null
    /** Absent: everything. */
    purpose?: PurposeClass | undefined
    at: Date
  },
): Promise<void> {
  await tx
    .insertInto('consents')
    .values({
      workspace_id: workspaceId,
      id: c.id,
      address_id: c.addressId,
      contact_id: c.contactId,
      channel: c.channel,
      action: c.action,
      source: c.source,
      actor: c.actor,
      text: c.text,
      message_id: c.messageId,
      purpose: c.purpose ?? null,
      at: c.at,
    })
    .execute()
}
export async function listConsents(
  store: Store,
  workspaceId: string,
  contactId: string,
): Promise<ConsentRecord[]> {
  return store.run(
    'consents',
    `select c.id, c.action, c.channel, a.kind as address_kind, a.value as address_value, c.source, c.actor, c.text, c.purpose, c.at,
       m.id as message_id, m.conversation_id as message_conversation_id, m.seq as message_seq
     from consents c join addresses a on a.workspace_id = c.workspace_id and a.id = c.address_id
     left join messages m on m.workspace_id = c.workspace_id and m.id = c.message_id
     where c.workspace_id = $1 and c.contact_id = $2 order by c.at desc, c.id desc limit 100`,
    [workspaceId, contactId],
  )
}
/** Which of these messages changed somebody's consent, and how it was handled. */
export async function consentsOfMessages(
  tx: Tx,
  workspaceId: string,
  messageIds: string[],
): Promise<{ message_id: string; action: 'opt_out' | 'opt_in'; source: string; address_id: string }[]> {
  return query(
    tx,
    'select message_id, action, source, address_id from consents where workspace_id = $1 and message_id = any($2)',
    [workspaceId, messageIds],
  )
}

export async function listNotes(
  store: Store,
  workspaceId: string,
  contactId: string,
): Promise<{ id: string; body: string; author: string | null; created_at: Date }[]> {
  return store.run(
    'notes',
    'select id, body, author, created_at from notes where workspace_id = $1 and contact_id = $2 order by created_at desc, id desc limit 200',
    [workspaceId, contactId],
  )
}
export async function insertNote(
  tx: Tx,
  workspaceId: string,
  note: { id: string; contactId: string; body: string; author: string | null; at: Date },
): Promise<void> {
  await tx
    .insertInto('notes')
    .values({
      workspace_id: workspaceId,
      id: note.id,
      contact_id: note.contactId,
      body: note.body,
      author: note.author,
      created_at: note.at,
    })
    .execute()
}
