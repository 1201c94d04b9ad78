// Numbered signed webhooks while the process, and separately PostgreSQL, is killed with SIGKILL again and again.
// Meanwhile telephones ring, whose states are told in any order, and a program writes mails with a blind copy.
// Afterwards: every acknowledged message is there exactly once, every customer message belongs to exactly one turn,
// the provider saw no message of ours twice, every call is one item in its last state, and no mail left twice.
//   KILL_SECONDS=600 npm test -- test/stories/kill.test.ts
import { type ChildProcess, fork } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SmtpFake, startSmtpFake } from '#test/fakes/smtp-server.ts'
import { startTwilioFake, type TwilioFake } from '#test/fakes/twilio-server.ts'
import { startVoiceFake, type VoiceFake } from '#test/fakes/voice-server.ts'
import { apiOf, TOKEN, until } from '#test/harness/product.ts'

const SECONDS = Number(process.env.KILL_SECONDS ?? 12)
const SENDERS = 24
const OFFICE = '+12125550190'
/** Who gets every mail without the others knowing. */
const BLIND = 'books@harbor.example'
/** Webhooks under way at the same time. */
const WIDTH = 8
const ROOT = new URL('../../', import.meta.url).pathname

type Ready = { ready: number; postgres: number }
type Run = { process: ChildProcess; postgres: number }

let twilio: TwilioFake
let dataDir: string
let port: number
let running: Run
let webhookUrl: string
let voice: VoiceFake
let lineUrl: string
let smtp: SmtpFake
let letters: string

beforeAll(async () => {
  twilio = await startTwilioFake()
  voice = await startVoiceFake()
  smtp = await startSmtpFake()
  dataDir = await mkdtemp(join(tmpdir(), 'frontdesk-kill-'))
  port = await freePort()
  running = await start()
  const api = apiOf(`http://127.0.0.1:${port}`, TOKEN)
  const inbox = await api.post('/inboxes', {
    channel: 'sms',
    provider: 'twilio',
    name: 'Kill',
    address: '+12125550100',
    settings: { accountSid: twilio.accountSid, authToken: twilio.authToken, apiBase: twilio.url },
  })
  expect(inbox.status).toBe(201)
  webhookUrl = inbox.body.webhookUrl
  const line = await api.post('/inboxes', {
    channel: 'voice',
    provider: 'twilio',
    name: 'Line',
    address: OFFICE,
    settings: {
      accountSid: voice.accountSid,
      authToken: voice.authToken,
      apiBase: voice.url,
      ring: ['+12125550111 Ana'],
      confirm: false,
    },
  })
  lineUrl = line.body.webhookUrl
  const mail = await api.post('/inboxes', {
    channel: 'email',
    provider: 'smtp',
    name: 'Mail',
    address: 'hello@harbor.example',
    settings: { fromName: 'Harbor', smtpHost: '127.0.0.1', smtpPort: smtp.port, smtpSecurity: 'none' },
  })
  const ann = await api.post('/contacts', {
    name: 'Ann',
    addresses: [{ kind: 'email', value: 'ann@customer.example' }],
  })
  const first = await api.post('/conversations', {
    contactId: ann.body.id,
    inboxId: mail.body.id,
    text: 'The first letter',
  })
  expect(first.status, JSON.stringify(first.body)).toBe(201)
  letters = first.body.conversationId
  await api.post('/services', {
    name: 'Drain cleaning',
    priceMinor: 14900,
    priceKind: 'fixed',
    durationMinutes: 60,
  })
  await api.patch('/settings', { smsAllowance: null })
}, 60_000)

afterAll(async () => {
  await stop()
  await Promise.all([twilio.stop(), voice.stop(), smtp.stop()])
  await rm(dataDir, { recursive: true, force: true })
})

async function start(): Promise<Run> {
  const child = fork(`${ROOT}test/harness/child.ts`, [dataDir, String(port), TOKEN], {
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ready = await new Promise<Ready>((resolve, reject) => {
    child.once('message', (message) => resolve(message as Ready))
    child.once('exit', (code) => reject(new Error(`the product ended at its start with ${code}`)))
  })
  const run: Run = { process: child, postgres: ready.postgres }
  child.on('message', (message) => {
    run.postgres = (message as Ready).postgres
  })
  return run
}

async function stop(): Promise<void> {
  const ended = new Promise((resolve) => running.process.once('exit', resolve))
  running.process.kill('SIGTERM')
  await ended
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

/** What the provider delivers: the same message again and again until it hears 2xx. */
type Delivery = { sid: string; from: string; text: string; acknowledged: boolean; tries: number }

let numbered = 0

/** Repeats until it is taken: nobody may listen, or the line may break, and then it is tried again. */
async function insist(ask: () => Promise<{ status: number }>): Promise<void> {
  for (;;) {
    const answer = await ask().catch(() => ({ status: 0 }))
    if (answer.status >= 200 && answer.status < 300) return
    await new Promise((resolve) => setTimeout(resolve, 60))
  }
}

const rung: string[] = []
let written = 0

/** A telephone rings and nobody answers, told in any order and partly twice. */
async function ring(): Promise<void> {
  const n = rung.length
  const sid = `CA${n.toString(16).padStart(32, '0')}`
  rung.push(sid)
  const from = `+1917555${String(1000 + n)}`
  const call = { CallSid: sid, From: from, To: OFFICE, Direction: 'inbound' }
  const query = new URLSearchParams({ step: 'dial', p: sid, d: 'in', n: from })
  const told: [string, Record<string, string>][] = [
    [lineUrl, { ...call, CallStatus: 'ringing' }],
    [
      `${lineUrl}?${query}`,
      { ...call, CallStatus: 'in-progress', DialCallStatus: 'no-answer', DialBridged: 'false' },
    ],
    [lineUrl, { ...call, CallStatus: 'completed' }],
  ]
  const order = [...told, ...told.slice(n % 3)].sort(() => Math.random() - 0.5)
  await Promise.all(order.map(([url, fields]) => insist(() => voice.tell(url, fields))))
}

/** A program writes a mail, and asks again with the same key until it hears that it is taken. */
async function writeMail(): Promise<void> {
  const n = ++written
  const api = apiOf(`http://127.0.0.1:${port}`, TOKEN)
  const body = { text: `Letter ${n}`, recipients: { bcc: [BLIND] } }
  await insist(() =>
    api.post(`/conversations/${letters}/messages`, body, { 'idempotency-key': `letter-${n}` }),
  )
}

/** Delivers messages until told to stop, and then whatever has been begun. */
function startClient(): { deliveries: Delivery[]; finish(): Promise<void> } {
  const deliveries: Delivery[] = []
  let more = true
  const deliver = async (delivery: Delivery) => {
    const request = twilio.signedInbound(webhookUrl, {
      from: delivery.from,
      to: '+12125550100',
      body: delivery.text,
      sid: delivery.sid,
    })
    while (!delivery.acknowledged) {
      delivery.tries++
      try {
        const answer = await fetch(request.url, {
          method: 'POST',
          headers: request.headers,
          body: request.body,
          signal: AbortSignal.timeout(5_000),
        })
        delivery.acknowledged = answer.ok
        await answer.text()
      } catch {
        // Nobody listens, or the line broke: the provider tries again.
      }
      if (!delivery.acknowledged) await new Promise((resolve) => setTimeout(resolve, 40))
    }
  }
  const work = async () => {
    while (more) {
      const n = ++numbered
      const delivery: Delivery = {
        sid: `SM${n.toString(16).padStart(32, '0')}`,
        from: `+1646555${String(1000 + (n % SENDERS))}`,
        text: `How much is a drain cleaning? (number ${n})`,
        acknowledged: false,
        tries: 0,
      }
      deliveries.push(delivery)
      await deliver(delivery)
      await new Promise((resolve) => setTimeout(resolve, 15))
    }
  }
  const beside = async (one: () => Promise<void>) => {
    while (more) {
      await one()
      await new Promise((resolve) => setTimeout(resolve, 150))
    }
  }
  const workers = [...Array.from({ length: WIDTH }, work), beside(ring), beside(writeMail)]
  return {
    deliveries,
    async finish() {
      more = false
      await Promise.all(workers)
    },
  }
}

async function readDatabase<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
  const client = new pg.Client(
    JSON.parse(await readFile(join(dataDir, 'connection.json'), 'utf8')) as pg.ClientConfig,
  )
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}

/** What is still under way, for the one who has to find out why. */
async function describeOpen(): Promise<string> {
  const parts = {
    messages: `select id, conversation_id, seq, status, attempts, next_attempt_at, claimed_at, error from messages where direction = 'out' and (status = 'queued' or (status = 'sending' and external_id is null))`,
    conversations: `select id, last_inbound_seq, answered_seq, burst_started_at from conversations where last_inbound_seq > answered_seq`,
    turns: `select t.* from turns t join conversations c on c.workspace_id = t.workspace_id and c.id = t.conversation_id where c.last_inbound_seq > c.answered_seq and t.outcome is null`,
    jobs: `select now(), task_identifier, key, run_at, attempts, max_attempts, locked_at, locked_by, last_error from graphile_worker.jobs`,
    processes: 'select * from processes',
  }
  const told: Record<string, unknown> = {}
  for (const [name, sql] of Object.entries(parts))
    told[name] = await readDatabase(sql).catch((error: unknown) => String(error))
  return JSON.stringify(told, null, 1)
}

/** Waits until nothing is under way any more, then holds the books against each other. */
async function audit(deliveries: Delivery[]): Promise<void> {
  await until(
    async () => {
      const [left] = await readDatabase<{ open: number }>(
        `select ((select count(*) from messages where direction = 'out' and (status = 'queued' or (status = 'sending' and external_id is null)))
               + (select count(*) from conversations where last_inbound_seq > answered_seq))::int as open`,
      )
      return left?.open === 0
    },
    'everything answered and sent',
    60_000,
  ).catch(async (error: unknown) => {
    console.log(await describeOpen())
    throw error
  })
  const stored = await readDatabase<{ external_id: string; count: number }>(
    `select external_id, count(*)::int as count from messages where direction = 'in' and channel = 'sms' group by 1`,
  )
  const byId = new Map(stored.map((row) => [row.external_id, row.count]))
  const acknowledged = deliveries.filter((d) => d.acknowledged)
  expect(acknowledged.length).toBe(deliveries.length)
  expect(
    acknowledged.filter((d) => byId.get(d.sid) !== 1).map((d) => `${d.sid}: ${byId.get(d.sid) ?? 0} times`),
  ).toEqual([])
  expect(stored.length).toBe(deliveries.length)

  // Turns that dealt with messages cover them without gap and without overlap.
  const wrong = await readDatabase<{ conversation_id: string; seq: number; turns: number }>(
    `select m.conversation_id, m.seq, (select count(*)::int from turns t where t.workspace_id = m.workspace_id and t.conversation_id = m.conversation_id
        and t.outcome in ('answered', 'silent') and t.from_seq < m.seq and m.seq <= t.to_seq) as turns
     from messages m where m.direction = 'in' and m.channel = 'sms' and (select count(*) from turns t where t.workspace_id = m.workspace_id and t.conversation_id = m.conversation_id
        and t.outcome in ('answered', 'silent') and t.from_seq < m.seq and m.seq <= t.to_seq) <> 1`,
  )
  expect(wrong).toEqual([])

  const seen = twilio.messages.map((m) => new URL(m.statusCallback ?? 'http://none').searchParams.get('m'))
  expect(seen.filter((id, i) => seen.indexOf(id) !== i)).toEqual([])
  const sent = await readDatabase<{ id: string }>(
    `select id from messages where direction = 'out' and channel = 'sms' and external_id is not null`,
  )
  expect(sent.map((m) => m.id).sort()).toEqual([...seen].sort())
  const order = await readDatabase<{ broken: number }>(
    `select count(*)::int as broken from (select conversation_id, seq, lag(seq) over (partition by conversation_id order by seq) as before from messages) s where before is not null and seq <> before + 1`,
  )
  expect(order[0]?.broken).toBe(0)

  const calls = await readDatabase<{ external_id: string; state: string; items: number }>(
    `select external_id, state, (select count(*)::int from messages m where m.workspace_id = c.workspace_id and m.external_id = c.external_id) as items
     from calls c order by external_id`,
  )
  expect(calls).toEqual(rung.map((external_id) => ({ external_id, state: 'missed', items: 1 })))

  const mails = await readDatabase<{ body: string; status: string; code: string | null }>(
    `select body, status, error ->> 'code' as code from messages where channel = 'email' and body like 'Letter %' order by seq`,
  )
  expect(mails.map((m) => m.body)).toEqual(Array.from({ length: written }, (_, n) => `Letter ${n + 1}`))
  for (const { body, status, code } of mails) {
    const arrived = smtp.mails.filter((m) => m.raw.includes(`${body}\r\n`))
    // Where the process died on the line, nobody can know: a person is asked, and nothing is sent again by itself.
    expect([body, status, code, arrived.length <= 1]).toEqual(
      status === 'failed' ? [body, 'failed', 'unknown', true] : [body, 'sent', null, arrived.length === 1],
    )
    for (const one of arrived)
      expect([one.to.includes(BLIND), one.raw.includes(BLIND)]).toEqual([true, false])
  }
}

async function underKills(kill: () => Promise<void>): Promise<{ kills: number; deliveries: Delivery[] }> {
  const client = startClient()
  const end = performance.now() + SECONDS * 1_000
  let kills = 0
  while (performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 300 + Math.random() * 900))
    await kill()
    kills++
  }
  await client.finish()
  return { kills, deliveries: client.deliveries }
}

describe('SIGKILL again and again', () => {
  const all: Delivery[] = []

  it(
    'of the process: nothing lost, nothing doubled',
    async () => {
      const { kills, deliveries } = await underKills(async () => {
        const gone = new Promise((resolve) => running.process.once('exit', resolve))
        running.process.kill('SIGKILL')
        await gone
        running = await start()
      })
      all.push(...deliveries)
      console.log(
        `kill: ${kills} kills of the process, ${deliveries.length} messages in ${deliveries.reduce((n, d) => n + d.tries, 0)} deliveries`,
      )
      await audit(all)
    },
    SECONDS * 1_000 + 120_000,
  )

  it(
    'of PostgreSQL: nothing lost, nothing doubled',
    async () => {
      const offset = all.length
      const { kills, deliveries } = await underKills(async () => {
        const before = running.postgres
        process.kill(before, 'SIGKILL')
        await until(() => running.postgres !== before, 'a new database server', 20_000)
      })
      // Numbers go on, so that both parts are audited together.
      all.push(...deliveries)
      console.log(
        `kill: ${kills} kills of PostgreSQL, ${deliveries.length} messages in ${deliveries.reduce((n, d) => n + d.tries, 0)} deliveries (after ${offset})`,
      )
      await audit(all)
    },
    SECONDS * 1_000 + 120_000,
  )
})
