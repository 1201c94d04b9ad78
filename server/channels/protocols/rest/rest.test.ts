import { describe, expect, it } from 'vitest'
import type { ChannelIo } from '#channels/channel.ts'
import { callApi } from './call.ts'
import { callbackUrl, hasOnlyOurQuery, messageIdOf } from './callback.ts'
import { metaOf, nameOf, readInstant, readJson } from './incoming.ts'

const io = (fetch: ChannelIo['fetch']): ChannelIo => ({
  fetch,
  now: () => new Date('2026-11-21T12:00:00Z'),
  webhookUrl: 'https://desk.example/webhooks/p/k3y',
  apiBase: null,
  secret: 's',
})
const call = (fetch: ChannelIo['fetch']) =>
  callApi(io(fetch), { url: 'https://api.example/x', headers: {}, json: { a: 1 } })
const failing = (cause: unknown) => () => Promise.reject(new TypeError('fetch failed', { cause }))
const system = (code: string, more = {}) => Object.assign(new Error(code), { code, ...more })

describe('a call', () => {
  it.each([
    ['ECONNREFUSED', 'not_sent'],
    ['UND_ERR_CONNECT_TIMEOUT', 'not_sent'],
    ['CERT_HAS_EXPIRED', 'not_sent'],
    ['ECONNRESET', 'unknown'],
    ['UND_ERR_HEADERS_TIMEOUT', 'unknown'],
    ['EPIPE', 'unknown'],
  ])('that ends with %s is %s', async (code, outcome) => {
    expect(await call(failing(system(code)))).toEqual({ outcome, code })
  })

  it('of which one attempt may have left is unknown', async () => {
    const both = new AggregateError([system('ECONNREFUSED'), system('ECONNRESET')])
    expect(await call(failing(both))).toMatchObject({ outcome: 'unknown' })
    const timedOut = new AggregateError([
      system('ETIMEDOUT', { syscall: 'connect' }),
      system('ENETUNREACH', { syscall: 'connect' }),
    ])
    expect(await call(failing(timedOut))).toMatchObject({ outcome: 'not_sent' })
  })

  it('is JSON, follows nobody elsewhere and has an end', async () => {
    const seen: RequestInit[] = []
    await call((_input, init) => {
      seen.push(init ?? {})
      return Promise.resolve(new Response('{}'))
    })
    expect(seen[0]).toMatchObject({ body: '{"a":1}', redirect: 'manual' })
    expect(seen[0]?.signal).toBeInstanceOf(AbortSignal)
  })

  it('whose answer breaks off is unknown, unless it was a refusal', async () => {
    const broken = (status: number) => () =>
      Promise.resolve(
        new Response(new ReadableStream({ pull: (c) => c.error(system('ECONNRESET')) }), { status }),
      )
    expect(await call(broken(200))).toMatchObject({ outcome: 'unknown' })
    expect(await call(broken(422))).toEqual({ outcome: 'answered', status: 422, json: null })
  })

  it.each([
    ['3', 3_000],
    ['Sat, 21 Nov 2026 12:00:30 GMT', 30_000],
    ['99999', 3_600_000],
    ['soon', undefined],
    ['-1', undefined],
  ])('told to wait %s waits %s ms', async (value, retryAfterMs) => {
    const answer = await call(() =>
      Promise.resolve(new Response('{}', { status: 429, headers: { 'retry-after': value } })),
    )
    expect(answer.outcome === 'answered' ? answer.retryAfterMs : null).toBe(retryAfterMs)
  })
})

describe('the address for receipts', () => {
  it('carries our id, and only ours is read from it', () => {
    const url = callbackUrl({ webhookUrl: 'https://desk.example/w/k3y', apiBase: null }, 'msg_1a')
    expect(url).toBe('https://desk.example/w/k3y?m=msg_1a')
    expect(messageIdOf(url)).toBe('msg_1a')
    for (const other of ['', null, 'no url', 'https://d.example/?m=conv_1', 'https://d.example/?m=msg_../x'])
      expect(messageIdOf(other)).toBeNull()
    expect(hasOnlyOurQuery(String(url))).toBe(true)
    for (const more of ['&x=1', '&m=msg_2', '#a']) expect(hasOnlyOurQuery(url + more)).toBe(false)
  })

  it('is left out where nobody could reach it, but emulators may be anywhere', () => {
    for (const webhookUrl of ['http://localhost:3000/w', 'https://10.0.0.7/w', 'https://desk.local/w', 'x']) {
      expect(callbackUrl({ webhookUrl, apiBase: null }, 'msg_1')).toBeNull()
      if (webhookUrl !== 'x')
        expect(callbackUrl({ webhookUrl, apiBase: 'http://127.0.0.1:4010' }, 'msg_1')).toContain('?m=msg_1')
    }
  })
})

describe('what comes in', () => {
  it('is free of what no database takes', () => {
    expect(readJson(Buffer.from('{"a":"x\\u0000y\\ud800","b":["\\u0000"]}'))).toEqual({
      a: 'xy\ufffd',
      b: [''],
    })
    expect(readJson(Buffer.from('{"a":'))).toBeUndefined()
  })

  it('is kept where we do not know it, and only so much of it', () => {
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`f${i}`, 'x'.repeat(5_000)]))
    const meta = metaOf(
      'p',
      { known: '1', blank: '', deep: { a: 1 }, no: null, yes: true, ...many },
      new Set(['known']),
    )
    const kept = meta['p'] as Record<string, unknown>
    expect(Object.keys(kept).length).toBe(60)
    expect(kept).toMatchObject({ yes: true, f0: 'x'.repeat(1_000) })
    expect(Object.keys(kept)).not.toContain('known')
    expect(metaOf('p', { known: '1' }, new Set(['known']))).toEqual({})
  })

  it('has names and times', () => {
    expect(nameOf('image/jpeg', 2)).toBe('picture-2.jpg')
    expect(nameOf('image/../../x', 1)).toBe('picture-1')
    expect(nameOf('', 1)).toBe('file-1')
    expect(readInstant('2026-11-21T12:00:00Z')?.toISOString()).toBe('2026-11-21T12:00:00.000Z')
    for (const none of ['', 'yesterday', null, undefined]) expect(readInstant(none)).toBeNull()
  })
})
