// How many signed webhooks a second become durable messages with conversation, event and job, beside pgbench with
// three statements and a bare Fastify webhook on the same server in the same run.
import { openStore, type Store } from '#db/pool.ts'
import { silentLog } from '#lib/log.ts'
import { startPostgres } from '#postgres/start-postgres.ts'
import type { Bench } from './bench.ts'
import { type Generator, startGenerator } from './generator.ts'
import { measureAtOne, measureAtSixteen, measureNewSenders } from './ingest-rates.ts'
import { type Product, startProduct } from './product.ts'
import { describeProfile, profileArgs } from './profile.ts'
import { createSending, SENDERS, type Sending } from './sending.ts'
import { checkStored, waitForWorker } from './stored.ts'
import { connectInbox, type Signing, startTwilioEnd, type TwilioEnd } from './texting.ts'
import {
  createThreeStatements,
  findPgbench,
  makeDatabase,
  type Place,
  type ThreeStatements,
} from './three-statements.ts'

const WORKER_MS = 300_000

/** One server for the product in both roles, and for what it is compared with. */
type Server = {
  bench: Bench
  place: Place
  postgresPid(): number
  store: Store
  dataDir: string
  twilio: TwilioEnd
  generator: Generator
  /** Null where pgbench is not installed. */
  three: { place: Place; statements: ThreeStatements } | null
}

/** What the measurements of one role work with. */
export type Trial = Server & {
  role: 'all' | 'web'
  product: Product
  signing: Signing
  sending: Sending
  /** Resolves when the worker, where there is one, has nothing left to do. */
  drained(): Promise<void>
}

export async function ingest(bench: Bench): Promise<void> {
  const postgres = await startPostgres({ dataDir: await bench.folder(), log: silentLog })
  bench.onEnd(() => postgres.stop())
  const place = postgres.connection
  const store = openStore(place, { max: 2, onError: () => undefined })
  bench.onEnd(() => store.close())
  const server: Server = {
    bench,
    place,
    postgresPid: () => postgres.pid,
    store,
    dataDir: await bench.folder(),
    twilio: await startTwilioEnd(bench),
    generator: startGenerator(bench),
    three: await prepareThree(bench, place),
  }
  for (const role of ['all', 'web'] as const) await measureRole(server, role)
}

async function prepareThree(bench: Bench, server: Place): Promise<Server['three']> {
  const pgbench = await findPgbench()
  if (!pgbench) {
    bench.note("pgbench is not installed (Debian's package postgresql): nothing to compare with")
    return null
  }
  const place = await makeDatabase(server, 'three', SENDERS)
  const folder = await bench.folder()
  return { place, statements: createThreeStatements({ pgbench, place, senders: SENDERS, folder }) }
}

async function measureRole(server: Server, role: 'all' | 'web'): Promise<void> {
  const { bench, place, store, twilio } = server
  const { profile } = bench.options
  const product = await startProduct(bench, {
    dataDir: server.dataDir,
    env: { ROLE: role, DATABASE_URL: urlOf(place), SAMPLE_DATA: 'off' },
    execArgv: profile ? profileArgs(profile, `ingest-${role}`) : [],
  })
  const { signing } = await connectInbox(product, twilio)
  const sending = createSending(server.generator, signing, role)
  const drained = async () => {
    if (role === 'all') await waitForWorker(store, WORKER_MS)
  }
  const trial: Trial = { ...server, role, product, signing, sending, drained }
  bench.note(`ROLE=${role}: ${SENDERS.toLocaleString('en-US')} senders become known …`)
  await sending.send(16, SENDERS, 60_000)
  await drained()
  await measureAtSixteen(trial)
  await measureAtOne(trial)
  await measureNewSenders(trial)
  await drained()
  await checkNothingLost(trial)
  await product.stop()
  if (profile) for (const line of await describeProfile(profile, `ingest-${role}`)) bench.note(line)
}

async function checkNothingLost({ bench, store, sending, role }: Trial): Promise<void> {
  const { messages, ...wrong } = await checkStored(store, sending.acknowledged)
  const missing = sending.acknowledged.length - messages
  if (missing > 0 || Object.values(wrong).some((n) => n > 0))
    bench.fail(`ROLE=${role}: ${JSON.stringify({ missing, ...wrong })}`)
  else
    bench.note(
      `ROLE=${role}: ${messages.toLocaleString('en-US')} acknowledged messages are stored once each, with conversation, event and job`,
    )
}

/** The same server as an address: its socket's folder goes into a parameter. */
function urlOf({ host, port, user, password, database }: Place): string {
  return `postgres://${user}:${password}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`
}
