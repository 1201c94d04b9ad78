import type http from 'node:http'
import zlib from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { options, serve, world } from '#test/fakes/small-web.ts'
import { createSafeFetch, type SafeFetchOptions, safeFetch } from './safe-fetch.ts'

describe('limits', () => {
  const big = Buffer.alloc(10_001, 'x')
  let bomb: Buffer
  beforeAll(() => {
    bomb = zlib.gzipSync(Buffer.alloc(50_000_000))
  })

  async function get(answer: (response: http.ServerResponse) => void, more: Partial<SafeFetchOptions> = {}) {
    const server = await serve('http', (_request, response) => answer(response))
    return safeFetch(server.origin, { ...options, allowOrigins: [server.origin], ...more })
  }

  it('exactly the limit is taken, one byte more is not, said beforehand or not', async () => {
    expect(await get((response) => response.end(big.subarray(1)))).toMatchObject({ ok: true })
    expect(await get((response) => response.end(big))).toMatchObject({
      ok: false,
      problem: 'too_large',
      retryable: false,
    })
    expect(
      await get((response) => void response.writeHead(200, { 'transfer-encoding': 'chunked' }).end(big)),
    ).toMatchObject({ ok: false, problem: 'too_large' })
  })

  it('packed content is unpacked, and counted unpacked', async () => {
    expect(bomb.byteLength).toBeLessThan(60_000)
    expect(
      await get((response) => response.setHeader('content-encoding', 'gzip').end(bomb), {
        maxBytes: 1_000_000,
      }),
    ).toMatchObject({ ok: false, problem: 'too_large' })
    for (const [encoding, pack] of [
      ['gzip', zlib.gzipSync],
      ['deflate', zlib.deflateSync],
      ['br', zlib.brotliCompressSync],
      ['zstd', zlib.zstdCompressSync],
    ] as const) {
      const result = await get((response) =>
        response.setHeader('content-encoding', encoding).end(pack(Buffer.from('hello'))),
      )
      expect(result.ok && Buffer.from(result.body).toString(), encoding).toBe('hello')
    }
    expect(
      await get((response) => response.setHeader('content-encoding', 'gzip').end('not gzip')),
    ).toMatchObject({ ok: false, problem: 'bad_content' })
    expect(
      await get((response) => response.setHeader('content-encoding', 'sevenfold').end('x')),
    ).toMatchObject({ ok: false, problem: 'bad_content' })
  })

  it('a server that is slow to answer or to end is left', async () => {
    expect(await get(() => undefined, { timeoutMs: 60 })).toMatchObject({
      ok: false,
      problem: 'timeout',
      retryable: true,
    })
    expect(await get((response) => void response.write('drip'), { timeoutMs: 60 })).toMatchObject({
      ok: false,
      problem: 'timeout',
      retryable: true,
    })
  })

  it('a name that is slow to resolve is left', async () => {
    const fetch = createSafeFetch({
      resolve: () => new Promise(() => undefined),
      allows: () => true,
      ports: [''],
    })
    expect(await fetch('https://media.example/', { ...options, timeoutMs: 30 })).toMatchObject({
      ok: false,
      problem: 'timeout',
    })
  })
})

describe('what goes wrong is told', () => {
  it.each([
    [404, false],
    [410, false],
    [429, true],
    [503, true],
    [304, false],
  ])('an answer of %s, to be tried again: %s', async (status, retryable) => {
    const server = await serve('http', (_request, response) =>
      response.writeHead(status).end('body that nobody reads'),
    )
    expect(await safeFetch(server.origin, { ...options, allowOrigins: [server.origin] })).toMatchObject({
      ok: false,
      problem: 'http_status',
      status,
      retryable,
    })
  })

  it('a broken connection, a closed port, an unknown name', async () => {
    const broken = await serve('http', (request) => request.socket.destroy())
    expect(await safeFetch(broken.origin, { ...options, allowOrigins: [broken.origin] })).toMatchObject({
      ok: false,
      problem: 'unreachable',
      retryable: true,
    })
    const half = await serve('http', (request, response) => {
      response.writeHead(200, { 'content-length': '10' }).write('half', () => request.socket.destroy())
    })
    expect(await safeFetch(half.origin, { ...options, allowOrigins: [half.origin] })).toMatchObject({
      ok: false,
      problem: 'unreachable',
    })
    const { fetch } = world({}, [])
    expect(await fetch('https://nowhere.example/', options)).toMatchObject({
      ok: false,
      problem: 'unreachable',
      reason: expect.stringContaining('ENOTFOUND'),
    })
    expect(
      await safeFetch('http://127.0.0.1:1/', { ...options, allowOrigins: ['http://127.0.0.1:1'] }),
    ).toMatchObject({ ok: false, problem: 'unreachable', reason: expect.stringContaining('ECONNREFUSED') })
  })

  it('headers that cannot be sent', async () => {
    expect(
      await safeFetch('https://media.example/', { ...options, headers: { accept: 'a\r\nx-injected: 1' } }),
    ).toMatchObject({ ok: false, problem: 'bad_url' })
  })
})
