// Two contacts (and a third who may be either) with random facts, written with fixed ids, so that the same can happen in
// two workspaces and be compared.
import fc from 'fast-check'
import { movedTables } from '#db/contact-tables.ts'
import { type IngestItem, ingestBatch } from '#db/ingest.ts'
import { query, type Store } from '#db/pool.ts'
import { suggest } from '#db/suggestions.ts'
import { defaultHours, defaultSettings, insertWorkspace } from '#db/workspaces.ts'
import { Profile } from '#domain/knowledge.ts'
import type { Flow } from '#flow/deps.ts'
import { manualClock } from '#lib/clock.ts'
import { randomIds } from '#lib/ids.ts'

/** A clock that stands still, so that merges of one moment are told apart by nothing but their order. */
export function mergeFlow(store: Store): Pick<Flow, 'store' | 'clock' | 'ids'> {
  return { store, clock: manualClock('2026-11-21T12:00:00Z'), ids: randomIds }
}

export type Facts = {
  names: [string | null, string | null]
  sources: ['channel' | 'ai' | 'member', 'channel' | 'ai' | 'member']
  company: [string | null, string | null]
  need: [string | null, string | null]
  status: ['new' | 'quoted' | 'won', 'new' | 'quoted' | 'won']
  paused: [boolean, boolean]
  addresses: [number, number]
  notes: [number, number]
  optedOut: boolean
  suggested: [boolean, boolean]
  choices: Partial<Record<'name' | 'company' | 'need' | 'leadStatus' | 'aiPaused', 'into' | 'from'>>
  /** Who writes in between: contact, which of their addresses, on which inbox, a keyword or not. */
  between: { who: 0 | 1; address: number; inbox: number; text: string }[]
}

const pair = <T>(one: fc.Arbitrary<T>) => fc.tuple(one, one)
const word = fc.option(fc.constantFrom('Riley Park', 'R. Park', 'Acme', 'Böhm'), { nil: null })
const message = fc.record({
  who: fc.constantFrom<0 | 1>(0, 1),
  address: fc.nat(2),
  inbox: fc.nat(1),
  text: fc.constantFrom('hello', 'STOP', 'START', 'what does it cost?'),
})
export const facts: fc.Arbitrary<Facts> = fc.record({
  names: pair(word),
  sources: pair(fc.constantFrom('channel', 'ai', 'member')),
  company: pair(word),
  need: pair(word),
  status: pair(fc.constantFrom('new', 'quoted', 'won')),
  paused: pair(fc.boolean()),
  addresses: pair(fc.integer({ min: 1, max: 3 })),
  notes: pair(fc.nat(2)),
  optedOut: fc.boolean(),
  suggested: pair(fc.boolean()),
  choices: fc.dictionary(
    fc.constantFrom('name', 'company', 'need', 'leadStatus', 'aiPaused'),
    fc.constantFrom('into', 'from'),
  ),
  between: fc.array(message, { maxLength: 8 }),
})

/** A workspace with two contacts and a third who may be either, as the facts say; their first messages included. */
export async function makeWorld(store: Store, f: Facts, ws: string, n: number): Promise<void> {
  await insertWorkspace(store.db, {
    id: ws,
    name: 'W',
    profile: Profile.parse({ name: 'W' }),
    hours: defaultHours,
    settings: defaultSettings,
    created_at: new Date(0),
  })
  const sql = (text: string, values: unknown[]) => query(store.db, text, values)
  for (const inbox of [0, 1])
    await sql(
      `insert into inboxes (workspace_id, id, key, channel, provider, name) values ($1, $2, $3, 'sms', 'twilio', 'I')`,
      [ws, `ibx_${n}_${inbox}`, `${ws}-${inbox}`],
    )
  for (const who of [0, 1, 2] as const) {
    const k = who === 2 ? 0 : who
    await sql(
      `insert into contacts (workspace_id, id, name, name_source, company, need, lead_status, ai_paused_at, ai_paused_reason, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        ws,
        `con_${n}_${who}`,
        f.names[k],
        f.sources[k],
        f.company[k],
        f.need[k],
        f.status[k],
        f.paused[k] ? new Date(86_400_000) : null,
        f.paused[k] ? 'asked' : null,
        new Date(1_000 * (10 - who)),
      ],
    )
    if (who === 2) continue
    for (let a = 0; a < f.addresses[who]; a++)
      await sql(
        `insert into addresses (workspace_id, id, contact_id, kind, value, opted_out_at, created_at) values ($1, $2, $3, 'phone', $4, $5, $6)`,
        [
          ws,
          `adr_${n}_${who}_${a}`,
          `con_${n}_${who}`,
          `+1${who}${a}`,
          f.optedOut && a === 0 ? new Date(5) : null,
          new Date(a),
        ],
      )
    for (let a = 0; a < f.notes[who]; a++)
      await sql(
        `insert into notes (workspace_id, id, contact_id, body, created_at) values ($1, $2, $3, 'n', $4)`,
        [ws, `note_${n}_${who}_${a}`, `con_${n}_${who}`, new Date(a)],
      )
    await sql(
      `insert into appointments (workspace_id, id, contact_id, service_name, starts_at, ends_at, time_zone, status, created_by, created_at)
       values ($1, $2, $3, 's', $4, $5, 'UTC', 'booked', 'member', $4)`,
      [
        ws,
        `apt_${n}_${who}`,
        `con_${n}_${who}`,
        new Date(who * 7_200_000),
        new Date(who * 7_200_000 + 1_000),
      ],
    )
    await deliver(store, f, ws, n, { who, address: 0, inbox: 0, text: 'first' }, 100 + who)
    if (f.suggested[who])
      await suggest(store.db, ws, `con_${n}_${who}`, `con_${n}_2`, [
        { code: 'same_name', by: null, words: 'x', clue: `firm:${who}` },
      ])
  }
  await suggest(store.db, ws, `con_${n}_0`, `con_${n}_1`, [
    { code: 'said', by: `con_${n}_0`, words: '+1', clue: 'phone:+1' },
  ])
}

export async function deliver(
  store: Store,
  f: Facts,
  ws: string,
  n: number,
  m: Facts['between'][number],
  at: number,
): Promise<void> {
  const address = m.address % f.addresses[m.who]
  const keyword = m.text === 'STOP' ? 'opt_out' : m.text === 'START' ? 'opt_in' : null
  const item: IngestItem = {
    workspace_id: ws,
    inbox_id: `ibx_${n}_${m.inbox}`,
    channel: 'sms',
    external_id: `x${at}`,
    address_kind: 'phone',
    address: `+1${m.who}${address}`,
    from_name: null,
    body: m.text,
    subject: null,
    attachments: null,
    email: null,
    meta: null,
    automatic: false,
    keyword,
    keyword_if_out: keyword,
    keyword_handled: false,
    client_id: null,
    created_at: new Date(1_000_000 + at).toISOString(),
    thread: 'pointer',
    quiet_ms: 0,
    max_ms: 0,
    html: null,
    full_text: null,
    raw_file_id: null,
    message_id: `msg_${n}_${at}`,
    address_id: `adr_${n}_new${at}`,
    contact_id: `con_${n}_new${at}`,
    conversation_id: `conv_${n}_${at}`,
  }
  await ingestBatch(store, [item])
}

const compared = [
  'contacts',
  ...movedTables.map((t) => t.table),
  'threads',
  'messages',
  'contact_suggestions',
]
/** Moments of the machine, which differ between two runs of the same thing, and the ledger's hashes, which cover them. */
const moments = ['burst_started_at', 'at', 'updated_at', 'verdict', 'last_received_at', 'previous', 'hash']

/** All rows of a workspace, without what names it. */
export async function dump(store: Store, ws: string): Promise<Record<string, unknown[]>> {
  const all: Record<string, unknown[]> = {}
  for (const table of compared) {
    const rows = await query<{ row: Record<string, unknown> }>(
      store.db,
      `select to_jsonb(t) - 'workspace_id' - $2::text[] as row from ${table} t where workspace_id = $1`,
      [ws, ['contact_suggestions', 'conversations'].includes(table) ? [...moments, 'created_at'] : moments],
    )
    all[table] = rows
      // When somebody opted out is the machine's moment too; whether they did is not.
      .map(({ row }) => ('opted_out_at' in row ? { ...row, opted_out_at: row.opted_out_at !== null } : row))
      .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  }
  return all
}
