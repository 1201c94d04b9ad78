// What a killed run left behind: a server that still runs, backends without a server, a lock file. All of it is
// ended before a new server starts on the same files. Called only while the data folder is locked by us, so a
// server that is found here belongs to nobody.
import { constants, readdir, readFile, readlink, writeFile } from 'node:fs/promises'
import { basename, join, sep } from 'node:path'
import type { Log } from '#lib/log.ts'
import type { Place } from './place.ts'
import { isCode } from './problem.ts'
import { run } from './run.ts'

const PROGRAMS = ['postgres', 'initdb']
const POLL_MS = 10

/** How long each step may take: the first is a shutdown with checkpoint, the second without, the third a kill. */
const STEPS: { signal: NodeJS.Signals; wait: number }[] = [
  { signal: 'SIGINT', wait: 5000 },
  { signal: 'SIGQUIT', wait: 3000 },
]
/** Backends notice by themselves that their server is gone, unless they are in the middle of a long query. */
const ORPHANS_WAIT_MS = 1000
const KILLED_WAIT_MS = 5000

/** Ends whatever of ours still runs in the home. Afterwards nobody else has the cluster's files open. */
export async function clearLeftovers(place: Place, log: Log): Promise<void> {
  const server = await readServerPid(place)
  const running = await findRunning(place, server)
  if (running.length > 0) await end(running, running.includes(server ?? 0) ? server : undefined, log)
  await disownLockFile(place, log)
}

async function end(running: number[], server: number | undefined, log: Log): Promise<void> {
  if (server === undefined) {
    log.warn({ processes: running }, 'waiting for processes of a database server that was killed')
    if (await gone(running, ORPHANS_WAIT_MS)) return
  } else {
    log.warn({ pid: server }, 'a database server of a killed run is still there; stopping it')
    for (const { signal, wait } of STEPS) {
      send(server, signal)
      if (await gone(running, wait)) return
    }
  }
  // Safe for the data: what was committed is in the log, and the next start replays it.
  for (const pid of running) send(pid, 'SIGKILL')
  if (!(await gone(running, KILLED_WAIT_MS)))
    log.error({ processes: running }, 'these processes cannot be killed')
}

async function gone(pids: number[], within: number): Promise<boolean> {
  const until = performance.now() + within
  while (await anyAlive(pids)) {
    if (performance.now() > until) return false
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
  return true
}

/**
 * The lock file of a dead server names a process id that by now may belong to somebody else; PostgreSQL would
 * then refuse to start. Deleting the file would also delete what it knows of shared memory in use. So only the
 * id is replaced, by ours: PostgreSQL takes its parent's id for stale and makes all its other checks.
 */
async function disownLockFile(place: Place, log: Log): Promise<void> {
  const server = await readServerPid(place)
  if (server === undefined || !isAlive(server) || (await findRunning(place, server)).includes(server)) return
  const path = join(place.cluster, 'postmaster.pid')
  log.warn(
    { path, pid: server },
    'the lock file of the database names a process that is not a database; ignoring it',
  )
  const [, ...rest] = (await readFile(path, 'utf8')).split('\n')
  // The folder is the account's: root must not follow a link that was put there under this name.
  const flag = constants.O_WRONLY | constants.O_TRUNC | constants.O_NOFOLLOW
  await writeFile(path, [process.pid, ...rest].join('\n'), { flag })
}

async function readServerPid(place: Place): Promise<number | undefined> {
  try {
    const first = (await readFile(join(place.cluster, 'postmaster.pid'), 'utf8')).split('\n')[0] ?? ''
    return Math.abs(Number.parseInt(first, 10)) || undefined
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined
    throw error
  }
}

/** PostgreSQL's processes of this home, and nobody else's: neither a reused id nor a shell that stands there. */
async function findRunning(place: Place, server: number | undefined): Promise<number[]> {
  if (process.platform === 'linux') return findByFolder(place.home)
  // Elsewhere there is no way to see a process's folder without extra tools; the server names it as argument.
  if (server === undefined || !isAlive(server)) return []
  const listed = await run('ps', ['-ww', '-o', 'command=', '-p', String(server)])
  return listed.ok && listed.output.includes(place.cluster) ? [server] : []
}

async function findByFolder(home: string): Promise<number[]> {
  const found: number[] = []
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    // Unreadable: another user's, or gone in the meantime. Neither is ours.
    const [cwd, program] = await Promise.all([
      readlink(`/proc/${name}/cwd`).catch(() => ''),
      readlink(`/proc/${name}/exe`).catch(() => ''),
    ])
    const isInside = cwd === home || cwd.startsWith(home + sep)
    if (isInside && PROGRAMS.includes(basename(program).replace(/ \(deleted\)$/, '')))
      found.push(Number(name))
  }
  return found
}

/** A zombie counts as gone: in containers nobody may ever collect it, and it holds no files. */
async function anyAlive(pids: number[]): Promise<boolean> {
  for (const pid of pids) {
    if (!isAlive(pid)) continue
    // The state follows the name of the program, which may itself hold brackets and spaces.
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
    if (!/^\) [ZX]/.test(stat.slice(stat.lastIndexOf(')')))) return true
  }
  return false
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return !isCode(error, 'ESRCH')
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (!isCode(error, 'ESRCH')) throw error
  }
}
