// What is known about a contact, and who said so: the front desk fills gaps and updates its own, and never touches what
// a person entered.
import type { FactSource, LeadStatus } from '#domain/contact.ts'
import { query, type Store, type Tx } from './pool.ts'

export type FactRecord = {
  field: string
  value: string
  source: FactSource
  message_id: string | null
  confidence: number | null
  at: Date
}
export type FactWithPlace = FactRecord & { conversation_id: string | null; seq: number | null }

/** Writes where fields came from; a fact without a value is forgotten. */
export async function recordFacts(
  tx: Tx,
  workspaceId: string,
  contactId: string,
  facts: (Omit<FactRecord, 'value'> & { value: string | null })[],
): Promise<void> {
  for (const f of facts)
    await query(
      tx,
      f.value === null
        ? 'delete from contact_facts where workspace_id = $1 and contact_id = $2 and field = $3'
        : `insert into contact_facts (workspace_id, contact_id, field, value, source, message_id, confidence, at)
           values ($1, $2, $3, $4, $5, $6, $7, $8)
           on conflict (workspace_id, contact_id, field) do update set value = excluded.value, source = excluded.source,
             message_id = excluded.message_id, confidence = excluded.confidence, at = excluded.at`,
      f.value === null
        ? [workspaceId, contactId, f.field]
        : [workspaceId, contactId, f.field, f.value, f.source, f.message_id, f.confidence, f.at],
    )
}

/** Everything that is on record, with the place in a thread where it was said, if it is still there. */
export async function listFacts(
  store: Store,
  workspaceId: string,
  contactId: string,
): Promise<FactWithPlace[]> {
  return store.run(
    'facts',
    `select f.field, f.value, f.source, f.message_id, f.confidence, f.at, m.conversation_id, m.seq
     from contact_facts f left join messages m on m.workspace_id = f.workspace_id and m.id = f.message_id
     where f.workspace_id = $1 and f.contact_id = $2 order by f.field`,
    [workspaceId, contactId],
  )
}

export type LeadRow = {
  name: string | null
  name_source: FactSource
  company: string | null
  need: string | null
  time_zone: string | null
  lead_status: LeadStatus
  reachable: boolean
}

/** The contact's lead, locked until the transaction ends, with what is on record about it. */
export async function lockLead(
  tx: Tx,
  workspaceId: string,
  contactId: string,
): Promise<{ lead: LeadRow; facts: FactRecord[] } | null> {
  const [lead] = await query<LeadRow>(
    tx,
    `select p.name, p.name_source, p.company, p.need, p.time_zone, p.lead_status,
       exists (select 1 from addresses a where a.workspace_id = p.workspace_id and a.contact_id = p.id and a.kind in ('phone', 'email')) as reachable
     from contacts p where p.workspace_id = $1 and p.id = $2 for update of p`,
    [workspaceId, contactId],
  )
  if (!lead) return null
  const facts = await query<FactRecord>(
    tx,
    'select field, value, source, message_id, confidence, at from contact_facts where workspace_id = $1 and contact_id = $2',
    [workspaceId, contactId],
  )
  return { lead, facts }
}

/** Writes what the front desk may write of a lead. */
export async function writeLead(
  tx: Tx,
  workspaceId: string,
  contactId: string,
  change: Partial<{
    name: string
    name_source: 'ai'
    company: string
    need: string
    time_zone: string
    lead_status: LeadStatus
  }>,
): Promise<void> {
  if (Object.keys(change).length === 0) return
  await tx
    .updateTable('contacts')
    .set(change)
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', contactId)
    .execute()
}

/** The customer's messages of a stretch of a conversation: where something was said. */
export async function textsBetween(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
  after: number,
  upTo: number,
): Promise<{ id: string; body: string }[]> {
  return query(
    tx,
    `select id, left(body, 4000) as body from messages where workspace_id = $1 and conversation_id = $2 and direction = 'in'
       and seq > $3 and seq <= $4 order by seq`,
    [workspaceId, conversationId, after, upTo],
  )
}
