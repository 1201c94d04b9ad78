// The embedded database: a real PostgreSQL server of our own, started and stopped with the app. This file is the
// order of the steps; each step has its file.
//
// In the data folder: frontdesk.lock and frontdesk.pid (one run at a time), postgres.password, and postgres/ with
// the cluster, its configuration and its socket. Started by root it may lie elsewhere: place.ts.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { type Log, silentLog } from '#lib/log.ts'
import { type Binaries, findBinaries } from './binaries.ts'
import { getPassword, initCluster, removeHalfMade } from './init-cluster.ts'
import { clearLeftovers } from './leftovers.ts'
import { chooseListening, emptyFolder } from './listen.ts'
import { type DataDirLock, lockDataDir } from './lock.ts'
import { writeNote } from './note.ts'
import { findPlace, type Place, ROOT_STORE } from './place.ts'
import { type Exit, type Postmaster, startPostmaster } from './postmaster.ts'
import { isCode, PostgresProblem } from './problem.ts'
import { DATABASE, type Listening, USER, writeSettings } from './settings.ts'
import { stopPostmaster, supervise, type Unsubscribe } from './supervise.ts'

const SHARED_MEMORY_WAIT_MS = 10_000
const SHARED_MEMORY_POLL_MS = 100

export type Connection = { host: string; port: number; user: string; password: string; database: string }

export type RunningPostgres = {
  /** Stays the same while this object lives, also when the server has to be started again. */
  connection: Connection
  /** Absent where the server listens on loopback. */
  socketDir?: string
  /** Of the current server process. */
  readonly pid: number
  location: { cluster: string; programs: string /** Who it runs as, if not as us. */; account?: string }
  /** The server died unasked. It is started again by itself; connections are lost. */
  onExit: (listener: (exit: Exit) => void) => Unsubscribe
  /** It accepts connections again. */
  onRestart: (listener: () => void) => Unsubscribe
  /** Ends sessions, writes everything down, stops; bounded. Then gives the data folder free. */
  stop(): Promise<void>
}

export type StartOptions = {
  dataDir: string
  log?: Log
  /** With a socket only a part of its name. Default: 5432, or a free one on loopback. */
  port?: number
  /** A lock that the caller holds already, and releases itself. */
  lock?: DataDirLock
  /** False only for clusters that a test throws away: a power failure would ruin it. */
  durable?: boolean
  /** Listen on loopback even where sockets work. */
  loopback?: boolean
  /** Where root places what the data folder cannot hold. */
  rootStore?: string
}

/**
 * Starts the server of a data folder, making the database at the first start, and resolves when it accepts
 * connections. Throws PostgresProblem, whose message says what to do. Handles no signals: stop() is the caller's.
 */
export async function startPostgres(options: StartOptions): Promise<RunningPostgres> {
  const log = options.log ?? silentLog
  const lock = options.lock ?? (await lockDataDir(options.dataDir, log))
  const held: DataDirLock[] = options.lock ? [] : [lock]
  try {
    return await startLocked({ ...options, dataDir: lock.folder, log, held })
  } catch (error) {
    await releaseAll(held)
    throw error
  }
}

async function startLocked(
  options: StartOptions & { log: Log; held: DataDirLock[] },
): Promise<RunningPostgres> {
  const { dataDir, log, held, durable = true, rootStore = ROOT_STORE } = options
  const since = performance.now()
  const place = await findPlace({ dataDir, store: rootStore, log })
  // A copy of a data folder whose database is elsewhere names the same database as the original.
  if (place.elsewhere) held.unshift(await lockDataDir(place.home, log))
  const binaries = await findBinaries({ account: place.account, store: rootStore, log })
  await writeNote(dataDir, {
    database: place.elsewhere ? place.home : undefined,
    programs: binaries.copied ? binaries.folder : undefined,
    account: place.account?.name,
  })
  await clearLeftovers(place, log)
  const isNew = !(await hasCluster(place, binaries))
  const making = { dataDir, place, binaries, durable, log }
  const password = isNew ? await initCluster(making) : await getPassword(making)
  if (!isNew) await removeHalfMade(place.home, log)

  const listening = await chooseListening(place, options)
  const { config } = await writeSettings(place.home, { listening, durable })
  const start = async () => {
    await clearLeftovers(place, log)
    if (listening.kind === 'socket') await emptyFolder(listening.folder)
    return startPostmaster({ binaries, place, config, log })
  }
  const first = await startPatiently(start)
  const connection = connectionTo(listening, password)
  try {
    await tryConnection(connection, dataDir)
  } catch (error) {
    await stopPostmaster(first)
    throw error
  }
  const server = supervise({ first, start, log })
  const location = { cluster: place.cluster, programs: binaries.folder, account: place.account?.name }
  log.info(
    { ...location, isNew, ms: Math.round(performance.now() - since) },
    'the embedded database is ready',
  )
  return {
    connection,
    socketDir: listening.kind === 'socket' ? listening.folder : undefined,
    get pid() {
      return server.pid
    },
    location,
    onExit: server.onExit,
    onRestart: server.onRestart,
    async stop() {
      await server.stop()
      await releaseAll(held)
    },
  }
}

/**
 * Processes of a killed server that could not be seen (on systems without /proc) still hold its shared memory
 * for a moment. PostgreSQL then refuses, rightly; they go by themselves.
 */
async function startPatiently(start: () => Promise<Postmaster>): Promise<Postmaster> {
  for (const until = performance.now() + SHARED_MEMORY_WAIT_MS; ; ) {
    try {
      return await start()
    } catch (error) {
      const isHeld = error instanceof PostgresProblem && error.message.includes('pre-existing shared memory')
      if (!isHeld || performance.now() > until) throw error
      await new Promise((resolve) => setTimeout(resolve, SHARED_MEMORY_POLL_MS))
    }
  }
}

/** Whether the cluster exists; throws `wrong_version` when it is of another major version than the programs. */
async function hasCluster(place: Place, binaries: Binaries): Promise<boolean> {
  let version: string
  try {
    version = (await readFile(join(place.cluster, 'PG_VERSION'), 'utf8')).trim()
  } catch (error) {
    if (isCode(error, 'ENOENT')) return false
    throw error
  }
  if (version === String(binaries.major)) return true
  throw new PostgresProblem(
    'wrong_version',
    `The database in ${place.cluster} was made by PostgreSQL ${version}; this installation brings ${binaries.major}, which ` +
      'cannot read it. Go back to the version of this program that made it, export the data there, and import it here.',
  )
}

function connectionTo(listening: Listening, password: string): Connection {
  const host = listening.kind === 'socket' ? listening.folder : '127.0.0.1'
  return { host, port: listening.port, user: USER, password, database: DATABASE }
}

async function tryConnection(connection: Connection, dataDir: string): Promise<void> {
  const client = new pg.Client(connection)
  try {
    await client.connect()
  } catch (error) {
    if (!isCode(error, '28P01')) throw error
    throw new PostgresProblem(
      'wrong_password',
      `The password in ${join(dataDir, 'postgres.password')} is not that of the database. Put the right one back, or delete ` +
        'the file: the next start then sets a new one.',
      { cause: error },
    )
  } finally {
    await client.end()
  }
}

async function releaseAll(held: DataDirLock[]): Promise<void> {
  for (const lock of held.splice(0)) await lock.release()
}
