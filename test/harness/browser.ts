// Chromium for tests: one browser a file, a context of its own for every visitor. A page that throws, or that asks
// anything of the world outside this machine, fails its test; a failed test leaves pictures of its pages.
import { existsSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core'
import { afterAll, expect, onTestFinished, vi } from 'vitest'
import { ensureFreshBuild } from './fresh-build.ts'

export const DESKTOP = { width: 1440, height: 900 }
export const PHONE = { width: 390, height: 844 }

const LAUNCH = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  // A browser phones home from many places; none of them gets an address here.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
]
const PATIENCE_MS = 10_000

// A story in a browser on a busy machine takes its time; what hangs is found by the patience of each step.
vi.setConfig({ testTimeout: 60_000 })

export type Visitors = {
  browser: Browser
  /** A person at a computer of their own: a fresh context with one empty page. Gone when the test is over. */
  newVisitor(options?: BrowserContextOptions): Promise<Page>
}

// Before anything else of the file: a product that starts serves the files that are there at that moment.
await ensureFreshBuild()

/** Starts the browser. Closed after the file's tests. */
export async function startBrowser(): Promise<Visitors> {
  const browser = await chromium.launch({ executablePath: findChromium(), args: LAUNCH })
  afterAll(() => browser.close())
  return {
    browser,
    async newVisitor(options = {}) {
      const context = await browser.newContext({
        viewport: DESKTOP,
        locale: 'en-US',
        timezoneId: 'America/New_York',
        ...options,
      })
      context.setDefaultTimeout(PATIENCE_MS)
      watch(context)
      return context.newPage()
    },
  }
}

/** The browser's path, or the reason why there is none. */
function findChromium(): string {
  const paths = [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ]
  const path = paths.find((one) => one && existsSync(one))
  if (!path) throw new Error('The browser tests need Chromium: install it, or name it in CHROMIUM_PATH.')
  return path
}

/** Collects what must not happen in any page of the context, and settles it when the test is over. */
function watch(context: BrowserContext): void {
  const problems: string[] = []
  context.on('weberror', (event) => problems.push(`threw: ${event.error().stack ?? event.error().message}`))
  const told: string[] = []
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      told.push(`${message.text()} (${message.location().url})`)
    if (/content security policy/i.test(message.text())) problems.push(message.text())
  })
  context.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url())
    if (/^(https?|wss?):$/.test(protocol) && hostname !== '127.0.0.1' && hostname !== 'localhost')
      problems.push(`asked the world: ${request.url()}`)
  })
  allowed.set(context, (pattern) => {
    const kept = problems.filter((problem) => !pattern.test(problem))
    problems.splice(0, problems.length, ...kept)
  })
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') {
      await takePictures(context, task.name)
      if (told.length > 0) console.log(`Its console said:\n${told.slice(-20).join('\n')}`)
    }
    await context.close()
    expect(problems).toEqual([])
  })
}

const allowed = new WeakMap<BrowserContext, (pattern: RegExp) => void>()
/** For tests that provoke a complaint of the browser: forgets the ones that were expected. */
export function forgive(page: Page, pattern: RegExp): void {
  allowed.get(page.context())?.(pattern)
}

let pictures: Promise<string> | null = null
async function takePictures(context: BrowserContext, name: string): Promise<void> {
  pictures ??= mkdtemp(join(tmpdir(), 'frontdesk-browser-'))
  const folder = await pictures
  for (const [index, page] of context.pages().entries()) {
    const path = join(folder, `${name.replace(/[^\w]+/g, '-').slice(0, 80)}-${index}.png`)
    const done = await page.screenshot({ path, timeout: 5_000 }).catch(() => null)
    if (done) console.log(`Picture of the failed test: ${path}`)
  }
}
