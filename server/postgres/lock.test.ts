import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { createLog } from '#lib/log.ts'
import { lockDataDir } from './lock.ts'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup()
})

async function temporaryFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'frontdesk-lock-')))
  cleanups.push(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** Another process that holds the lock of this folder. */
async function holdElsewhere(folder: string) {
  const script = `
    const { lockDataDir } = await import(${JSON.stringify(new URL('./lock.ts', import.meta.url).href)})
    await lockDataDir(${JSON.stringify(folder)})
    console.log('held')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  cleanups.push(() => child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  return child
}

test('the folder is made, and its real path is returned', async () => {
  const folder = join(await temporaryFolder(), 'a', 'data')
  const lock = await lockDataDir(folder)
  expect(lock.folder).toBe(folder)
  expect((await stat(folder)).mode & 0o066).toBe(0)
  await lock.release()
})

test('a second lock in the same process is refused until the first is released', async () => {
  const folder = await temporaryFolder()
  const lock = await lockDataDir(folder)
  await expect(lockDataDir(folder)).rejects.toMatchObject({ code: 'folder_in_use' })
  await lock.release()
  await lock.release()
  await (await lockDataDir(folder)).release()
})

test("another process's lock is refused by name, and free as soon as that process is killed", async () => {
  const folder = await temporaryFolder()
  const child = await holdElsewhere(folder)
  await expect(lockDataDir(folder)).rejects.toThrow(
    `${folder} is already in use by process ${child.pid}, started`,
  )

  child.kill('SIGKILL')
  await once(child, 'exit')
  let logged = ''
  const log = createLog({ destination: { write: (line: string) => void (logged += line) } })
  const lock = await lockDataDir(folder, log)
  expect(logged).toContain('taking over')
  expect(logged).toContain(`"pid":${child.pid}`)
  await lock.release()
})

test('a damaged note of the holder neither locks nor breaks', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'frontdesk.pid'), '{"pid": 1')
  await (await lockDataDir(folder)).release()
})

test('a path that cannot be a folder is a problem in words', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'file'), '')
  await expect(lockDataDir(join(folder, 'file', 'data'))).rejects.toMatchObject({
    code: 'folder_not_usable',
    message: expect.stringContaining('set DATA_DIR to another folder'),
  })
})
