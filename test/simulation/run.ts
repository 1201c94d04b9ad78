// `npm run simulate -- [count] [from seed]`: so many interleavings, on all cores. `npm run simulate -- --replay '<script>'`
// runs the script of a failure again (the JSON that it printed).
import { availableParallelism } from 'node:os'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { type Failure, run, simulate } from './simulate.ts'

const PORTION = 5_000

if (!isMainThread) {
  const { from, count } = workerData as { from: number; count: number }
  for (let at = 0; at < count; at += PORTION) {
    const failure = simulate(from + at, Math.min(PORTION, count - at))
    parentPort?.postMessage(failure)
    if (failure) break
  }
} else if (process.argv[2] === '--replay') {
  const { setup, script } = JSON.parse(process.argv[3] ?? '') as Failure
  const problems = run(setup, script)
  console.log(problems.length > 0 ? problems.join('\n') : 'All invariants hold.')
  process.exitCode = problems.length > 0 ? 1 : 0
} else {
  const count = Number(process.argv[2] ?? 1_000_000)
  const first = Number(process.argv[3] ?? (Date.now() % 1_000_000) * 1_000)
  const cores = availableParallelism()
  const share = Math.ceil(count / cores)
  const began = performance.now()
  const failures = await Promise.all(
    Array.from({ length: cores }, (_, i) => work(first + i * share, Math.min(share, count - i * share))),
  )
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  const failure = failures.find((one) => one !== null)
  if (failure) {
    console.log(`Seed ${failure.seed}: ${failure.problems.join('; ')}\n${JSON.stringify(failure)}`)
    process.exitCode = 1
  } else console.log(`${count} interleavings from seed ${first} on, ${seconds} s: all invariants hold.`)
}

function work(from: number, count: number): Promise<Failure | null> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { from, count } })
    let found: Failure | null = null
    worker.on('message', (failure: Failure | null) => {
      found ??= failure
    })
    worker.on('error', reject)
    worker.on('exit', () => resolve(found))
  })
}
