// What all processes of a running product use together: after the start, when nothing happens, and after a load.
import { openStore } from '#db/pool.ts'
import type { Bench } from './bench.ts'
import { startGenerator } from './generator.ts'
import { memoryOf } from './processes.ts'
import { connectionOf, startProduct } from './product.ts'
import { waitForWorker } from './stored.ts'
import { targets } from './targets.ts'
import { connectInbox, startTwilioEnd } from './texting.ts'

const SETTLE_MS = 5_000
const IDLE_MS = 120_000
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

export async function memory(bench: Bench): Promise<void> {
  if (process.platform !== 'linux') return bench.note('only Linux tells how much memory processes share')
  const { quick } = bench.options
  const dataDir = await bench.folder()
  const product = await startProduct(bench, { dataDir, env: { SMTP_IN_PORT: '0' } })
  const report = (what: string, target: (typeof targets)['memoryIdle'], how: string) => {
    const used = memoryOf(product.pid)
    if (!used) return
    const node = used.parts.filter((part) => part.name !== 'postgres').reduce((sum, part) => sum + part.mb, 0)
    const parts = `node ${node.toFixed(0)} MB, ${used.parts.length - 1} of PostgreSQL ${(used.total - node).toFixed(0)} MB`
    bench.report(what, used.total, 'MB', target, `${how}; ${parts}`)
  }
  await pause(SETTLE_MS)
  report('memory after the start', targets.memoryIdle, 'PSS, sample data, 5 s after the start')
  if (!quick) {
    await pause(IDLE_MS)
    report('memory idle', targets.memoryIdle, 'PSS, sample data, after two minutes without work')
  }

  const { signing } = await connectInbox(product, await startTwilioEnd(bench))
  const store = openStore(await connectionOf(dataDir), { max: 1, onError: () => undefined })
  bench.onEnd(() => store.close())
  const generator = startGenerator(bench)
  const seconds = quick ? 8 : 20
  const plan = {
    ...signing,
    name: 'memory',
    firstSender: 0,
    senders: 2_000,
    texts: ['Can somebody look at it?'],
  }
  await generator.prepareWebhooks(plan, seconds * 8_000)
  const result = await generator.send({ connections: 16, ms: seconds * 1_000 })
  const { total = 0 } = memoryOf(product.pid) ?? {}
  bench.note(
    `${result.requests} webhooks at 16 connections in ${seconds} s; ${total.toFixed(0)} MB right after`,
  )
  await waitForWorker(store, 180_000)
  await pause(SETTLE_MS)
  report(
    'memory after the load',
    targets.memoryAfterLoad,
    `PSS, ${seconds} s of webhooks at 16 connections, all answered, 5 s later`,
  )
}
