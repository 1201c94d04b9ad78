// After an undo nothing of the one contact may lead to the other: a reply that was written across both in the meantime
// has moved the place where a conversation answers, and where the next message of an address goes.
import type { Place, Pointer } from './merges.ts'
import { query, type Tx } from './pool.ts'

/**
 * Sets right where conversations answer. One that still answers where it did before the merge is left alone; one that
 * leads to the other contact answers again where its own contact wrote last, or where it did before.
 */
export async function straightenPlaces(
  tx: Tx,
  workspaceId: string,
  contacts: string[],
  former: Place[],
): Promise<string[]> {
  const rows = await query<{ id: string }>(
    tx,
    `with crossing as (
       select c.id, c.contact_id, f.inbox_id as f_inbox, f.address_id as f_address, f.channel as f_channel
       from conversations c
       join addresses a on a.workspace_id = c.workspace_id and a.id = c.address_id
       left join jsonb_to_recordset($3::jsonb) as f (id text, inbox_id text, address_id text, channel text) on f.id = c.id
       where c.workspace_id = $1 and c.contact_id = any($2) and a.contact_id = any($2) and a.contact_id <> c.contact_id
         and c.address_id is distinct from f.address_id
     ), right_place as (
       select x.id, coalesce(m.inbox_id, x.f_inbox) as inbox_id, coalesce(m.address_id, x.f_address) as address_id,
         coalesce(m.channel, x.f_channel) as channel
       from crossing x left join lateral (
         select m.inbox_id, m.address_id, m.channel from messages m
         join addresses a on a.workspace_id = m.workspace_id and a.id = m.address_id and a.contact_id = x.contact_id
         where m.workspace_id = $1 and m.conversation_id = x.id and not m.automatic
         order by (m.direction = 'in') desc, m.seq desc limit 1) m on true
     )
     update conversations c set inbox_id = r.inbox_id, address_id = r.address_id, channel = r.channel
     from right_place r where c.workspace_id = $1 and c.id = r.id and r.address_id is not null returning c.id`,
    [workspaceId, contacts, JSON.stringify(former)],
  )
  return rows.map((r) => r.id)
}

/**
 * Sets right where the next message of each address goes. One that leads to the other contact leads where it did before
 * the merge; where that was nowhere, to its own contact's last conversation there, or a new one begins.
 */
export async function straightenPointers(
  tx: Tx,
  workspaceId: string,
  contacts: string[],
  former: Pointer[],
): Promise<void> {
  await query(
    tx,
    `with crossing as (
       select t.inbox_id, t.address_id, a.contact_id, f.conversation_id as f_conversation
       from threads t
       join addresses a on a.workspace_id = t.workspace_id and a.id = t.address_id
       join conversations c on c.workspace_id = t.workspace_id and c.id = t.conversation_id
       left join jsonb_to_recordset($3::jsonb) as f (inbox_id text, address_id text, conversation_id text)
         on f.inbox_id = t.inbox_id and f.address_id = t.address_id
       where t.workspace_id = $1 and a.contact_id = any($2) and c.contact_id = any($2) and c.contact_id <> a.contact_id
         and t.conversation_id is distinct from f.conversation_id
     ), right_place as (
       select x.inbox_id, x.address_id, coalesce(
         (select c.id from conversations c where c.workspace_id = $1 and c.id = x.f_conversation and c.contact_id = x.contact_id),
         (select c.id from conversations c where c.workspace_id = $1 and c.contact_id = x.contact_id
            and c.inbox_id = x.inbox_id and c.address_id = x.address_id order by c.last_message_at desc limit 1)) as conversation_id
       from crossing x
     ), pointed as (
       update threads t set conversation_id = r.conversation_id from right_place r
       where t.workspace_id = $1 and t.inbox_id = r.inbox_id and t.address_id = r.address_id and r.conversation_id is not null
     )
     delete from threads t using right_place r
     where t.workspace_id = $1 and t.inbox_id = r.inbox_id and t.address_id = r.address_id and r.conversation_id is null`,
    [workspaceId, contacts, JSON.stringify(former)],
  )
}
