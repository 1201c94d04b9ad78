// How many signed webhooks a second become durable messages with conversation, event and job, beside pgbench with
// three statements and a bare Fastify webhook on the same server in the same run.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openStore, type Store } from '#db/pool.ts'
import { silentLog } from '#lib/log.ts'
import { startPostgres } from '#postgres/start-postgres.ts'
import { startBareWebhook } from './bare-webhook.ts'
import type { Bench } from './bench.ts'
import { median } from './figure.ts'
import { type Generator, startGenerator } from './generator.ts'
import type { LoadResult } from './load.ts'
import { startProduct } from './product.ts'
import { describeProfile, profileArgs } from './profile.ts'
import { checkStored, waitForWorker } from './stored.ts'
import { targets } from './targets.ts'
import { connectInbox, type Signing, startTwilioEnd, type TwilioEnd } from './texting.ts'
import {
  createThreeStatements,
  findPgbench,
  makeDatabase,
  type Place,
  type ThreeStatements,
} from './three-statements.ts'
import { sidOf, type WebhookPlan } from './webhooks.ts'

const SENDERS = 2_000
const BURST_SENDERS = 64
const WORKER_MS = 120_000
/** A message as customers write them; most are no question that the front desk has an answer to. */
const TEXTS = [
  'Can somebody look at my water heater, please?',
  'There is a leak under the kitchen sink',
  'Thank you very much, that was quick and friendly',
  'What are your opening hours on Friday?',
]

type Setting = {
  bench: Bench
  folder: string
  place: Place
  store: Store
  twilio: TwilioEnd
  generator: Generator
  three: ThreeStatements | null
  threePlace: Place | null
}

export async function ingest(bench: Bench): Promise<void> {
  const folder = await bench.folder()
  const postgres = await startPostgres({ dataDir: await made(join(folder, 'database')), log: silentLog })
  bench.onEnd(() => postgres.stop())
  const place = postgres.connection
  const store = openStore(place, { max: 2, onError: () => undefined })
  bench.onEnd(() => store.close())
  const pgbench = await findPgbench()
  if (!pgbench) bench.note("pgbench is not installed (Debian's package postgresql): nothing to compare with")
  const threePlace = pgbench ? await makeDatabase(place, 'three', SENDERS) : null
  const setting: Setting = {
    bench,
    folder,
    place,
    store,
    twilio: await startTwilioEnd(bench),
    generator: startGenerator(bench),
    threePlace,
    three:
      pgbench && threePlace
        ? createThreeStatements({ pgbench, place: threePlace, senders: SENDERS, folder })
        : null,
  }
  for (const role of ['all', 'web'] as const) await measureRole(setting, role)
}

async function made(folder: string): Promise<string> {
  // Passable, because PostgreSQL may run as another account.
  await mkdir(folder, { recursive: true, mode: 0o711 })
  return folder
}

async function measureRole(setting: Setting, role: 'all' | 'web'): Promise<void> {
  const { bench, folder, place, store, twilio } = setting
  const { profile } = bench.options
  const product = await startProduct(bench, {
    dataDir: await made(join(folder, 'product')),
    env: { ROLE: role, DATABASE_URL: urlOf(place), SAMPLE_DATA: 'off' },
    execArgv: profile ? profileArgs(profile, `ingest-${role}`) : [],
  })
  const { signing } = await connectInbox(product, twilio)
  const worker = role === 'all'
  const sending = createSending(setting, signing, role)
  const drained = async () => {
    if (worker) await waitForWorker(store, WORKER_MS)
  }
  bench.note(`ROLE=${role}: ${SENDERS.toLocaleString('en-US')} senders become known …`)
  await sending.send(16, SENDERS, 60_000)
  await drained()

  await measure16(setting, sending, signing, role, drained)
  await measure1(setting, sending, role, drained)
  await measureNewSenders(setting, sending, role)
  await drained()

  const stored = await checkStored(store, sending.acknowledged)
  const missing = sending.acknowledged.length - stored.messages
  const wrong = { missing, ...stored, messages: undefined }
  if (Object.values(wrong).some((n) => (n ?? 0) > 0)) bench.fail(`ROLE=${role}: ${JSON.stringify(wrong)}`)
  else
    bench.note(
      `ROLE=${role}: ${stored.messages.toLocaleString('en-US')} acknowledged messages are stored once each, with conversation, event and job`,
    )
  await product.stop()
  if (profile) for (const line of await describeProfile(profile, `ingest-${role}`)) bench.note(line)
}

async function measure16(
  setting: Setting,
  sending: Sending,
  signing: Signing,
  role: string,
  drained: () => Promise<void>,
): Promise<void> {
  const { bench, three, threePlace, twilio, generator } = setting
  const { quick } = bench.options
  const seconds = role === 'all' ? (quick ? 6 : 16) : quick ? 4 : 8
  const rounds: { product: LoadResult; three: number | null; bare: number | null }[] = []
  const bare =
    threePlace && role === 'web' ? await startBareWebhook(bench, { place: threePlace, ...signing }) : null
  const answersBefore = twilio.sent.length
  bench.mark()
  for (let round = 0; round < (quick ? 1 : 3); round++) {
    const beside = three && (await three.run(16, quick ? 4 : 8))
    const product = await sending.send(16, null, seconds * 1_000)
    const bound = bare && (await generator.send({ connections: 16, ms: seconds * 1_000, port: bare.port }))
    rounds.push({ product, three: beside?.perSecond ?? null, bare: bound?.perSecond ?? null })
    bench.note(
      `round ${round + 1}: product ${Math.round(product.perSecond)}/s, three statements ${Math.round(beside?.perSecond ?? 0)}/s${bound ? `, bare ${Math.round(bound.perSecond)}/s` : ''}`,
    )
    await drained()
  }
  await bare?.stop()
  const middle = (of: (r: (typeof rounds)[number]) => number | null) => median(rounds.map((r) => of(r) ?? 0))
  const threeRate = middle((r) => r.three)
  const how = `ROLE=${role}, 16 connections, median of ${rounds.length} × ${seconds} s, ${SENDERS} known senders`
  const answers = twilio.sent.length - answersBefore
  if (three)
    bench.report(
      `pgbench, three statements, 16 clients (${role})`,
      threeRate,
      '/s',
      null,
      'prepared, between the rounds of the product',
    )
  bench.report(
    `webhooks at 16 connections (${role})`,
    middle((r) => r.product.perSecond),
    '/s',
    threeRate > 0 ? { atLeast: threeRate } : null,
    `${how}${answers > 0 ? `; the AI sent ${answers} answers meanwhile and after` : ''}; target: pgbench`,
  )
  bench.report(
    `… p50 (${role})`,
    middle((r) => r.product.p50),
    'ms',
    null,
    how,
  )
  bench.report(
    `… p99 (${role})`,
    middle((r) => r.product.p99),
    'ms',
    targets.ingest16P99,
    how,
  )
  if (bare)
    bench.report(
      `bare Fastify webhook at 16 connections`,
      middle((r) => r.bare),
      '/s',
      null,
      'signature, one insert, no batching',
    )
}

async function measure1(
  setting: Setting,
  sending: Sending,
  role: string,
  drained: () => Promise<void>,
): Promise<void> {
  const { bench, three } = setting
  const { quick } = bench.options
  const rounds: LoadResult[] = []
  const beside: number[] = []
  bench.mark()
  for (let round = 0; round < (quick ? 1 : 3); round++) {
    if (three && role === 'all') beside.push((await three.run(1, quick ? 2 : 4)).perSecond)
    rounds.push(await sending.send(1, null, quick ? 2_000 : 5_000))
    await drained()
  }
  const how = `ROLE=${role}, one after another, median of ${rounds.length} × ${quick ? 2 : 5} s`
  if (beside.length > 0)
    bench.report('pgbench, three statements, 1 client', median(beside), '/s', null, 'prepared')
  bench.report(`webhooks at 1 connection (${role})`, median(rounds.map((r) => r.perSecond)), '/s', null, how)
  bench.report(`… p50 at 1 (${role})`, median(rounds.map((r) => r.p50)), 'ms', targets.ingest1P50, how)
  bench.report(`… p99 at 1 (${role})`, median(rounds.map((r) => r.p99)), 'ms', targets.ingest1P99, how)
}

async function measureNewSenders({ bench }: Setting, sending: Sending, role: string): Promise<void> {
  const rounds = bench.options.quick ? 3 : 10
  const slowest: number[] = []
  bench.mark()
  for (let round = 0; round < rounds; round++) {
    const result = await sending.sendNew(BURST_SENDERS)
    slowest.push(result.max)
    if (result.failed.length > 0)
      bench.fail(`ROLE=${role}: ${result.failed.length} of ${BURST_SENDERS} new senders got no answer`)
  }
  bench.report(
    `${BURST_SENDERS} new senders at once, the last one (${role})`,
    median(slowest),
    'ms',
    targets.newSendersP99,
    `median of ${rounds} rounds; the slowest of all ${Math.max(...slowest).toFixed(1)} ms`,
  )
}

type Sending = {
  /** Message ids of everything that was answered with 2xx. */
  acknowledged: string[]
  /** Sends for so long, or so many; known senders take turns. */
  send(connections: number, count: number | null, ms: number): Promise<LoadResult>
  /** Each from a sender that never wrote, on a connection of its own. */
  sendNew(count: number): Promise<LoadResult>
}

function createSending({ generator }: Setting, signing: Signing, role: string): Sending {
  const acknowledged: string[] = []
  let plans = 0
  let rate = 6_000
  let newcomers = role === 'all' ? 1_000_000 : 2_000_000
  const go = async (plan: WebhookPlan, connections: number, count: number, ms: number) => {
    await generator.prepareWebhooks(plan, count)
    const result = await generator.send({ connections, ms })
    const failed = new Set(result.failed)
    for (let i = 0; i < result.requests; i++) if (!failed.has(i)) acknowledged.push(sidOf(plan, i))
    return result
  }
  const nextPlan = (firstSender: number, senders: number): WebhookPlan => ({
    ...signing,
    name: `${role} ${plans++}`,
    firstSender,
    senders,
    texts: TEXTS,
  })
  return {
    acknowledged,
    async send(connections, count, ms) {
      // Enough for the whole time, whatever comes: half as many again as the best so far.
      const enough = connections === 1 ? 4 * ms : (ms / 1_000) * rate * 1.5
      const result = await go(nextPlan(0, SENDERS), connections, count ?? Math.ceil(enough), ms)
      rate = Math.max(rate, result.perSecond)
      return result
    },
    sendNew(count) {
      newcomers += count
      return go(nextPlan(newcomers, count), count, count, 30_000)
    },
  }
}

/** The same server as an address: its socket's folder goes into a parameter. */
function urlOf(place: Place): string {
  const { host, port, user, password, database } = place
  return `postgres://${user}:${password}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`
}
