import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { callOnce, jsonBody } from './call.ts'
import { multipartBody } from './multipart.ts'

const servers: http.Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})
async function listen(handler: http.RequestListener): Promise<string> {
  const server = http.createServer(handler)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
const now = () => new Date('2026-11-21T12:00:00Z')
const call = (url: string, timeoutMs?: number) =>
  callOnce({ fetch, now }, { url, body: jsonBody({ a: 1 }) }, timeoutMs)

describe('what is known after a call', () => {
  it('nobody listens: certainly not sent', async () => {
    const url = await listen(() => undefined)
    servers[0]?.close()
    servers[0]?.closeAllConnections()
    expect(await call(url)).toEqual({ outcome: 'not_sent', code: 'ECONNREFUSED' })
  })

  it('no TLS where TLS was expected: certainly not sent', async () => {
    const url = await listen((_request, response) => response.end())
    expect(await call(url.replace('http:', 'https:'))).toMatchObject({ outcome: 'not_sent' })
  })

  it('the line breaks after the request: nobody knows', async () => {
    let body = ''
    const url = await listen((request) => {
      request.on('data', (chunk: Buffer) => (body += chunk.toString()))
      request.on('end', () => request.socket.destroy())
    })
    expect(await call(url)).toMatchObject({ outcome: 'unknown' })
    expect(body).toBe('{"a":1}')
  })

  it('no answer in time: nobody knows', async () => {
    const url = await listen(() => undefined)
    expect(await call(url, 60)).toEqual({ outcome: 'unknown', code: 'timeout' })
  })

  it.each([
    [201, 'unknown'],
    [400, 'answered'],
    [500, 'unknown'],
  ])('an answer of %s that breaks off: %s', async (status, outcome) => {
    const url = await listen((request, response) => {
      response.writeHead(status, { 'content-length': '500' }).write('{"id":', () => request.socket.destroy())
    })
    expect(await call(url)).toMatchObject({ outcome })
  })

  it('a redirect is an answer, and is not followed', async () => {
    let asked = 0
    const url = await listen((_request, response) => {
      asked++
      response.writeHead(302, { location: '/elsewhere' }).end()
    })
    expect(await call(url)).toMatchObject({ outcome: 'answered', status: 302, json: null })
    expect(asked).toBe(1)
  })

  it.each([
    ['7', 7_000],
    ['Sat, 21 Nov 2026 12:00:30 GMT', 30_000],
    ['9999999', 3_600_000],
    ['soon', undefined],
  ])('retry-after %s', async (value, ms) => {
    const url = await listen((_request, response) =>
      response.writeHead(429, { 'retry-after': value }).end('{}'),
    )
    const answer = await call(url)
    expect('retryAfterMs' in answer ? answer.retryAfterMs : undefined).toBe(ms)
  })
})

it('a form with a file is read by others as it was written, the same every time', async () => {
  const content = new Uint8Array([0, 13, 10, 45, 45, 255])
  const file = { field: 'document', name: 'a"b\r\nc.bin', type: 'nonsense\r\nx: y', content }
  const body = multipartBody(
    [
      ['chat_id', '1'],
      ['caption', 'Grüße\r\n--'],
    ],
    file,
  )
  expect(
    multipartBody(
      [
        ['chat_id', '1'],
        ['caption', 'Grüße\r\n--'],
      ],
      file,
    ),
  ).toEqual(body)
  const form = await new Response(body.content, { headers: { 'content-type': body.type ?? '' } }).formData()
  expect([form.get('chat_id'), form.get('caption')]).toEqual(['1', 'Grüße\r\n--'])
  const sent = form.get('document')
  if (!(sent instanceof File)) throw new Error('no file in the form')
  expect(sent.type).toBe('application/octet-stream')
  expect(new Uint8Array(await sent.arrayBuffer())).toEqual(content)
})

describe('the words of a provider that refuses', () => {
  const echo = async (request: Parameters<typeof callOnce>[1], said: string, status = 400) => {
    const answer = () => Promise.resolve(Response.json({ error: { message: said } }, { status }))
    const called = await callOnce({ fetch: answer, now }, request)
    return called.outcome === 'answered' ? JSON.stringify(called.json) : called.outcome
  }
  const url = 'https://api.example.com/send'

  it('do not quote the token in the header', async () => {
    const headers = { authorization: 'Bearer EAAB-a-token-of-ours' }
    const said = await echo({ url, headers, body: null }, 'Malformed access token EAAB-a-token-of-ours')
    expect(said).toBe('{"error":{"message":"Malformed access token [hidden]"}}')
  })

  it('nor a password, the token of a bot, or a secret in a form', async () => {
    const basic = `Basic ${Buffer.from('AC1:a-password-of-ours').toString('base64')}`
    expect(
      await echo({ url, headers: { authorization: basic }, body: null }, 'bad a-password-of-ours'),
    ).toContain('bad [hidden]')
    expect(
      await echo(
        { url: 'https://api.example.com/bot123:a-token/sendMessage', body: null },
        'no bot 123:a-token',
      ),
    ).toContain('no bot [hidden]')
    const body = {
      type: 'application/x-www-form-urlencoded',
      content: 'client_secret=hush-hush-1&To=%2B12125550100',
    }
    expect(await echo({ url, body }, 'hush-hush-1 for +12125550100')).toContain('[hidden] for +12125550100')
  })

  it('an answer that brings a token is left as it is', async () => {
    const headers = { authorization: 'Bearer EAAB-a-token-of-ours' }
    expect(await echo({ url, headers, body: null }, 'EAAB-a-token-of-ours', 200)).toContain('EAAB-a-token')
  })
})
