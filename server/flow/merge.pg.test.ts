// Merging and taking it back, with random contacts and with messages that come in between. The same things happen to
// two workspaces with the same ids: one merges and undoes, the other never did. Afterwards both must be the same.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { movedTables, unmovedTables } from '#db/contact-tables.ts'
import { type IngestItem, ingestBatch } from '#db/ingest.ts'
import { query } from '#db/pool.ts'
import { suggest } from '#db/suggestions.ts'
import { defaultHours, defaultSettings, insertWorkspace } from '#db/workspaces.ts'
import { Profile } from '#domain/knowledge.ts'
import { createStore } from '#test/harness/database.ts'
import { mergeFlow } from '#test/harness/merge-flow.ts'
import { mergeContacts, undoMerge } from './merge.ts'

const store = await createStore()
const flow = mergeFlow(store)
const actor = { kind: 'member', id: 'mem_1', name: 'Sam' } as const

describe('the list of tables with a contact', () => {
  it('names every one of the database', async () => {
    const { rows } = await store.pool.query<{ table_name: string }>(
      `select distinct table_name from information_schema.columns
       where table_schema = 'public' and column_name ~ '^contact_(id|a|b)$' order by 1`,
    )
    const refer = await store.pool.query<{ table: string }>(
      `select distinct conrelid::regclass::text as table from pg_constraint where confrelid = 'contacts'::regclass`,
    )
    const named = [...movedTables.map((t) => t.table as string), ...Object.keys(unmovedTables)].sort()
    expect(named).toEqual(rows.map((r) => r.table_name))
    expect(refer.rows.map((r) => r.table).filter((t) => !named.includes(t))).toEqual([])
  })
})

type Facts = {
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
const facts: fc.Arbitrary<Facts> = fc.record({
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

let run = 0
/** A workspace with two contacts and a third who may be either, as the facts say; their first messages included. */
async function makeWorld(f: Facts, ws: string, n: number): Promise<void> {
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
    await deliver(f, ws, n, { who, address: 0, inbox: 0, text: 'first' }, 100 + who)
    if (f.suggested[who])
      await suggest(store.db, ws, `con_${n}_${who}`, `con_${n}_2`, [
        { code: 'same_name', by: null, words: 'x', clue: `firm:${who}` },
      ])
  }
  await suggest(store.db, ws, `con_${n}_0`, `con_${n}_1`, [
    { code: 'said', by: `con_${n}_0`, words: '+1', clue: 'phone:+1' },
  ])
}

async function deliver(
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
/** Moments of the machine, which differ between two runs of the same thing. */
const moments = ['burst_started_at', 'at', 'updated_at', 'verdict', 'last_received_at']

/** All rows of a workspace, without what names it. */
async function dump(ws: string): Promise<Record<string, unknown[]>> {
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

describe('a merge that is undone', () => {
  it('leaves everything as if it had never been, whatever came in between', async () => {
    await fc.assert(
      fc.asyncProperty(facts, async (f) => {
        const n = run++
        const [merged, apart] = [`ws_m${n}`, `ws_a${n}`]
        await makeWorld(f, merged, n)
        await makeWorld(f, apart, n)
        const id = await mergeContacts(flow, merged, actor, {
          intoId: `con_${n}_0`,
          fromId: `con_${n}_1`,
          choices: f.choices,
        })
        const during = await dump(merged)
        // Nothing is lost meanwhile, and nothing is left with the contact that is gone.
        expect(during.contacts).toHaveLength(2)
        expect(JSON.stringify([during.addresses, during.conversations, during.notes])).not.toContain(
          `con_${n}_1`,
        )
        for (const [i, m] of f.between.entries()) {
          await deliver(f, merged, n, m, 200 + i)
          await deliver(f, apart, n, m, 200 + i)
        }
        await undoMerge(flow, merged, actor, id)
        expect(await dump(merged)).toEqual(await dump(apart))
      }),
      { numRuns: 40 },
    )
  }, 120_000)
})
