// One run per data folder. The lock is held by the kernel, so no crash can leave it behind, no reused process
// id can fake it, and it also keeps out a second container with the same volume.
import { chmod, mkdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type Log, silentLog } from '#lib/log.ts'
import { isCode, PostgresProblem } from './problem.ts'

export type DataDirLock = {
  /** The folder without symbolic links. */
  folder: string
  release(): Promise<void>
}

type Holder = { pid: number; host: string; since: string }

const SQLITE_BUSY = 5
const HOLDER_RETRIES = 10
const HOLDER_WAIT_MS = 20

/**
 * Makes the folder if needed and takes its lock, or throws `folder_in_use` naming the folder and the process
 * that has it. What a killed run left is taken over and logged. A second call in the same process is refused too.
 */
export async function lockDataDir(dataDir: string, log: Log = silentLog): Promise<DataDirLock> {
  const folder = await makeFolder(dataDir)
  const holderFile = join(folder, 'frontdesk.pid')
  const database = await takeLock(folder, holderFile)
  try {
    const previous = await readHolder(holderFile)
    if (previous)
      log.warn({ folder, previous }, 'the last run on this data folder did not end properly; taking over')
    const holder: Holder = { pid: process.pid, host: hostname(), since: new Date().toISOString() }
    await rm(holderFile, { force: true }) // a killed run of root may have left one that only root can write
    await writeFile(holderFile, `${JSON.stringify(holder)}\n`)
  } catch (error) {
    database.close()
    throw notUsable(folder, error)
  }
  let held = true
  return {
    folder,
    async release() {
      if (!held) return
      held = false
      await rm(holderFile, { force: true })
      database.close()
    },
  }
}

async function makeFolder(dataDir: string): Promise<string> {
  // As root, the account that PostgreSQL runs as must be able to pass through, though not to look around.
  const mode = process.getuid?.() === 0 ? 0o711 : 0o700
  try {
    const made = await mkdir(dataDir, { recursive: true, mode })
    if (made !== undefined) await chmod(dataDir, mode)
    return await realpath(dataDir)
  } catch (error) {
    throw notUsable(dataDir, error)
  }
}

/**
 * Node has no flock, but its SQLite takes the same kind of lock: exclusive, on an empty file that is never
 * written, gone with the process whatever kills it, and not inherited by the server that we start.
 */
async function takeLock(folder: string, holderFile: string): Promise<DatabaseSync> {
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(join(folder, 'frontdesk.lock'))
    database.exec('begin exclusive')
    return database
  } catch (error) {
    database?.close()
    if (!(error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY))
      throw notUsable(folder, error)
    const holder = await waitForHolder(holderFile)
    const who = holder
      ? `process ${holder.pid}${holder.host === hostname() ? '' : ` on ${holder.host}`}, started ${holder.since}`
      : 'another process'
    throw new PostgresProblem(
      'folder_in_use',
      `The data folder ${folder} is already in use by ${who}. Stop that one first, or set DATA_DIR to another folder.`,
    )
  }
}

/** Who has just taken the lock may not have written its name yet. */
async function waitForHolder(file: string): Promise<Holder | undefined> {
  for (let i = 0; i < HOLDER_RETRIES; i++) {
    const holder = await readHolder(file)
    if (holder) return holder
    await new Promise((resolve) => setTimeout(resolve, HOLDER_WAIT_MS))
  }
  return undefined
}

async function readHolder(file: string): Promise<Holder | undefined> {
  try {
    const read: unknown = JSON.parse(await readFile(file, 'utf8'))
    return isHolder(read) ? read : undefined
  } catch (error) {
    // Half-written by a run that was killed in the middle: as good as none.
    if (error instanceof SyntaxError || isCode(error, 'ENOENT')) return undefined
    throw error
  }
}

function isHolder(read: unknown): read is Holder {
  return (
    typeof read === 'object' &&
    read !== null &&
    'pid' in read &&
    typeof read.pid === 'number' &&
    'host' in read &&
    typeof read.host === 'string' &&
    'since' in read &&
    typeof read.since === 'string'
  )
}

function notUsable(folder: string, cause: unknown): PostgresProblem {
  const reason = cause instanceof Error ? cause.message : 'unknown reason'
  return new PostgresProblem(
    'folder_not_usable',
    `The data folder ${folder} cannot be used (${reason}). It must be on a local disk and writable for the user that ` +
      'starts this program. Change its owner, or set DATA_DIR to another folder.',
    { cause },
  )
}
