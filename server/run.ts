// One process from its environment: reads the configuration, brings the database, starts the product, stops it.
import { mkdir } from 'node:fs/promises'
import { ensureBuilt } from './build.ts'
import { type Config, ensureSecretKey, loadConfig, SecretKeyProblem } from './config.ts'
import { createLog, type Log } from './lib/log.ts'
import { startFrontdesk } from './main.ts'
import { lockDataDir } from './postgres/lock.ts'
import { PostgresProblem } from './postgres/problem.ts'
import { startPostgres } from './postgres/start-postgres.ts'
import { publishConnection } from './reach-database.ts'

/** Whatever hangs must not hold the end up for ever; nothing is lost by it. */
const STOP_MS = 20_000

type Running = { lines: string[]; stop(): Promise<void> }

const began = performance.now()
const parsed = loadConfig()
if (!parsed.ok) {
  for (const problem of parsed.problems) console.error(`✗ ${problem}`)
  console.error('Nothing was started. Correct these settings and start again.')
  process.exit(1)
}
const log = createLog({ level: parsed.config.logLevel })
const undo: (() => Promise<unknown>)[] = []

try {
  const { lines, stop } = await start(parsed.config, log)
  console.log(`\n  ${lines.join('\n  ')}`)
  console.log(`  Started in ${((performance.now() - began) / 1000).toFixed(1)} s. Stop with Ctrl-C.\n`)
  let stopping = false
  const end = async (signal: string) => {
    if (stopping) return process.exit(1)
    stopping = true
    log.info({ signal }, 'stopping: finishing what is under way')
    setTimeout(() => process.exit(1), STOP_MS).unref()
    await stop()
    process.exit(0)
  }
  process.on('SIGTERM', () => void end('SIGTERM'))
  process.on('SIGINT', () => void end('SIGINT'))
} catch (error) {
  console.error(inWords(error, parsed.config))
  for (const step of undo.reverse()) await step().catch(() => undefined)
  process.exit(1)
}

async function start(config: Config, log: Log): Promise<Running> {
  await ensureBuilt()
  await mkdir(config.dataDir, { recursive: true })
  const lock = await lockDataDir(config.dataDir, log)
  undo.push(() => lock.release())
  const secret = await ensureSecretKey(config.dataDir, config.secretKey)
  const postgres = config.database.url ? null : await startPostgres({ dataDir: config.dataDir, log, lock })
  if (postgres) undo.push(() => postgres.stop(), await publishConnection(config.dataDir, postgres.connection))
  const connection = postgres ? postgres.connection : { connectionString: config.database.url ?? '' }
  const frontdesk = await startFrontdesk(config, secret, connection, log)
  const elsewhere = postgres && !postgres.location.cluster.startsWith(config.dataDir)
  return {
    lines: [
      `Frontdesk is ready: ${frontdesk.url}`,
      `Data: ${config.dataDir}${elsewhere ? ` (database: ${postgres.location.cluster})` : ''}`,
      ...(frontdesk.smtpPort ? [`Mail is taken in on port ${frontdesk.smtpPort}`] : []),
    ],
    async stop() {
      await frontdesk.stop()
      for (const step of undo.reverse()) await step()
    },
  }
}

/** What people can mend is told in words; everything else with its stack. */
function inWords(error: unknown, config: Config): string {
  if (error instanceof PostgresProblem || error instanceof SecretKeyProblem) return `✗ ${error.message}`
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    const port = 'port' in error ? String(error.port) : String(config.listen.port)
    return `✗ Port ${port} is taken. Stop the other program, or choose another one with PORT (or SMTP_IN_PORT).`
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
