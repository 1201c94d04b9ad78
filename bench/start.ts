// From `node scripts/start.ts` to the first 200 on /healthz: in a fresh folder, where the database and the sample
// business are made, and again.
import { join } from 'node:path'
import type { Bench } from './bench.ts'
import { median } from './figure.ts'
import { startProduct } from './product.ts'
import { targets } from './targets.ts'

export async function start(bench: Bench): Promise<void> {
  const rounds = bench.options.quick ? 2 : 5
  const fresh: number[] = []
  const again: number[] = []
  bench.mark()
  for (let round = 0; round < rounds; round++) {
    const dataDir = await bench.folder()
    // Node keeps compiled code between runs; a first start has none.
    const env = { NODE_COMPILE_CACHE: join(await bench.folder(), 'compile-cache') }
    const first = await startProduct(bench, { dataDir, env })
    fresh.push(first.startMs / 1_000)
    await first.stop()
    for (let i = 0; i < 2; i++) {
      const second = await startProduct(bench, { dataDir, env })
      again.push(second.startMs / 1_000)
      await second.stop()
    }
  }
  const how = (times: number[]) =>
    `median of ${times.length}, ${Math.min(...times).toFixed(2)} to ${Math.max(...times).toFixed(2)} s`
  bench.report(
    'start in a fresh folder',
    median(fresh),
    's',
    targets.startFresh,
    `${how(fresh)}; database, migrations and sample data made, no compile cache`,
  )
  bench.report('start again', median(again), 's', targets.startAgain, how(again))
}
