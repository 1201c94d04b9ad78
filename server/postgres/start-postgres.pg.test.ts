// Real servers in temporary folders. One folder serves most tests, because making a database takes half a second.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, mkdtemp, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createLog } from '#lib/log.ts'
import { type RunningPostgres, type StartOptions, startPostgres } from './start-postgres.ts'
import { startThrowawayPostgres } from './throwaway.ts'

const isRoot = process.getuid?.() === 0
let root = ''
let dataDir = ''
const cleanups: (() => unknown)[] = []

beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'fd-pg-')))
  await chmod(root, 0o711)
  dataDir = join(root, 'data')
})
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup()
})
afterAll(() => rm(root, { recursive: true, force: true }))

async function start(options: Partial<StartOptions> = {}): Promise<RunningPostgres> {
  const running = await startPostgres({ dataDir, durable: false, rootStore: join(root, 'store'), ...options })
  cleanups.push(() => running.stop())
  return running
}

async function query(running: RunningPostgres, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(running.connection)
  client.on('error', () => {}) // a server that is killed under it
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/** Another run of the product on this folder, as far as the database goes. */
function otherRun(folder: string): ChildProcess {
  const script = `
    const { startPostgres } = await import(${JSON.stringify(new URL('./start-postgres.ts', import.meta.url).href)})
    const running = await startPostgres(${JSON.stringify({ dataDir: folder, durable: false })})
    console.log(running.pid)
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  cleanups.push(() => child.kill('SIGKILL'))
  return child
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

function capture() {
  const lines: string[] = []
  return {
    lines,
    log: createLog({ level: 'debug', destination: { write: (line: string) => void lines.push(line) } }),
  }
}

describe('a data folder', () => {
  test('gets a database at the first start, and has it at the next', async () => {
    const first = await start({ durable: true })
    const [facts] = await query(
      first,
      `select current_database() as db, current_setting('server_encoding') as encoding, rolsuper as super,
        current_setting('fsync') || current_setting('synchronous_commit') || current_setting('full_page_writes') as durable,
        current_setting('listen_addresses') as listen, upper('straße ñ') as upper
      from pg_roles where rolname = current_user`,
    )
    expect(facts).toEqual({
      db: 'frontdesk',
      encoding: 'UTF8',
      super: false,
      durable: 'ononon',
      listen: '',
      // The builtin locale folds ñ, which plain C would not.
      upper: 'STRAßE Ñ',
    })
    expect((await stat(join(dataDir, 'postgres.password'))).mode & 0o777).toBe(0o600)
    expect((await stat(first.socketDir ?? '')).mode & 0o777).toBe(0o700)
    await query(first, 'create table kept (what text)')
    await query(first, "insert into kept values ('this')")
    await first.stop()
    await first.stop()
    expect(isAlive(first.pid)).toBe(false)

    const second = await start()
    expect(await query(second, 'select what from kept')).toEqual([{ what: 'this' }])
    expect(second.connection).toEqual(first.connection)
  })

  test('refuses whoever comes second, and the first goes on', async () => {
    const first = await start()
    await expect(start()).rejects.toMatchObject({
      code: 'folder_in_use',
      message: expect.stringContaining(`${dataDir} is already in use by process ${process.pid}`),
    })
    expect(await query(first, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('lets only the password in', async () => {
    const running = await start()
    const wrong = new pg.Client({ ...running.connection, password: 'guess' })
    await expect(wrong.connect()).rejects.toMatchObject({ code: '28P01' })
    const superuser = new pg.Client({ ...running.connection, user: 'postgres' })
    await expect(superuser.connect()).rejects.toMatchObject({ code: '28000' })
  })

  test('does not log what a failed statement carried, but logs what matters', async () => {
    const { lines, log } = capture()
    const running = await start({ log })
    await query(running, 'create table phones (number text unique)')
    await expect(
      query(running, "insert into phones values ('+15550001111'), ('+15550001111')"),
    ).rejects.toThrow('phones')
    await expect(query(running, "select 'private words'::int")).rejects.toThrow('private words')
    await query(running, 'drop table phones')
    await running.stop()
    expect(lines.join('')).toContain('the embedded database is ready')
    expect(lines.join('')).toContain('database system is shut down')
    expect(lines.join('')).not.toMatch(/5550001111|private words/)
  })
})

describe('after a kill', () => {
  test('of the server, it is started again where it was, and says so', async () => {
    const running = await start()
    const { pid } = running
    const heard: string[] = []
    running.onExit((exit) => heard.push(`exit ${exit.signal}`))
    const back = new Promise<void>((resolve) => running.onRestart(resolve))
    // A backend in the middle of work does not notice that its server is gone, and keeps the shared memory.
    const busy = query(running, 'select count(*) from generate_series(1, 1e12)').catch(
      (error: unknown) => error,
    )
    await expect.poll(async () => (await query(running, BUSY)).length).toBe(1)
    process.kill(pid, 'SIGKILL')
    await back
    expect(heard).toEqual(['exit SIGKILL'])
    expect(running.pid).not.toBe(pid)
    expect(await busy).toBeInstanceOf(Error)
    expect(await query(running, 'select what from kept')).toEqual([{ what: 'this' }])
    expect(await query(running, BUSY)).toEqual([])
  })

  test('of the run, its server is stopped and replaced', async () => {
    const killed = otherRun(dataDir)
    const [printed] = await once(killed.stdout ?? killed, 'data')
    const oldServer = Number(String(printed))
    killed.kill('SIGKILL')
    await once(killed, 'exit')
    expect(isAlive(oldServer)).toBe(true)

    const { lines, log } = capture()
    const running = await start({ log })
    expect(lines.join('')).toContain('a database server of a killed run is still there')
    expect(running.pid).not.toBe(oldServer)
    expect(await query(running, 'select what from kept')).toEqual([{ what: 'this' }])
  })

  test('stopping while it is down or coming back ends the matter', async () => {
    const running = await start()
    const down = new Promise((resolve) => running.onExit(resolve))
    process.kill(running.pid, 'SIGKILL')
    await down
    await running.stop()
    await expect(query(running, 'select 1')).rejects.toThrow()
    await start()
  })

  test('in the middle of making the database, it is made anew', async () => {
    const folder = join(root, 'cut-short')
    const killed = otherRun(folder)
    const home = join(folder, 'postgres')
    const halfMade = async () =>
      (await readdir(home).catch(() => [])).filter((name) => name.startsWith('making-'))
    await expect.poll(halfMade, { interval: 5 }).toHaveLength(1)
    killed.kill('SIGKILL')
    await once(killed, 'exit')
    expect(await readdir(home)).not.toContain('cluster')

    const running = await start({ dataDir: folder })
    expect(await query(running, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(await halfMade()).toEqual([])
  })
})

/** Other sessions that are computing. */
const BUSY = `select pid from pg_stat_activity where query like '%generate_series(1, 1e12)%' and pid <> pg_backend_pid()`

describe('files that are not as they were left', () => {
  test('a lock file that names somebody else of the same account is seen through', async () => {
    const running = await start()
    await running.stop()
    const { uid, gid } = await stat(running.location.cluster)
    const stranger = spawn('sleep', ['60'], { uid, gid, stdio: 'ignore' })
    cleanups.push(() => stranger.kill('SIGKILL'))
    const cluster = running.location.cluster
    await writeFile(
      join(cluster, 'postmaster.pid'),
      [stranger.pid, cluster, 1, 5432, '', '', '1 1', ''].join('\n'),
    )

    const again = await start()
    expect(await query(again, 'select what from kept')).toEqual([{ what: 'this' }])
    expect(stranger.exitCode).toBeNull()
  })

  test('a password that is gone is replaced, one that is wrong is reported', async () => {
    const path = join(dataDir, 'postgres.password')
    const before = await readFile(path, 'utf8')
    await rm(path)
    const running = await start()
    expect(await query(running, 'select what from kept')).toEqual([{ what: 'this' }])
    expect(await readFile(path, 'utf8')).not.toBe(before)
    await running.stop()

    const good = await readFile(path, 'utf8')
    await writeFile(path, before)
    await expect(start()).rejects.toMatchObject({
      code: 'wrong_password',
      message: expect.stringContaining(path),
    })
    await writeFile(path, good)
    await start()
  })

  test('a database of another version is refused and left alone', async () => {
    const running = await start()
    await running.stop()
    const path = join(running.location.cluster, 'PG_VERSION')
    const version = await readFile(path, 'utf8')
    await writeFile(path, '14\n')
    await expect(start()).rejects.toMatchObject({
      code: 'wrong_version',
      message: expect.stringContaining('14'),
    })
    await writeFile(path, version)
    await start()
  })
})

describe('where it listens', () => {
  test('a path too long for a socket has it among the temporary files', async () => {
    const long = join(root, 'l'.repeat(60), 'm'.repeat(60))
    const running = await start({ dataDir: long })
    expect(running.socketDir).toMatch(/\/frontdesk-[0-9a-f]{12}$/)
    cleanups.unshift(() => rm(running.socketDir ?? '', { recursive: true }))
    expect((await stat(running.socketDir ?? '')).mode & 0o777).toBe(0o700)
    expect(await query(running, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('loopback takes a free port and the password', async () => {
    const running = await start({ loopback: true })
    expect(running.socketDir).toBeUndefined()
    expect(running.connection.host).toBe('127.0.0.1')
    expect(await query(running, 'select what from kept')).toEqual([{ what: 'this' }])
    const wrong = new pg.Client({ ...running.connection, password: 'guess' })
    await expect(wrong.connect()).rejects.toMatchObject({ code: '28P01' })
  })
})

describe.runIf(isRoot)('started by root in a folder that others cannot enter', () => {
  test('which is the data folder itself: it runs there', async () => {
    const own = await mkdtemp(join(root, 'own-'))
    const running = await start({ dataDir: own })
    expect(running.location.cluster).toBe(join(own, 'postgres', 'cluster'))
    expect((await stat(own)).mode & 0o777).toBe(0o701)
  })

  test("which is another user's: it runs there as that user", async () => {
    const theirs = await mkdtemp(join(root, 'theirs-'))
    const nobody = (await readFile('/etc/passwd', 'utf8')).match(/^nobody:[^:]*:(\d+):(\d+):/m)
    await chown(theirs, Number(nobody?.[1]), Number(nobody?.[2]))
    const running = await start({ dataDir: theirs })
    expect(running.location).toMatchObject({
      cluster: join(theirs, 'postgres', 'cluster'),
      account: 'nobody',
    })
  })

  test('it lies elsewhere, says where, and is found again', async () => {
    const store = join(root, 'store')
    // mkdtemp makes folders that only their owner may enter.
    const data = join(await mkdtemp(join(root, 'closed-')), 'data')
    const { lines, log } = capture()
    const first = await start({ dataDir: data, log })
    const home = join(first.location.cluster, '..')
    expect(home.startsWith(`${store}/`)).toBe(true)
    expect(lines.join('')).toContain(`the database lies in ${home}`)
    expect(await readFile(join(data, 'where-the-database-is.txt'), 'utf8')).toContain(`database: ${home}\n`)
    expect(await readdir(data)).not.toContain('postgres')
    await query(first, 'create table elsewhere ()')
    await first.stop()

    const second = await start({ dataDir: data })
    expect(await query(second, 'select * from elsewhere')).toEqual([])
    await second.stop()
    // A data folder made anew must neither show the old database nor lose it.
    await rm(data, { recursive: true })
    const fresh = await start({ dataDir: data })
    await expect(query(fresh, 'select * from elsewhere')).rejects.toMatchObject({ code: '42P01' })
    expect(await readdir(home)).toContain('cluster')
    await fresh.stop()
    await rm(join(fresh.location.cluster, '..'), { recursive: true })
    await expect(start({ dataDir: data })).rejects.toMatchObject({ code: 'database_missing' })
  })
})

test('a throw-away cluster leaves nothing', async () => {
  const running = await startThrowawayPostgres()
  const folder = join(running.location.cluster, '..', '..')
  expect(await query(running, "select current_setting('fsync') as fsync")).toEqual([{ fsync: 'off' }])
  await running.stop()
  await expect(stat(folder)).rejects.toMatchObject({ code: 'ENOENT' })
})
