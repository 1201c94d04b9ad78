// The product as a process of its own with its own embedded database, for tests that kill things. Like server/run.ts,
// with short times, so that a test sees in seconds what takes a minute in use.

import { createLog } from '#lib/log.ts'
import { lockDataDir } from '#postgres/lock.ts'
import { startPostgres } from '#postgres/start-postgres.ts'
import { ensureSecretKey } from '#server/config.ts'
import { startFrontdesk } from '#server/main.ts'
import { publishConnection } from '#server/reach-database.ts'

const [dataDir = '', port = '0', token = ''] = process.argv.slice(2)
const log = createLog({ level: process.env.TEST_LOG ? 'warn' : 'fatal' })
const lock = await lockDataDir(dataDir, log)
const secret = await ensureSecretKey(dataDir, undefined)
const postgres = await startPostgres({ dataDir, log, lock })
await publishConnection(dataDir, postgres.connection)
const frontdesk = await startFrontdesk(
  {
    role: 'all',
    listen: { host: '127.0.0.1', port: Number(port) },
    logLevel: 'error',
    privateEndpoints: 'allow',
    dataDir,
    database: { poolSize: 12 },
    apiToken: token,
    sampleData: false,
    ai: { provider: 'builtin', timeoutMs: 5_000 },
  },
  secret,
  postgres.connection,
  log,
  {
    timing: {
      burst: { quietMs: 30, maxMs: 200 },
      leaseMs: 2_000,
      reconcileAfterMs: 300,
      retryMs: 50,
      takeoverWaitMs: 1_000,
    },
    worker: { pollMs: 150, beatMs: 400, concurrency: 6 },
  },
)
process.send?.({ ready: frontdesk.port, postgres: postgres.pid })
postgres.onRestart(() => process.send?.({ ready: frontdesk.port, postgres: postgres.pid }))
process.on('SIGTERM', async () => {
  await frontdesk.stop()
  await postgres.stop()
  await lock.release()
  process.exit(0)
})
