// What contacts give away about who they are, and who shares it.
import type { AddressKind } from '#domain/channel.ts'
import type { Clue } from '#domain/identity.ts'
import { query, type Store, type Tx } from './pool.ts'

export type IdentityFacts = {
  name: string | null
  company: string | null
  country: string
  addresses: { kind: AddressKind; value: string }[]
  /** What they wrote that may hold an address, the newest first; `full` is the mail with its signature. */
  texts: { body: string; full: string | null }[]
}

/** So many messages that look as if they held an address are read. */
const TEXTS = 100
/** So many conversations, the newest first: who has more is known well by their addresses. */
const CONVERSATIONS = 20

/** Null for who is gone, or is one of the business's own people. */
export async function readIdentityFacts(
  store: Store,
  workspaceId: string,
  contactId: string,
): Promise<IdentityFacts | null> {
  const [row] = await store.run<IdentityFacts>(
    'identity-facts',
    `select p.name, p.company, w.profile ->> 'country' as country,
       coalesce((select jsonb_agg(jsonb_build_object('kind', a.kind, 'value', a.value)) from addresses a
         where a.workspace_id = p.workspace_id and a.contact_id = p.id), '[]') as addresses,
       coalesce((select jsonb_agg(jsonb_build_object('body', left(said.body, 20000), 'full', left(said.full_text, 20000)) order by said.id desc) from (
         select m.id, m.body, b.full_text
         from (select c.workspace_id, c.id from conversations c where c.workspace_id = p.workspace_id and c.contact_id = p.id
           order by c.last_message_at desc limit ${CONVERSATIONS}) c
         join messages m on m.workspace_id = c.workspace_id and m.conversation_id = c.id
         left join mail_bodies b on b.workspace_id = m.workspace_id and b.message_id = m.id
         where m.direction = 'in' and not m.automatic
           and (m.body ~ '@|[0-9]([ ().-]{0,2}[0-9]){6}' or b.full_text ~ '@|[0-9]([ ().-]{0,2}[0-9]){6}')
         order by m.id desc limit ${TEXTS}) said), '[]') as texts
     from contacts p join workspaces w on w.id = p.workspace_id
     where p.workspace_id = $1 and p.id = $2 and not p.internal`,
    [workspaceId, contactId],
  )
  return row ?? null
}

/** The addresses of the business itself: customers quote them, and they say nothing about who a customer is. */
export async function listOwnAddresses(store: Store, workspaceId: string): Promise<string[]> {
  const rows = await store.run<{ address: string }>(
    'own-addresses',
    `select address from inboxes where workspace_id = $1 and address <> ''
     union select email from members where workspace_id = $1
     union select unnest(array[profile ->> 'phone', profile ->> 'email', settings -> 'alerts' ->> 'phone', settings -> 'alerts' ->> 'email'])
       from workspaces where id = $1
     union select unnest(array[person ->> 'phone', person ->> 'email']) from workspaces w, jsonb_array_elements(w.settings -> 'handover' -> 'people') person where w.id = $1`,
    [workspaceId],
  )
  return rows.flatMap((r) => (r.address ? [r.address] : []))
}

/** Replaces what is known of a contact. False where the contact is gone. */
export async function replaceClues(
  tx: Tx,
  workspaceId: string,
  contactId: string,
  clues: Clue[],
): Promise<boolean> {
  const there = await query(tx, 'select 1 from contacts where workspace_id = $1 and id = $2 for key share', [
    workspaceId,
    contactId,
  ])
  if (there.length === 0) return false
  await query(
    tx,
    `with fresh as (
       select distinct on (clue, how) clue, how, words from jsonb_to_recordset($3::jsonb) as c (clue text, how text, words text)
     ), gone as (
       delete from contact_clues c where c.workspace_id = $1 and c.contact_id = $2
         and not exists (select 1 from fresh f where f.clue = c.clue and f.how = c.how)
     )
     insert into contact_clues (workspace_id, contact_id, clue, how, words) select $1, $2, clue, how, words from fresh
     on conflict do nothing`,
    [workspaceId, contactId, JSON.stringify(clues)],
  )
  return true
}

/** What so many share is a switchboard or a mistake. */
const CROWD = 6

/** Who shares a clue with this contact, with all that they share. Clues of a crowd count for nothing. */
export async function findSharing(
  tx: Tx,
  workspaceId: string,
  contactId: string,
): Promise<{ contact_id: string; clues: Clue[] }[]> {
  return query(
    tx,
    `with mine as (select distinct clue from contact_clues where workspace_id = $1 and contact_id = $2),
     telling as (
       select mine.clue from mine cross join lateral (
         select 1 from contact_clues c where c.workspace_id = $1 and c.clue = mine.clue limit ${CROWD * 2}) held
       group by mine.clue having count(*) < ${CROWD * 2})
     select c.contact_id, jsonb_agg(jsonb_build_object('clue', c.clue, 'how', c.how, 'words', c.words)) as clues
     from telling t join contact_clues c on c.workspace_id = $1 and c.clue = t.clue and c.contact_id <> $2
     group by c.contact_id order by c.contact_id limit 20`,
    [workspaceId, contactId],
  )
}

/**
 * The next contacts, in the order in which they were made, that the walk of the sweep has not passed; it is moved on in
 * the caller's transaction. Only those that are older than `before`, so that none is made behind it.
 */
export async function passContacts(
  tx: Tx,
  before: Date,
  limit: number,
): Promise<{ workspace_id: string; id: string }[]> {
  return query(
    tx,
    `with next as (
       select w.id as workspace_id, c.id from workspaces w
       left join contact_match_progress p on p.workspace_id = w.id
       cross join lateral (
         select c.id from contacts c where c.workspace_id = w.id and c.id > coalesce(p.upto, '') and c.created_at < $1
         order by c.id limit $2) c
       limit $2
     ), moved as (
       insert into contact_match_progress (workspace_id, upto) select workspace_id, max(id) from next group by workspace_id
       on conflict (workspace_id) do update set upto = greatest(contact_match_progress.upto, excluded.upto)
     )
     select workspace_id, id from next`,
    [before, limit],
  )
}
