// The product as its users start it: `node scripts/start.ts` in a process of its own, configured by its environment.
import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Connection } from '#db/pool.ts'
import type { Bench } from './bench.ts'
import { endProcess } from './child.ts'

const ROOT = new URL('../', import.meta.url).pathname
const START_MS = 60_000
const ASK_EVERY_MS = 5

export const TOKEN = 'token-of-the-bench-which-nobody-else-has'

export type Api = {
  get<T>(path: string): Promise<T>
  post<T>(path: string, body: unknown): Promise<T>
  patch<T>(path: string, body: unknown): Promise<T>
}
export type Product = {
  url: string
  port: number
  pid: number
  /** From the start of the process to the first 200 on /healthz. */
  startMs: number
  api: Api
  stop(): Promise<void>
}
export type ProductOptions = {
  dataDir: string
  env?: Record<string, string>
  execArgv?: string[]
}

/** Starts it on a free port and resolves when it answers. It is stopped when the section ends at the latest. */
export async function startProduct(bench: Bench, options: ProductOptions): Promise<Product> {
  const port = await freePort()
  const began = performance.now()
  const child = spawn(process.execPath, [...(options.execArgv ?? []), `${ROOT}scripts/start.ts`], {
    cwd: ROOT,
    // Only what it needs: settings of whoever runs the bench must not change what is measured.
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      PORT: String(port),
      DATA_DIR: options.dataDir,
      API_TOKEN: TOKEN,
      SMTP_IN_PORT: 'off',
      LOG_LEVEL: 'error',
      ...options.env,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  bench.onEnd(() => endProcess(child))
  const url = `http://127.0.0.1:${port}`
  const ended = new Promise<never>((_resolve, reject) => {
    child.once('exit', (code, signal) => reject(new Error(`the product ended with ${code ?? signal}`)))
  })
  ended.catch(() => undefined)
  await Promise.race([answers(`${url}/healthz`), ended])
  const startMs = performance.now() - began
  return {
    url,
    port,
    pid: child.pid ?? 0,
    startMs,
    api: apiOf(url),
    stop: () => endProcess(child),
  }
}

async function answers(url: string): Promise<void> {
  const until = performance.now() + START_MS
  for (;;) {
    const status = await fetch(url).then(
      (response) => response.status,
      () => 0,
    )
    if (status === 200) return
    if (performance.now() > until) throw new Error(`${url} did not answer within ${START_MS} ms`)
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS))
  }
}

function apiOf(url: string): Api {
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${TOKEN}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`)
    return (text ? JSON.parse(text) : null) as T
  }
  return {
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    patch: (path, body) => call('PATCH', path, body),
  }
}

/** How a running product with an embedded database says that it is reached. */
export async function connectionOf(dataDir: string): Promise<Connection> {
  return JSON.parse(await readFile(join(dataDir, 'connection.json'), 'utf8')) as Connection
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
