// The measurements of ingest: many connections, one connection, and many new senders in one moment.
import { startBareWebhook } from './bare-webhook.ts'
import { median } from './figure.ts'
import type { Trial } from './ingest.ts'
import type { LoadResult } from './load.ts'
import { processorMs } from './processes.ts'
import { targets } from './targets.ts'

const NEW_SENDERS = 64

type Cost = { node: number; postgres: number }
type Round = {
  product: LoadResult
  /** Processor time of a message in ms; tells more than the clock where others use the machine too. */
  cost: Cost
  three: { perSecond: number; postgres: number } | null
  bare: number | null
}

/** 16 connections, in rounds that alternate with what it is compared to, so that all have the same weather. */
export async function measureAtSixteen(trial: Trial): Promise<void> {
  const { bench, role, three, twilio, generator, signing } = trial
  const { quick } = bench.options
  // With the AI it takes longer than the longest burst window, so that it answers meanwhile.
  const seconds = role === 'all' ? (quick ? 6 : 16) : quick ? 4 : 8
  const bare =
    three && role === 'web' ? await startBareWebhook(bench, { place: three.place, ...signing }) : null
  const answersBefore = twilio.sent.length
  const rounds: Round[] = []
  bench.mark()
  for (let i = 0; i < (quick ? 1 : 3); i++) {
    const beside = await runThree(trial, 16, quick ? 4 : 8)
    const before = spent(trial)
    const product = await trial.sending.send(16, null, seconds * 1_000)
    const cost = costOf(before, spent(trial), product.requests)
    const bound = bare && (await generator.send({ connections: 16, ms: seconds * 1_000, port: bare.port }))
    rounds.push({ product, cost, three: beside, bare: bound?.perSecond ?? null })
    bench.note(`round ${i + 1}: ${product.perSecond.toFixed(0)}/s, pgbench ${beside?.perSecond.toFixed(0)}/s`)
    await trial.drained()
  }
  await bare?.stop()

  const middle = (of: (round: Round) => number | null | undefined) => median(rounds.map((r) => of(r) ?? 0))
  const how = `ROLE=${role}, median of ${rounds.length} × ${seconds} s, 2,000 known senders`
  const threeRate = middle((r) => r.three?.perSecond)
  const bareRate = middle((r) => r.bare)
  const answers = twilio.sent.length - answersBefore
  const ai = answers > 0 ? `; the AI sent ${answers} answers meanwhile and after` : ''
  if (three)
    bench.report(`pgbench, 16 clients (${role})`, threeRate, '/s', null, 'three statements, prepared')
  if (bare) bench.report('bare Fastify webhook at 16', bareRate, '/s', null, 'signature, one insert') // biome-ignore format: short
  bench.report(
    `webhooks at 16 connections (${role})`,
    middle((r) => r.product.perSecond),
    '/s',
    threeRate > 0 ? { atLeast: threeRate } : null,
    `${how}; target: pgbench${ai}`,
  )
  const p50 = middle((r) => r.product.p50)
  const p99 = middle((r) => r.product.p99)
  bench.report(`… at 16, p50 (${role})`, p50, 'ms', null, how)
  bench.report(`… at 16, p99 (${role})`, p99, 'ms', targets.ingest16P99, how)
  const node = middle((r) => r.cost.node)
  const postgres = middle((r) => r.cost.postgres)
  const threeCost = middle((r) => r.three?.postgres)
  bench.report(
    `… processor time of one (${role})`,
    node + postgres,
    'ms',
    null,
    `Node ${node.toFixed(2)}, PostgreSQL ${postgres.toFixed(2)}; pgbench: PostgreSQL ${threeCost.toFixed(2)}`,
  )
}

/** One connection, one message after another: what a lone message waits. */
export async function measureAtOne(trial: Trial): Promise<void> {
  const { bench, role, three } = trial
  const { quick } = bench.options
  const rounds: LoadResult[] = []
  const beside: number[] = []
  bench.mark()
  for (let i = 0; i < (quick ? 1 : 3); i++) {
    if (three && role === 'all') beside.push((await runThree(trial, 1, quick ? 2 : 4))?.perSecond ?? 0)
    rounds.push(await trial.sending.send(1, null, quick ? 2_000 : 5_000))
    await trial.drained()
  }
  const how = `ROLE=${role}, one after another, median of ${rounds.length} × ${quick ? 2 : 5} s`
  if (beside.length > 0)
    bench.report('pgbench, 1 client', median(beside), '/s', null, 'three statements, prepared')
  const middle = (of: (result: LoadResult) => number) => median(rounds.map(of))
  const rate = middle((r) => r.perSecond)
  const p50 = middle((r) => r.p50)
  const p99 = middle((r) => r.p99)
  bench.report(`webhooks at 1 connection (${role})`, rate, '/s', null, how)
  bench.report(`… at 1, p50 (${role})`, p50, 'ms', targets.ingest1P50, how)
  bench.report(`… at 1, p99 (${role})`, p99, 'ms', targets.ingest1P99, how)
}

/** Each with a connection of its own, all in the same moment: contacts and conversations are made under contention. */
export async function measureNewSenders({ bench, sending, role }: Trial): Promise<void> {
  const rounds = bench.options.quick ? 3 : 10
  const slowest: number[] = []
  bench.mark()
  for (let i = 0; i < rounds; i++) {
    const result = await sending.sendNew(NEW_SENDERS)
    slowest.push(result.max)
    if (result.failed.length > 0)
      bench.fail(`ROLE=${role}: ${result.failed.length} of ${NEW_SENDERS} new senders got no answer`)
  }
  bench.report(
    `${NEW_SENDERS} new senders at once, the last one (${role})`,
    median(slowest),
    'ms',
    targets.newSendersP99,
    `median of ${rounds} rounds; the slowest of all ${Math.max(...slowest).toFixed(1)} ms`,
  )
}

async function runThree(trial: Trial, clients: number, seconds: number): Promise<Round['three']> {
  if (!trial.three) return null
  const before = spent(trial)
  const { perSecond } = await trial.three.statements.run(clients, seconds)
  return { perSecond, postgres: costOf(before, spent(trial), perSecond * seconds).postgres }
}

function spent({ product, postgresPid }: Trial): Cost {
  return { node: processorMs(product.pid), postgres: processorMs(postgresPid()) }
}

function costOf(before: Cost, after: Cost, count: number): Cost {
  return { node: (after.node - before.node) / count, postgres: (after.postgres - before.postgres) / count }
}
