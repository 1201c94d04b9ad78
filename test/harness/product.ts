// The whole product in this process, on a database of its own, with a token: for stories through HTTP.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import type { Timing } from '#flow/deps.ts'
import { createLog, silentLog } from '#lib/log.ts'
import type { Config } from '#server/config.ts'
import { type Frontdesk, startFrontdesk, type World } from '#server/main.ts'
import { createDatabase } from './database.ts'

export const TOKEN = 'test-token-0123456789abcdef'
export const SECRET = 'test-secret-test-secret-test-secret-0'

/** Bursts end at once, and a lost message is looked up soon: a test waits for what happens, not for the clock. */
export const quick: Partial<Timing> = {
  burst: { quietMs: 20, maxMs: 200 },
  leaseMs: 1_500,
  reconcileAfterMs: 150,
  retryMs: 40,
  takeoverWaitMs: 2_000,
  textBackMs: 60,
  callFollowMs: 50,
}

export type Product = Frontdesk & { api: Api; config: Config }
export type Answer<T> = { status: number; body: T; headers: Headers }
export type Api = {
  get<T = any>(path: string): Promise<Answer<T>>
  post<T = any>(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>>
  patch<T = any>(path: string, body: unknown): Promise<Answer<T>>
  put<T = any>(path: string, body: unknown): Promise<Answer<T>>
  delete<T = any>(path: string): Promise<Answer<T>>
}

export async function startProduct(
  options: { config?: Partial<Config>; world?: World } = {},
): Promise<Product> {
  const connection = await createDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'frontdesk-story-'))
  const config: Config = {
    role: 'all',
    listen: { host: '127.0.0.1', port: 0 },
    logLevel: 'silent',
    privateEndpoints: 'allow',
    dataDir,
    database: { poolSize: 12 },
    apiToken: TOKEN,
    sampleData: false,
    ai: { provider: 'builtin', timeoutMs: 5_000 },
    ...options.config,
  }
  const frontdesk = await startFrontdesk(
    config,
    SECRET,
    connection,
    process.env.TEST_LOG ? createLog({ level: 'warn' }) : silentLog,
    {
      checkResponses: true,
      refuseNesting: true,
      worker: { pollMs: 100, beatMs: 500, concurrency: 6 },
      ...options.world,
      timing: { ...quick, ...options.world?.timing },
    },
  )
  afterAll(async () => {
    await frontdesk.stop()
    await rm(dataDir, { recursive: true, force: true })
  })
  const api = apiOf(frontdesk.url, TOKEN)
  // Stories are told at any hour; those about quiet hours switch them on.
  await api.patch('/settings', { gate: { quietHours: { enabled: false } } })
  return { ...frontdesk, config, api }
}

/** A client of the API with a token. */
export function apiOf(url: string, token: string): Api {
  const call = async <T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, body: (text ? JSON.parse(text) : null) as T, headers: response.headers }
  }
  return {
    get: (path) => call('GET', path),
    post: (path, body = {}, headers) => call('POST', path, body, headers),
    patch: (path, body) => call('PATCH', path, body),
    put: (path, body) => call('PUT', path, body),
    delete: (path) => call('DELETE', path),
  }
}

/** Waits until something is true: asked again at every turn, refused after `ms` with what it was last. */
export async function until<T>(
  ask: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  what: string,
  ms = 10_000,
): Promise<T> {
  const end = performance.now() + ms
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    if (performance.now() > end) throw new Error(`did not happen within ${ms} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
