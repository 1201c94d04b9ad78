// Where the database lies: in the data folder, unless root started us there and PostgreSQL's account cannot
// enter. Then it lies elsewhere, and a text file in the data folder says where.
import { createHash } from 'node:crypto'
import { chmod, lchown, mkdir, realpath, rm, rmdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Log } from '#lib/log.ts'
import { accountOf, canWorkIn, getAccount, isRoot } from './account.ts'
import { NOTE, readNote } from './note.ts'
import { isCode, PostgresProblem } from './problem.ts'
import { type Account, run } from './run.ts'

export type Place = {
  /** Ours: configuration, and the folders below. */
  home: string
  /** PostgreSQL's data directory. Its name appears only when it is complete. */
  cluster: string
  account: Account | undefined
  elsewhere: boolean
}

/** Outside of a data folder, for root only. */
export const ROOT_STORE = '/var/lib/frontdesk'
const MAY_PASS = 0o001

/** Decides for this data folder, and prepares the home. `dataDir` has no symbolic links and is locked. */
export async function findPlace(options: { dataDir: string; store: string; log: Log }): Promise<Place> {
  const { dataDir, store, log } = options
  const inside = join(dataDir, 'postgres')
  const noted = await readNote(dataDir)
  if (noted !== undefined && !(await exists(noted))) throw missing(dataDir, noted)
  // The processes of a leftover server are known by the real path of their folder.
  const home = noted === undefined ? inside : await realpath(noted)
  const cluster = join(home, 'cluster')
  const elsewhere = home !== inside

  if (await exists(cluster)) return { home, cluster, account: await ownerOf(cluster, log), elsewhere }
  if (!isRoot()) {
    await mkdir(home, { recursive: true, mode: 0o700 })
    return { home, cluster, account: undefined, elsewhere }
  }
  const account = await getAccount()
  await letPass(dataDir, log)
  // The owner of the data folder is the second choice: in a container, a volume of the host's user may be closed
  // to everybody else, and a place outside of the volume would go with the container.
  for (const candidate of [account, await ownerOfFolder(dataDir)])
    if (candidate && (await prepare(home, candidate))) return { home, cluster, account: candidate, elsewhere }
  await rmdir(home).catch(() => {}) // an empty folder of that name would only mislead
  return goElsewhere({ dataDir, store, account, log })
}

/** The data folder is ours. If it is closed and root's, others may pass through it, though still not look in. */
async function letPass(dataDir: string, log: Log): Promise<void> {
  const { uid, mode } = await stat(dataDir)
  if (uid !== 0 || mode & MAY_PASS) return
  log.info(
    { dataDir },
    'letting other accounts pass through the data folder, because PostgreSQL cannot run as root',
  )
  await chmod(dataDir, (mode & 0o7777) | MAY_PASS)
}

async function ownerOfFolder(folder: string): Promise<Account | undefined> {
  const { uid, gid } = await stat(folder)
  if (uid === 0) return undefined
  const account = await accountOf(uid, gid)
  // initdb refuses an account without an entry, which is named by its number here.
  return account.name === String(uid) ? undefined : account
}

/** Runs as whoever owns the cluster: that is the account which can read it. */
async function ownerOf(cluster: string, log: Log): Promise<Account | undefined> {
  const owner = await stat(cluster)
  if (!isRoot()) {
    if (owner.uid === process.getuid?.()) return undefined
    const { name } = await accountOf(owner.uid, owner.gid)
    throw new PostgresProblem(
      'wrong_owner',
      `The database in ${cluster} belongs to the account ${name}, because it was made when this program was started by ` +
        `another user. Start it as that user (or as root), or hand it over: chown -R ${process.getuid?.()} ${cluster}`,
    )
  }
  if (owner.uid !== 0) {
    const account = await accountOf(owner.uid, owner.gid)
    if (await canWorkIn(cluster, account)) return account
    throw new PostgresProblem(
      'not_reachable',
      `The database in ${cluster} belongs to the account ${account.name}, which can no longer enter that folder. ` +
        'Allow others to pass through each folder above it (chmod o+x), or move the data folder to where they can.',
    )
  }
  // Nobody runs PostgreSQL as root, so this was copied here by root, from a backup for example.
  const account = await getAccount()
  log.warn(
    { cluster, account: account.name },
    'the database belonged to root; handing it to the account that runs it',
  )
  await run('chown', ['-R', '-h', `${account.uid}:${account.gid}`, cluster])
  await chmod(cluster, 0o700)
  return ownerOf(cluster, log)
}

async function goElsewhere(options: {
  dataDir: string
  store: string
  account: Account
  log: Log
}): Promise<Place> {
  const { dataDir, store, account, log } = options
  const wanted = join(store, createHash('sha256').update(dataDir).digest('hex').slice(0, 16))
  const home = await freeHome(wanted)
  if (home !== wanted)
    log.warn(
      { store, dataDir },
      `databases of earlier data folders with this path are still in ${wanted}*; delete them if nobody needs them`,
    )
  if (!(await prepare(home, account)))
    throw new PostgresProblem(
      'not_reachable',
      `PostgreSQL refuses to run as root, and the account ${account.name} can use neither ${dataDir} nor ${home}. Start as ` +
        'an ordinary user, set DATA_DIR to a folder that others may enter, or set DATABASE_URL.',
    )
  log.warn(
    { dataDir, database: home, account: account.name },
    `the account ${account.name} cannot enter the data folder, so the database lies in ${home}`,
  )
  return {
    home: await realpath(home),
    cluster: join(await realpath(home), 'cluster'),
    account,
    elsewhere: true,
  }
}

/**
 * A data folder that was deleted and made anew must not show the old data, and the old data must not be lost
 * either: an occupied name is left alone. One without a cluster is the rest of a start that was cut short.
 */
async function freeHome(wanted: string): Promise<string> {
  for (let i = 1; ; i++) {
    const home = i === 1 ? wanted : `${wanted}-${i}`
    if (!(await exists(join(home, 'cluster')))) return home
  }
}

/** Makes the home and tries whether the account can work below it. False where it cannot. */
async function prepare(home: string, account: Account): Promise<boolean> {
  const probe = join(home, 'probe')
  try {
    // The home stays root's: in a folder of its own, the account could redirect what root writes there.
    await makePassable(home)
    await makeOwned(probe, account)
    return await canWorkIn(probe, account)
  } catch (error) {
    // Some mounts know no owners (chown: EPERM), others are read-only.
    if (isCode(error, 'EPERM', 'EACCES', 'EROFS', 'EINVAL', 'ENOTSUP', 'ENOSYS')) return false
    throw error
  } finally {
    await rm(probe, { recursive: true, force: true }).catch(() => {})
  }
}

/** A folder that other accounts can pass through, with the ones above it that did not exist, whatever the umask. */
export async function makePassable(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true })
  await chmod(folder, 0o711)
  for (let made = folder; first !== undefined && made !== first; ) {
    made = dirname(made)
    await chmod(made, 0o711)
  }
}

/** A private folder of the account's. */
export async function makeOwned(folder: string, account: Account | undefined): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (account) await lchown(folder, account.uid, account.gid)
}

function missing(dataDir: string, noted: string): PostgresProblem {
  return new PostgresProblem(
    'database_missing',
    `The database of ${dataDir} should be in ${noted}, which does not exist. Put it back from a backup. Only to begin ` +
      `with an empty database, delete ${join(dataDir, NOTE)}.`,
  )
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    if (isCode(error, 'ENOENT')) return false
    throw error
  }
}
