// One process from its environment: reads the configuration, brings the database, starts the product, stops it.
import { mkdir } from 'node:fs/promises'
import { ensureBuilt } from '#server/build.ts'
import { ensureSecretKey, loadConfig, SecretKeyProblem } from './config.ts'
import { createLog } from './lib/log.ts'
import { startFrontdesk } from './main.ts'
import { lockDataDir } from './postgres/lock.ts'
import { PostgresProblem } from './postgres/problem.ts'
import { startPostgres } from './postgres/start-postgres.ts'

const parsed = loadConfig()
if (!parsed.ok) {
  for (const problem of parsed.problems) console.error(`✗ ${problem}`)
  console.error('Nothing was started. Correct these settings and start again.')
  process.exit(1)
}
const { config } = parsed
const log = createLog({ level: config.logLevel })
const began = performance.now()

try {
  await ensureBuilt()
  await mkdir(config.dataDir, { recursive: true })
  const lock = await lockDataDir(config.dataDir, log)
  const secret = await ensureSecretKey(config.dataDir, config.secretKey)
  const postgres = config.database.url ? null : await startPostgres({ dataDir: config.dataDir, log, lock })
  const connection = postgres ? postgres.connection : { connectionString: config.database.url ?? '' }
  const frontdesk = await startFrontdesk(config, secret, connection, log)

  console.log(`\n  Frontdesk is ready: ${frontdesk.url}`)
  console.log(`  Data: ${config.dataDir}${postgres && !postgres.location.cluster.startsWith(config.dataDir) ? ` (database: ${postgres.location.cluster})` : ''}`)
  if (frontdesk.smtpPort) console.log(`  Mail is taken in on port ${frontdesk.smtpPort}`)
  console.log(`  Started in ${((performance.now() - began) / 1000).toFixed(1)} s. Stop with Ctrl-C.\n`)

  let stopping = false
  const stop = async (signal: string) => {
    if (stopping) return process.exit(1)
    stopping = true
    log.info({ signal }, 'stopping: finishing what is under way')
    // Whatever hangs must not hold the end up for ever; nothing is lost by it.
    setTimeout(() => process.exit(1), 20_000).unref()
    await frontdesk.stop()
    await postgres?.stop()
    await lock.release()
    process.exit(0)
  }
  process.on('SIGTERM', () => void stop('SIGTERM'))
  process.on('SIGINT', () => void stop('SIGINT'))
} catch (error) {
  // What people can mend is told in words; everything else with its stack.
  if (error instanceof PostgresProblem || error instanceof SecretKeyProblem) console.error(`✗ ${error.message}`)
  else if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    console.error(`✗ Port ${config.listen.port} is taken. Stop the other program, or start with another PORT.`)
  else console.error(error)
  process.exit(1)
}
