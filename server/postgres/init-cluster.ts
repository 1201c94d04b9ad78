// Makes the database, once. It is built under another name and renamed when complete, so that a start which was
// killed in the middle leaves rubbish and never half a database.
import { randomBytes } from 'node:crypto'
import { open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Log } from '#lib/log.ts'
import type { Binaries } from './binaries.ts'
import { makeOwned, type Place } from './place.ts'
import { isCode, PostgresProblem } from './problem.ts'
import { type Ran, run } from './run.ts'
import { DATABASE, USER } from './settings.ts'

const MAKING = 'making-'
const SUPERUSER = 'postgres'
const PASSWORD_FILE = 'postgres.password'
const PASSWORD_BYTES = 24

/** Makes the cluster with the role and the database of the app, and returns the password. Throws `init_failed`. */
export async function initCluster(options: {
  dataDir: string
  place: Place
  binaries: Binaries
  durable: boolean
  log: Log
}): Promise<string> {
  const { dataDir, place, binaries, durable, log } = options
  const { account, home } = place
  await removeHalfMade(home, log)
  const making = join(home, `${MAKING}${randomBytes(4).toString('hex')}`)
  const cluster = join(making, 'cluster')
  await makeOwned(making, account)
  const password = randomBytes(PASSWORD_BYTES).toString('base64url')

  // Nothing depends on the locales of the machine: the built-in provider sorts and folds the same everywhere.
  const init = ['--pgdata', cluster, '--username', SUPERUSER, '--auth', 'reject', '--encoding', 'UTF8']
  const locale = ['--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8']
  const inHere = { account, cwd: making }
  succeeded(await run(binaries.initdb, [...init, ...locale, '--no-instructions', '--no-sync'], inHere), place)
  succeeded(await runAlone(binaries, cluster, { ...inHere, durable: false, sql: firstSql(password) }), place)
  // One sync at the end for all that was written without.
  if (durable) succeeded(await run(binaries.initdb, ['--sync-only', '--pgdata', cluster], inHere), place)

  await writePassword(dataDir, password)
  await rename(cluster, place.cluster)
  if (durable) await syncFolder(home)
  await rm(making, { recursive: true, force: true })
  return password
}

/**
 * The password of the app's role. Where its file is gone, a new one is set while the server is down: who may
 * write the data folder may do that anyway.
 */
export async function getPassword(options: {
  dataDir: string
  place: Place
  binaries: Binaries
  log: Log
}): Promise<string> {
  const { dataDir, place, binaries, log } = options
  try {
    const kept = (await readFile(join(dataDir, PASSWORD_FILE), 'utf8')).trim()
    if (kept) return kept
  } catch (error) {
    if (!isCode(error, 'ENOENT')) throw error
  }
  log.warn(
    { file: join(dataDir, PASSWORD_FILE) },
    'the password of the database is missing; setting a new one',
  )
  const password = randomBytes(PASSWORD_BYTES).toString('base64url')
  const { account, cluster } = place
  const sql = [`alter role ${USER} password '${password}'`]
  succeeded(await runAlone(binaries, cluster, { account, cwd: cluster, durable: true, sql }), place)
  await writePassword(dataDir, password)
  return password
}

/** The leftovers of starts that were killed while they made the database. */
export async function removeHalfMade(home: string, log: Log): Promise<void> {
  for (const name of await readdir(home))
    if (name.startsWith(MAKING)) {
      log.warn({ folder: join(home, name) }, 'removing a half-made database of a start that was cut short')
      await rm(join(home, name), { recursive: true, force: true, maxRetries: 5 })
    }
}

function firstSql(password: string): string[] {
  return [
    // No superuser: a mistake in a query must not read files or start programs on the machine.
    `create role ${USER} login createdb password '${password}'`,
    // Its errors reach the app, which logs them without values. Here they would show what customers wrote.
    `alter role ${USER} set log_min_messages = 'log'`,
    `grant pg_monitor, pg_checkpoint to ${USER}`,
    `create database ${DATABASE} owner ${USER}`,
  ]
}

/** Single-user mode: one statement a line, no network, no password, and only while no server runs. */
function runAlone(
  binaries: Binaries,
  cluster: string,
  options: { account: Place['account']; cwd: string; durable: boolean; sql: string[] },
): Promise<Ran> {
  const { account, cwd, durable, sql } = options
  const args = ['--single', ...(durable ? [] : ['-F']), '-D', cluster]
  const quiet = ['-c', 'exit_on_error=on', '-c', 'log_checkpoints=off', '-c', 'log_min_error_statement=panic']
  return run(binaries.postgres, [...args, ...quiet, SUPERUSER], {
    account,
    cwd,
    input: `${sql.join('\n')}\n`,
  })
}

function succeeded(ran: Ran, place: Place): void {
  if (ran.ok) return
  throw new PostgresProblem(
    'init_failed',
    `The database could not be made in ${place.home}: ${ran.output.trim().split('\n').slice(-5).join(' / ')}. Check that ` +
      'there is room on the disk and that the folder is on a local disk.',
  )
}

async function writePassword(dataDir: string, password: string): Promise<void> {
  const path = join(dataDir, PASSWORD_FILE)
  await rm(`${path}.new`, { force: true })
  await writeFile(`${path}.new`, `${password}\n`, { mode: 0o600, flag: 'wx', flush: true })
  await rename(`${path}.new`, path)
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
