// `npm run bench -- [section ...] [--json file] [--quick] [--large] [--huge] [--profile folder]`: measures the product on this machine beside
// the figures that it should reach. A missed figure never fails the run; a lost message does.
import { writeFile } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { ensureBuilt } from '#server/build.ts'
import { answerer } from './answerer.ts'
import { type Bench, createBench, type Options, type Section } from './bench.ts'
import { fanOut } from './fan-out.ts'
import { ratioOf } from './figure.ts'
import { ingest } from './ingest.ts'
import { memory } from './memory.ts'
import { coreCount } from './processes.ts'
import { read } from './read.ts'
import { sizes } from './sizes.ts'
import { start } from './start.ts'
import { formatTable } from './table.ts'

const sections: Record<string, Section> = {
  sizes,
  start,
  memory,
  ingest,
  read,
  fanout: fanOut,
  answerer,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'string' },
    quick: { type: 'boolean', default: false },
    large: { type: 'boolean', default: false },
    huge: { type: 'boolean', default: false },
    profile: { type: 'string' },
  },
})
const unknown = positionals.filter((name) => !Object.hasOwn(sections, name))
if (unknown.length > 0) {
  console.error(
    `✗ There is no section ${unknown.join(', ')}. There are: ${Object.keys(sections).join(', ')}.`,
  )
  process.exit(1)
}
const chosen = positionals.length > 0 ? positionals : Object.keys(sections)
const options: Options = {
  quick: values.quick,
  large: values.large || values.huge,
  huge: values.huge,
  profile: values.profile ?? null,
}

const bench = createBench(options)
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    console.error('\nStopping what was started …')
    void bench.cleanUp().then(() => process.exit(1))
  })

const load = loadavg()[0] ?? 0
console.log(`Node ${process.version}, ${coreCount()} cores, load average before: ${load.toFixed(2)}`)
if (options.quick) console.log('Quick: shorter runs, larger errors.')
await ensureBuilt()
for (const name of chosen) await measure(bench, name)

console.log(`\n${formatTable(bench.figures)}`)
console.log(
  '\nratio: 1 or more reaches the target. others: cores that other programs used while it was measured.',
)
if (values.json) {
  const figures = bench.figures.map((f) => ({ ...f, ratio: ratioOf(f) }))
  const about = { node: process.version, cores: coreCount(), loadBefore: load, options, at: new Date() }
  await writeFile(
    values.json,
    `${JSON.stringify({ ...about, figures, failures: bench.failures }, null, 2)}\n`,
  )
  console.log(`Written to ${values.json}.`)
}
for (const failure of bench.failures) console.error(`✗ ${failure}`)
process.exit(bench.failures.length > 0 ? 1 : 0)

/** A section that breaks is told and the next one goes on. */
async function measure(bench: Bench, name: string): Promise<void> {
  console.log(`\n${name}`)
  bench.section = name
  try {
    await sections[name]?.(bench)
  } catch (error) {
    bench.fail(`broke: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  } finally {
    await bench.cleanUp()
  }
}
