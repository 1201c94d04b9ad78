// Chooses where the server listens. A path of a socket may have 107 bytes (103 on macOS), and a data folder
// deep in a home directory has more.
import { createHash, randomBytes } from 'node:crypto'
import { lstat, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { canWorkIn } from './account.ts'
import { makeOwned, type Place } from './place.ts'
import { isCode } from './problem.ts'
import type { Account } from './run.ts'
import type { Listening } from './settings.ts'

const LONGEST = process.platform === 'linux' ? 107 : 103
const DEFAULT_PORT = 5432

/**
 * A private folder for the socket: in the home, else a short one among the temporary files, else loopback.
 * The answer is the same at every start of one data folder, except for the free port of loopback.
 */
export async function chooseListening(
  place: Place,
  options: { port?: number; loopback?: boolean },
): Promise<Listening> {
  const port = options.port ?? DEFAULT_PORT
  if (!options.loopback) {
    const inside = join(place.home, 'run')
    await makeOwned(inside, place.account)
    if (await worksFor(inside, port)) return { kind: 'socket', folder: inside, port }
    // The machine's folder for temporary files may itself be long (macOS) or closed to the account.
    for (const temporary of new Set([tmpdir(), '/tmp'])) {
      const folder = await shortFolder(temporary, place)
      if (folder && (await worksFor(folder, port))) return { kind: 'socket', folder, port }
    }
  }
  return { kind: 'loopback', port: options.port ?? (await freePort()) }
}

/** Whether a socket in this folder has a path that fits, can be written down, and can be made at all. */
async function worksFor(folder: string, port: number): Promise<boolean> {
  if (Buffer.byteLength(join(folder, `.s.PGSQL.${port}`)) > LONGEST) return false
  // The setting is a list with commas and quotes of its own; such folders are rare and have a way out.
  if (/[,"'\\\n]/.test(folder)) return false
  const server = createServer()
  try {
    const probe = join(folder, `.${randomBytes(4).toString('hex')}`)
    await listen(server, { path: probe })
    return true
  } catch {
    return false // a network share or a mount of another system: files, but no sockets
  } finally {
    server.close()
  }
}

/**
 * Removes what a killed server left in a folder for sockets that is ours alone, while none of ours is running: its
 * lock file would stop the next start if another process now had the same id.
 */
export async function emptyFolder(folder: string): Promise<void> {
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true, force: true })
}

async function shortFolder(temporary: string, place: Place): Promise<string | undefined> {
  const uid = place.account?.uid ?? process.getuid?.() ?? 0
  const hash = createHash('sha256').update(place.home).digest('hex').slice(0, 12)
  const wanted = join(temporary, `frontdesk-${hash}`)
  try {
    const folder = (await isOurs(wanted, uid)) ? wanted : await mkdtemp(`${wanted}-`)
    await own(folder, place.account)
    return (await canWorkIn(folder, place.account)) ? folder : undefined
  } catch (error) {
    if (isCode(error, 'ENOENT', 'EACCES', 'EROFS', 'EPERM')) return undefined
    throw error
  }
}

/** Among temporary files anybody can take a name first: then it is not ours, and another name is used. */
async function isOurs(folder: string, uid: number): Promise<boolean> {
  try {
    await mkdir(folder, { mode: 0o700 })
    return true
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error
    const found = await lstat(folder)
    return found.isDirectory() && found.uid === uid && (found.mode & 0o077) === 0
  }
}

async function own(folder: string, account: Account | undefined): Promise<void> {
  if (account) await makeOwned(folder, account)
}

async function freePort(): Promise<number> {
  const server = createServer()
  await listen(server, { port: 0, host: '127.0.0.1' })
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (typeof address !== 'object' || address === null) throw new Error('a listening server has an address')
  return address.port
}

function listen(
  server: ReturnType<typeof createServer>,
  where: { path: string } | { port: number; host: string },
) {
  return new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(where, resolve)
  })
}
