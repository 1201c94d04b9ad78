// For commands beside the server: the running server's database if there is one, otherwise the embedded one is
// started for as long as the command takes.
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Connection } from '#db/pool.ts'
import type { Config } from './config.ts'
import { silentLog } from './lib/log.ts'
import { lockDataDir } from './postgres/lock.ts'
import { PostgresProblem } from './postgres/problem.ts'
import { startPostgres } from './postgres/start-postgres.ts'

const fileOf = (dataDir: string) => join(dataDir, 'connection.json')

/** Told by the running server, readable by its owner only, and taken away when it stops. */
export async function publishConnection(
  dataDir: string,
  connection: Connection,
): Promise<() => Promise<void>> {
  await writeFile(fileOf(dataDir), JSON.stringify(connection), { mode: 0o600 })
  return () => rm(fileOf(dataDir), { force: true })
}

/** The database of a data folder. `release` gives back what had to be started. */
export async function reachDatabase(
  config: Config,
): Promise<{ connection: Connection; release(): Promise<void> }> {
  if (config.database.url)
    return { connection: { connectionString: config.database.url }, release: async () => undefined }
  try {
    const lock = await lockDataDir(config.dataDir)
    const postgres = await startPostgres({ dataDir: config.dataDir, log: silentLog, lock })
    return {
      connection: postgres.connection,
      async release() {
        await postgres.stop()
        await lock.release()
      },
    }
  } catch (error) {
    if (!(error instanceof PostgresProblem)) throw error
    const running = await readFile(fileOf(config.dataDir), 'utf8').catch(() => null)
    if (running === null) throw error
    return { connection: JSON.parse(running) as Connection, release: async () => undefined }
  }
}
