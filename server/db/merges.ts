// Two contacts become one, and become two again: the statements. Every function is called inside the transaction of
// server/flow/merge.ts, which holds both contacts.
import type { Person } from '#domain/contact-merge.ts'
import { type MovedTable, movedTables } from './contact-tables.ts'
import type { KeptSuggestion } from './merge-suggestions.ts'
import { query, type Store, type Tx } from './pool.ts'

/** A contact's row as JSON, with every column that there is. */
export type ContactRow = Person & { id: string; internal: boolean } & Record<string, unknown>
export type Place = { id: string; contact_id: string; inbox_id: string; address_id: string; channel: string }
export type Pointer = { inbox_id: string; address_id: string; conversation_id: string }
export type MergeRecord = {
  id: string
  position: number
  into_id: string
  from_id: string
  from_row: ContactRow
  suggestions: KeptSuggestion[]
  former: Partial<Person>
  made: Partial<Person>
  moved: Record<string, string[]>
  places: Place[]
  threads: Pointer[]
  by_name: string
  created_at: Date
  undone_at: Date | null
}

const columns =
  'id, position, into_id, from_id, from_row, suggestions, former, made, moved, places, threads, by_name, created_at, undone_at'

/**
 * Holds both contacts and all that hangs on them, always in the same order: merges of a workspace one after the other,
 * then conversations (as every writer of messages does), contacts, addresses.
 */
export async function lockContacts(
  tx: Tx,
  workspaceId: string,
  ids: string[],
): Promise<Map<string, ContactRow>> {
  await query(tx, `select pg_advisory_xact_lock(hashtextextended('merge ' || $1, 12))`, [workspaceId])
  const lockConversations = () =>
    query(
      tx,
      'select id from conversations where workspace_id = $1 and contact_id = any($2) order by id for update',
      [workspaceId, ids],
    )
  await lockConversations()
  await query(tx, 'select id from contacts where workspace_id = $1 and id = any($2) order by id for update', [
    workspaceId,
    ids,
  ])
  // One that began in between: from here on nobody can add another.
  await lockConversations()
  await query(
    tx,
    'select id from addresses where workspace_id = $1 and contact_id = any($2) order by id for update',
    [workspaceId, ids],
  )
  const rows = await readRows(tx, workspaceId, ids)
  return new Map(rows.map((row) => [row.id, row]))
}

export async function readRows(tx: Tx, workspaceId: string, ids: string[]): Promise<ContactRow[]> {
  const rows = await query<{ row: ContactRow }>(
    tx,
    `select to_jsonb(p) - 'workspace_id' as row from contacts p where workspace_id = $1 and id = any($2)`,
    [workspaceId, ids],
  )
  return rows.map((r) => r.row)
}

/** Where each conversation of these contacts answers, and where the next message of each address goes. */
export async function readPlaces(
  tx: Tx,
  workspaceId: string,
  ids: string[],
): Promise<{ places: Place[]; threads: Pointer[] }> {
  const places = await query<Place>(
    tx,
    'select id, contact_id, inbox_id, address_id, channel from conversations where workspace_id = $1 and contact_id = any($2) order by id',
    [workspaceId, ids],
  )
  const threads = await query<Pointer>(
    tx,
    `select t.inbox_id, t.address_id, t.conversation_id from threads t
     join addresses a on a.workspace_id = t.workspace_id and a.id = t.address_id
     where a.workspace_id = $1 and a.contact_id = any($2) order by 1, 2`,
    [workspaceId, ids],
  )
  return { places, threads }
}

/** Gives all rows of one contact to another; the ids that moved, by table. */
export async function moveRows(
  tx: Tx,
  workspaceId: string,
  from: string,
  into: string,
): Promise<Record<string, string[]>> {
  const moved: Record<string, string[]> = {}
  for (const { table, key } of movedTables) {
    const rows = await query<{ id: string }>(
      tx,
      `update ${table} set contact_id = $3 where workspace_id = $1 and contact_id = $2 returning ${key} as id`,
      [workspaceId, from, into],
    )
    moved[table] = rows.map((r) => r.id).sort()
  }
  return moved
}

/** Gives rows back: those that moved, and those that came later with one that goes back. Returns the conversations. */
export async function moveBack(
  tx: Tx,
  workspaceId: string,
  merge: MergeRecord,
): Promise<{ conversations: string[] }> {
  const { into_id, from_id, moved } = merge
  const back: Record<string, string[]> = { address_id: moved.addresses ?? [], conversation_id: [] }
  const known = merge.places.map((p) => p.id)
  for (const one of movedTables) {
    const rows = await query<{ id: string }>(
      tx,
      `update ${one.table} t set contact_id = $3 where t.workspace_id = $1 and t.contact_id = $2
         and (t.${one.key} = any($4) or (${cameWith(one)} and $5::text[] is not null and $6::text[] is not null))
       returning t.${one.key} as id`,
      [
        workspaceId,
        into_id,
        from_id,
        moved[one.table] ?? [],
        one.later ? (back[one.later] ?? []) : [],
        one.table === 'conversations' ? known : [],
      ],
    )
    if (one.table === 'conversations') back.conversation_id = rows.map((r) => r.id)
  }
  return { conversations: back.conversation_id ?? [] }
}

/** A conversation belongs to whoever began it: to the address of its first message. */
function cameWith({ table, later }: MovedTable): string {
  if (later === null) return 'false'
  if (table !== 'conversations') return `t.${later} = any($5)`
  return `not t.id = any($6) and coalesce((select m.address_id from messages m where m.workspace_id = t.workspace_id
    and m.conversation_id = t.id order by m.seq limit 1), t.address_id) = any($5)`
}

/** Sets the survivor's fields and gives back what they were and are, as the database spells them. */
export async function setPerson(
  tx: Tx,
  workspaceId: string,
  before: ContactRow,
  person: Partial<Person>,
): Promise<{ former: Partial<Person>; made: Partial<Person> }> {
  const names = Object.keys(person) as (keyof Person)[]
  if (names.length > 0)
    await query(
      tx,
      `update contacts p set (${names.join(', ')}) = (
         select ${names.join(', ')} from jsonb_populate_record(null::contacts, $3::jsonb))
       where p.workspace_id = $1 and p.id = $2`,
      [workspaceId, before.id, JSON.stringify(person)],
    )
  const [after] = await readRows(tx, workspaceId, [before.id])
  const pick = (row: Partial<Person>) =>
    Object.fromEntries(names.map((name) => [name, row[name]])) as Partial<Person>
  return { former: pick(before), made: pick(after ?? person) }
}

export async function deleteContact(tx: Tx, workspaceId: string, id: string): Promise<void> {
  await query(tx, 'delete from contacts where workspace_id = $1 and id = $2', [workspaceId, id])
}

/** Puts a contact's row back. Columns that were added since get their defaults. */
export async function restoreContact(tx: Tx, workspaceId: string, row: ContactRow): Promise<void> {
  const names = ['workspace_id', ...Object.keys(row)].filter((name) => /^[a-z_]+$/.test(name)).join(', ')
  await query(
    tx,
    `insert into contacts (${names}) select ${names} from jsonb_populate_record(null::contacts, $1::jsonb)`,
    [JSON.stringify({ ...row, workspace_id: workspaceId })],
  )
}

export async function insertMerge(
  tx: Tx,
  workspaceId: string,
  m: Omit<MergeRecord, 'undone_at' | 'position'>,
): Promise<void> {
  const json = JSON.stringify
  await query(
    tx,
    `insert into contact_merges (workspace_id, id, into_id, from_id, from_row, suggestions, former, made, moved, places, threads, by_name, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      workspaceId,
      m.id,
      m.into_id,
      m.from_id,
      json(m.from_row),
      json(m.suggestions),
      json(m.former),
      json(m.made),
      json(m.moved),
      json(m.places),
      json(m.threads),
      m.by_name,
      m.created_at,
    ],
  )
}

export async function findMerge(tx: Tx, workspaceId: string, id: string): Promise<MergeRecord | null> {
  const [row] = await query<MergeRecord>(
    tx,
    `select ${columns} from contact_merges where workspace_id = $1 and id = $2`,
    [workspaceId, id],
  )
  return row ?? null
}

/** The merges that made a contact what it is and can be undone, the newest first. */
export async function listMerges(tx: Tx, workspaceId: string, intoId: string): Promise<MergeRecord[]> {
  return query(
    tx,
    `select ${columns} from contact_merges where workspace_id = $1 and into_id = $2 and undone_at is null
     order by position desc`,
    [workspaceId, intoId],
  )
}

export async function markUndone(
  tx: Tx,
  workspaceId: string,
  id: string,
  by: { name: string; at: Date },
): Promise<void> {
  await query(
    tx,
    'update contact_merges set undone_at = $3, undone_by = $4 where workspace_id = $1 and id = $2',
    [workspaceId, id, by.at, by.name],
  )
}

/** Rewrites what an older value was in a merge that stays, because the merge that made that value is undone. */
export async function setFormer(
  tx: Tx,
  workspaceId: string,
  id: string,
  former: Partial<Person>,
): Promise<void> {
  await query(tx, 'update contact_merges set former = $3 where workspace_id = $1 and id = $2', [
    workspaceId,
    id,
    JSON.stringify(former),
  ])
}

/** The contact that an id leads to now: itself, or the survivor of its merges. Null where there is none. */
export async function findSurvivor(store: Store, workspaceId: string, id: string): Promise<string | null> {
  const [row] = await store.run<{ id: string }>(
    'survivor',
    `with recursive chain as (
       select $2::text collate "C" as id
       union all
       select m.into_id from chain join contact_merges m on m.workspace_id = $1 and m.from_id = chain.id and m.undone_at is null
     ) select p.id from chain join contacts p on p.workspace_id = $1 and p.id = chain.id limit 1`,
    [workspaceId, id],
  )
  return row?.id ?? null
}

/** How much of a contact would move. */
export async function countMoving(
  store: Store,
  workspaceId: string,
  id: string,
): Promise<{ conversations: number; notes: number; appointments: number; consents: number }> {
  const count = (table: string, more = '') =>
    `(select count(*)::int from ${table} where workspace_id = $1 and contact_id = $2 ${more}) as ${table}`
  const [row] = await store.run<{
    conversations: number
    notes: number
    appointments: number
    consents: number
  }>(
    'merge-counts',
    `select ${[count('conversations', "and kind = 'customer'"), count('notes'), count('appointments'), count('consents')].join(', ')}`,
    [workspaceId, id],
  )
  return row ?? { conversations: 0, notes: 0, appointments: 0, consents: 0 }
}
