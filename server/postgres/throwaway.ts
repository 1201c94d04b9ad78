// A cluster for a test run: as real as any, fast, not durable, and gone afterwards.
import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Log, silentLog } from '#lib/log.ts'
import { clearLeftovers } from './leftovers.ts'
import { lockDataDir } from './lock.ts'
import { type RunningPostgres, startPostgres } from './start-postgres.ts'

const PREFIX = 'frontdesk-test-'
/** A younger folder may be of a test run that is just about to lock it. */
const OLD_AFTER_MS = 60_000

/** Starts a server in a new temporary folder; stop() also removes the folder. */
export async function startThrowawayPostgres(options: { log?: Log } = {}): Promise<RunningPostgres> {
  await removeAbandoned()
  const dataDir = await mkdtemp(join(tmpdir(), PREFIX))
  const remove = () => rm(dataDir, { recursive: true, force: true })
  try {
    // As root, PostgreSQL's account must be able to pass through, or the cluster would be placed elsewhere.
    if (process.getuid?.() === 0) await chmod(dataDir, 0o711)
    const running = await startPostgres({ ...options, dataDir, durable: false })
    const { connection, socketDir, location, onExit, onRestart } = running
    return {
      connection,
      socketDir,
      location,
      onExit,
      onRestart,
      get pid() {
        return running.pid
      },
      async stop() {
        await running.stop()
        await rm(dirname(location.cluster), { recursive: true, force: true })
        await remove()
      },
    }
  } catch (error) {
    await remove()
    throw error
  }
}

/** Test runs that were killed leave their server running. Whose lock is free has no owner any more. */
async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue
    const folder = join(tmpdir(), name)
    try {
      if (Date.now() - (await stat(folder)).mtimeMs < OLD_AFTER_MS) continue
      const lock = await lockDataDir(folder)
      const home = join(folder, 'postgres')
      await clearLeftovers(
        { home, cluster: join(home, 'cluster'), account: undefined, elsewhere: false },
        silentLog,
      )
      await rm(folder, { recursive: true, force: true })
      await lock.release()
    } catch {
      // In use, another user's, or removed by another test run at this moment: not ours to remove.
    }
  }
}
