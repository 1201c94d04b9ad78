// The measure of ingest: pgbench with the same three statements on the same tables of the same server, without a
// product around them. A database of its own, so that neither sees the other's rows.
import { spawn } from 'node:child_process'
import { access, readdir, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { migrate } from '#db/migrate.ts'
import { type Connection, openStore } from '#db/pool.ts'
import { defaultHours, defaultSettings } from '#db/workspaces.ts'
import { Profile } from '#domain/knowledge.ts'

export type Place = Extract<Connection, { host: string }>

const WORKSPACE = 'ws_threestate'
const INBOX = 'ibx_three'

/** Debian keeps it beside the server's other programs, not in PATH. Null where it is not installed. */
export async function findPgbench(): Promise<string | null> {
  const versions = await readdir('/usr/lib/postgresql').catch(() => [])
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    ...versions.toSorted((a, b) => Number(b) - Number(a)).map((v) => `/usr/lib/postgresql/${v}/bin`),
  ]
  for (const folder of folders) {
    const file = join(folder, 'pgbench')
    const there = await access(file).then(
      () => true,
      () => false,
    )
    if (folder && there) return file
  }
  return null
}

/** A second database with the product's tables and so many known senders, each with a conversation. */
export async function makeDatabase(server: Place, name: string, senders: number): Promise<Place> {
  const home = openStore(server, { max: 1, onError: () => undefined })
  await home.pool.query(`create database ${name}`).finally(() => home.close())
  const place = { ...server, database: name }
  // The migrator holds one connection and works on another.
  const store = openStore(place, { max: 3, onError: () => undefined })
  try {
    await migrate(store)
    await store.pool.query(
      'insert into workspaces (id, name, profile, hours, settings) values ($1, $2, $3, $4, $5)',
      [WORKSPACE, 'Three', Profile.parse({ name: 'Three' }), defaultHours, defaultSettings],
    )
    await store.pool.query(
      `insert into inboxes (workspace_id, id, key, channel, provider, name) values ($1, $2, 'three', 'sms', 'twilio', 'Three')`,
      [WORKSPACE, INBOX],
    )
    for (const sql of SENDERS) await store.pool.query(sql, [WORKSPACE, senders])
    await store.pool.query('vacuum analyze')
  } finally {
    await store.close()
  }
  return place
}

// Ids as long as real ones, and in their order.
const SENDERS = [
  `insert into contacts (workspace_id, id) select $1, 'con_' || lpad(n::text, 19, '0') from generate_series(1, $2::int) n`,
  `insert into addresses (workspace_id, id, contact_id, kind, value)
   select $1, 'adr_' || lpad(n::text, 19, '0'), 'con_' || lpad(n::text, 19, '0'), 'phone', '+1' || (2120000000 + n) from generate_series(1, $2::int) n`,
  `insert into conversations (workspace_id, id, contact_id, inbox_id, address_id, channel, last_message_at)
   select $1, 'conv_' || lpad(n::text, 19, '0'), 'con_' || lpad(n::text, 19, '0'), '${INBOX}', 'adr_' || lpad(n::text, 19, '0'), 'sms', now() from generate_series(1, $2::int) n`,
]

// The conversation first: its row tells the message's place, and holds the order.
const SCRIPT = `\\set sender random(1, :senders)
\\set n :n + 1
begin;
update conversations set last_seq = last_seq + 1, last_inbound_seq = last_seq + 1, inbound_count = inbound_count + 1,
  last_inbound_at = now(), last_message_at = now(), last_message_id = 'msg_' || lpad(:run::text, 5, '0') || lpad(:n::text, 9, '0') || lpad(:client_id::text, 5, '0'),
  last_direction = 'in', last_author = 'contact', preview = 'Can somebody look at my water heater, please? (' || :n::text || ')',
  burst_started_at = coalesce(burst_started_at, now())
  where workspace_id = '${WORKSPACE}' and id = 'conv_' || lpad(:sender::text, 19, '0') returning last_seq as seq \\gset
insert into messages (workspace_id, id, conversation_id, seq, direction, channel, inbox_id, address_id, external_id, author, body, status, created_at)
  values ('${WORKSPACE}', 'msg_' || lpad(:run::text, 5, '0') || lpad(:n::text, 9, '0') || lpad(:client_id::text, 5, '0'),
    'conv_' || lpad(:sender::text, 19, '0'), :seq, 'in', 'sms', '${INBOX}', 'adr_' || lpad(:sender::text, 19, '0'),
    'SM' || md5(:run::text || ' ' || :n::text || ' ' || :client_id::text), 'contact',
    'Can somebody look at my water heater, please? (' || :n::text || ')', 'received', now());
insert into events (workspace_id, type, conversation_id, contact_id, message_id, actor)
  values ('${WORKSPACE}', 'message.received', 'conv_' || lpad(:sender::text, 19, '0'), 'con_' || lpad(:sender::text, 19, '0'),
    'msg_' || lpad(:run::text, 5, '0') || lpad(:n::text, 9, '0') || lpad(:client_id::text, 5, '0'), 'contact');
commit;
`

export type ThreeStatements = {
  /** Runs it with so many clients; transactions a second and their mean time. */
  run(clients: number, seconds: number): Promise<{ perSecond: number; meanMs: number }>
}

export function createThreeStatements(options: {
  pgbench: string
  place: Place
  senders: number
  folder: string
}): ThreeStatements {
  const { pgbench, place, senders, folder } = options
  let runs = 0
  return {
    async run(clients, seconds) {
      const script = join(folder, 'three-statements.sql')
      await writeFile(script, SCRIPT)
      runs++
      const options = {
        protocol: 'prepared',
        file: script,
        time: seconds,
        client: clients,
        jobs: Math.min(2, clients),
        host: place.host,
        port: place.port,
        username: place.user,
      }
      const variables = { senders, n: 0, run: runs }
      const output = await runProgram(
        pgbench,
        [
          '--no-vacuum',
          ...Object.entries(options).map(([name, value]) => `--${name}=${value}`),
          ...Object.entries(variables).map(([name, value]) => `--define=${name}=${value}`),
          place.database,
        ],
        { PGPASSWORD: place.password },
      )
      const perSecond = Number(/^tps = ([\d.]+)/m.exec(output)?.[1])
      const meanMs = Number(/^latency average = ([\d.]+) ms/m.exec(output)?.[1])
      if (!(perSecond > 0) || /^number of failed transactions: [1-9]/m.test(output))
        throw new Error(`pgbench said: ${output}`)
      return { perSecond, meanMs }
    },
  }
}

function runProgram(program: string, args: string[], env: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env: { PATH: process.env.PATH, ...env } })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
    child.once('error', reject)
    child.once('close', (code) =>
      code === 0 ? resolve(output) : reject(new Error(`pgbench ended with ${code}: ${output}`)),
    )
  })
}
