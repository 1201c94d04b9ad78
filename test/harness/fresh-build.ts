// What the browser tests look at is what is built into dist/. Built once for a run where a source is newer, by whichever
// test file comes first; the others wait for it. Later changes of sources are for the next run: a rebuild would take the
// files away under a page that is open.
import { globSync } from 'node:fs'
import { mkdir, open, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { ensureBuilt } from '#server/build.ts'
import { until } from './product.ts'

const root = new URL('../../', import.meta.url).pathname
const dist = `${root}dist`
const lock = `${dist}/.building`
const stamp = `${dist}/.built-for`
const results = ['web/index.html', 'widget/widget.js', 'widget/frame/index.html']
const BUILD_MS = 90_000

/** All test files of a run have the same parent: the process that deals them out. */
const run = `${process.ppid}`

/** Resolves when dist/ holds what the sources say. Rejects with the part that could not be built. */
export async function ensureFreshBuild(): Promise<void> {
  await mkdir(dist, { recursive: true })
  if (await isDone()) return
  const release = await until(takeLock, 'the build of another test file ends', BUILD_MS)
  try {
    if (await isDone()) return
    if (await isStale()) await inProduction(() => ensureBuilt({ fresh: true }))
    await writeFile(stamp, run)
  } finally {
    await release()
  }
}

async function isDone(): Promise<boolean> {
  const [by, built] = await Promise.all([
    readText(stamp),
    Promise.all(results.map((path) => changedAt(path))),
  ])
  return by === run && !built.includes(null)
}

async function isStale(): Promise<boolean> {
  const built = await Promise.all(results.map((path) => changedAt(path)))
  const sources = globSync('{web,widget,wire,domain}/**/*', { cwd: root }).filter(
    (path) => !path.includes('.test.'),
  )
  const changed = await Promise.all(sources.map((path) => changedAt(path, root)))
  const newest = Math.max(...changed.map((at) => at ?? 0))
  return built.some((at) => at === null || at < newest)
}

async function takeLock(): Promise<(() => Promise<void>) | null> {
  try {
    const file = await open(lock, 'wx')
    await file.writeFile(`${process.pid}`)
    await file.close()
    return () => rm(lock, { force: true })
  } catch {
    // Held. A holder that was killed holds nothing; an empty file is one that is just being written.
    const holder = Number(await readText(lock))
    if (holder > 0 && !isAlive(holder)) await rm(lock, { force: true })
    return null
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Vite would build React's development edition in a process whose NODE_ENV says "test". */
async function inProduction(build: () => Promise<void>): Promise<void> {
  const before = process.env.NODE_ENV
  process.env.NODE_ENV = 'production'
  try {
    await build()
  } finally {
    process.env.NODE_ENV = before
  }
}

async function changedAt(path: string, base = `${dist}/`): Promise<number | null> {
  const found = await stat(base + path).catch(() => null)
  return found && (found.isFile() || base === root) ? found.mtimeMs : null
}

async function readText(path: string): Promise<string> {
  return (await readFile(path, 'utf8').catch(() => '')).trim()
}
