import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { ChannelIo, InboxAccount, OutgoingMessage } from '#channels/channel.ts'
import { outgoingMessage } from '#test/harness/outgoing-message.ts'
import type { Dialect } from './dialect.ts'
import { sendMessage } from './send.ts'

const sms: Dialect = { prefix: '', maxFiles: 10, segments: true, opaqueSenders: false }
const whatsapp: Dialect = { prefix: 'whatsapp:', maxFiles: 1, segments: false, opaqueSenders: true }
const SID = 'SM0000000000000000000000000000000a'
const ACCOUNT = 'AC0123456789abcdef0123456789abcdef'

const account = (settings: Record<string, unknown> = {}, address = '+12125550100'): InboxAccount => ({
  id: 'ibx_1',
  workspaceId: 'ws_1',
  key: 'k3y',
  channel: 'sms',
  provider: 'twilio',
  name: 'Texts',
  address,
  settings: { accountSid: ACCOUNT, authToken: 'token', ...settings },
})
const message = (more: Partial<OutgoingMessage> = {}) =>
  outgoingMessage({ id: 'msg_0FzQ7c3mXv9KpLw2RtC', text: 'We have a slot on Tuesday at 10:00.', ...more })
const file = (n: number) => ({
  name: `${n}.png`,
  type: 'image/png',
  size: 3,
  read: () => Promise.resolve(new Uint8Array(3)),
  publicUrl: `https://desk.example/api/v1/files/file_${n}?token=t`,
})

type Asked = {
  url: string
  method: string
  headers: Headers
  form: [string, string][]
  redirect: unknown
  signal: unknown
}

/** An API that answers once, as told; what it was asked is kept. */
function api(answer: (() => Response | Promise<Response>) | Error, more: Partial<ChannelIo> = {}) {
  const asked: Asked[] = []
  const io: ChannelIo = {
    fetch: (input, init) => {
      asked.push({
        url: input instanceof Request ? input.url : input.toString(),
        method: init?.method ?? '',
        headers: new Headers(init?.headers),
        form: [...new URLSearchParams(typeof init?.body === 'string' ? init.body : '')],
        redirect: init?.redirect,
        signal: init?.signal,
      })
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer())
    },
    now: () => new Date('2026-11-21T12:00:00Z'),
    webhookUrl: 'https://desk.example/webhooks/twilio/k3y',
    apiBase: null,
    secret: 'secret',
    ...more,
  }
  return { io, asked }
}
const json =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  () =>
    new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers })
const created = (more: Record<string, unknown> = {}) =>
  json(201, {
    sid: SID,
    status: 'queued',
    num_segments: '1',
    num_media: '0',
    error_code: null,
    error_message: null,
    direction: 'outbound-api',
    ...more,
  })

describe('the request', () => {
  it('is a form to the account’s messages, signed in with the token', async () => {
    const { io, asked } = api(created())
    await sendMessage(sms, message(), account(), io)
    expect(asked).toHaveLength(1)
    expect(asked[0]).toMatchObject({
      url: `https://api.twilio.com/2010-04-01/Accounts/${ACCOUNT}/Messages.json`,
      method: 'POST',
      redirect: 'manual',
      form: [
        ['To', '+12125550147'],
        ['From', '+12125550100'],
        ['Body', 'We have a slot on Tuesday at 10:00.'],
        ['StatusCallback', 'https://desk.example/webhooks/twilio/k3y?m=msg_0FzQ7c3mXv9KpLw2RtC'],
      ],
    })
    expect(asked[0]?.headers.get('authorization')).toBe(
      `Basic ${Buffer.from(`${ACCOUNT}:token`).toString('base64')}`,
    )
    expect(asked[0]?.headers.get('content-type')).toBe('application/x-www-form-urlencoded')
    expect(asked[0]?.signal).toBeInstanceOf(AbortSignal)
  })

  it('uses API key, messaging service and another API where the inbox has them', async () => {
    const settings = { apiKeySid: 'SK1', apiKeySecret: 'key secret', messagingServiceSid: 'MG1' }
    const { io, asked } = api(created(), { apiBase: 'http://127.0.0.1:4010/twilio/' })
    await sendMessage(sms, message(), account(settings), io)
    await sendMessage(sms, message(), account(settings, ''), io)
    expect(asked[0]?.url).toBe(`http://127.0.0.1:4010/twilio/2010-04-01/Accounts/${ACCOUNT}/Messages.json`)
    expect(asked[0]?.headers.get('authorization')).toBe(
      `Basic ${Buffer.from('SK1:key secret').toString('base64')}`,
    )
    expect(asked.map((one) => one.form.slice(1, 3))).toEqual([
      [
        ['From', '+12125550100'],
        ['MessagingServiceSid', 'MG1'],
      ],
      [
        ['MessagingServiceSid', 'MG1'],
        ['Body', expect.any(String)],
      ],
    ])
  })

  it('names files by address, and leaves an empty text out', async () => {
    const { io, asked } = api(created({ num_media: '2' }))
    await sendMessage(sms, message({ text: '', files: [file(1), file(2)] }), account(), io)
    expect(asked[0]?.form.slice(2, 4)).toEqual([
      ['MediaUrl', file(1).publicUrl],
      ['MediaUrl', file(2).publicUrl],
    ])
    expect(asked[0]?.form.map(([name]) => name)).not.toContain('Body')
  })

  it('marks WhatsApp addresses', async () => {
    const { io, asked } = api(created())
    await sendMessage(whatsapp, message(), account(), io)
    expect(asked[0]?.form.slice(0, 2)).toEqual([
      ['To', 'whatsapp:+12125550147'],
      ['From', 'whatsapp:+12125550100'],
    ])
  })

  it.each([
    ['http://localhost:3000/webhooks/twilio/k', null, null],
    ['http://127.0.0.1:3000/webhooks/twilio/k', null, null],
    ['https://192.168.1.5/webhooks/twilio/k', null, null],
    ['https://[fd00::1]/webhooks/twilio/k', null, null],
    ['https://my_desk.example.com/webhooks/twilio/k', null, null],
    ['https://desk.local/webhooks/twilio/k', null, null],
    [
      'https://desk.example.com/webhooks/twilio/k?x=1',
      null,
      'https://desk.example.com/webhooks/twilio/k?x=1&m=msg_0FzQ7c3mXv9KpLw2RtC',
    ],
    [
      'http://localhost:3000/webhooks/twilio/k',
      'http://localhost:3000/simulator/twilio',
      'http://localhost:3000/webhooks/twilio/k?m=msg_0FzQ7c3mXv9KpLw2RtC',
    ],
  ])('asks for receipts at %s (API %s): %s', async (webhookUrl, apiBase, callback) => {
    const { io, asked } = api(created(), { webhookUrl, apiBase })
    expect(await sendMessage(sms, message(), account(), io)).toMatchObject({ outcome: 'sent' })
    expect(asked[0]?.form.find(([name]) => name === 'StatusCallback')?.[1] ?? null).toBe(callback)
  })
})

describe('what Twilio answers', () => {
  const send = (answer: () => Response, more: Partial<OutgoingMessage> = {}, dialect = sms) =>
    sendMessage(dialect, message(more), account(), api(answer).io)

  it.each([
    ['accepted', 'sending'],
    ['queued', 'sending'],
    ['sending', 'sending'],
    ['sent', 'sent'],
    ['delivered', 'delivered'],
    ['read', 'delivered'],
    ['something new', 'sending'],
  ])('taken, %s: %s', async (status, ours) => {
    expect(await send(created({ status }))).toEqual({
      outcome: 'sent',
      externalId: SID,
      status: ours,
      segments: 1,
    })
  })

  it('with segments as Twilio counts them, or as we do until it has', async () => {
    expect(await send(created({ num_segments: '3' }))).toMatchObject({ segments: 3 })
    expect(await send(created({ num_segments: '0' }), { text: 'x'.repeat(161) })).toMatchObject({
      segments: 2,
    })
    expect(await send(created({ num_segments: '0' }), { files: [file(1)] })).toMatchObject({ segments: 1 })
    expect(await send(created(), {}, whatsapp)).not.toHaveProperty('segments')
  })

  it('taken and failed at once is a rejection with its reason', async () => {
    expect(await send(created({ status: 'failed', error_code: 21610 }))).toMatchObject({
      outcome: 'rejected',
      error: { code: '21610' },
      effect: 'opted_out',
    })
  })

  it.each([
    [400, 21211, 'address_unusable'],
    [400, 21614, 'address_unusable'],
    [400, 21610, 'opted_out'],
    [400, 21408, undefined],
    [400, 21606, undefined],
    [401, 20003, undefined],
    [400, 99999, undefined],
  ])('HTTP %s, code %s is a rejection (%s)', async (status, code, effect) => {
    const result = await send(json(status, { code, message: 'Twilio’s own words', status }))
    expect(result).toMatchObject({
      outcome: 'rejected',
      error: { code: String(code), reason: expect.stringMatching(/\w/), action: expect.stringMatching(/\w/) },
    })
    expect('effect' in result ? result.effect : undefined).toBe(effect)
    if (code === 99999)
      expect(result).toMatchObject({
        error: {
          reason: expect.stringContaining('Twilio’s own words'),
          action: expect.stringContaining('/99999'),
        },
      })
  })

  it('a refusal in another form, or a redirect, is one too', async () => {
    expect(await send(json(403, '<html>no</html>'))).toMatchObject({
      outcome: 'rejected',
      error: { reason: expect.stringContaining('HTTP 403') },
    })
    expect(
      await send(
        () => new Response(null, { status: 302, headers: { location: 'https://elsewhere.example' } }),
      ),
    ).toMatchObject({ outcome: 'rejected' })
  })

  it('too many at the moment is tried again, when Twilio says', async () => {
    expect(
      await send(json(429, { code: 20429, message: 'Too many requests' }, { 'retry-after': '7' })),
    ).toMatchObject({ outcome: 'retry', afterMs: 7_000, error: { code: '20429' } })
    expect(
      await send(json(429, 'slow down', { 'retry-after': 'Sat, 21 Nov 2026 12:00:30 GMT' })),
    ).toMatchObject({ outcome: 'retry', afterMs: 30_000, error: { code: '20429' } })
    expect(await send(json(429, { code: 20429 }, { 'retry-after': '999999' }))).toMatchObject({
      afterMs: 3_600_000,
    })
    expect(await send(json(400, { code: 21611, message: 'Queue full' }))).toMatchObject({ outcome: 'retry' })
    expect(await send(json(429, {}))).not.toHaveProperty('afterMs')
    expect(await send(json(503, { code: 20503, message: 'Service unavailable' }))).toMatchObject({
      outcome: 'retry',
    })
  })

  it.each([
    ['500 in its own form', json(500, { code: 20500, message: 'Internal' })],
    ['500 from something in between', json(500, '<html>')],
    ['502', json(502, '')],
    ['503 from something in between', json(503, 'busy')],
    ['408', json(408, '')],
    ['taken, without an id', json(201, '')],
    ['taken, in words that are no JSON', json(201, 'OK')],
    [
      'taken, and then the line broke',
      () => new Response(new ReadableStream({ pull: (c) => c.error(new Error('reset')) }), { status: 201 }),
    ],
  ])('%s: nobody knows', async (_what, answer) => {
    expect(await send(answer)).toMatchObject({ outcome: 'unknown' })
  })
})

describe('what is wrong before anything is asked', () => {
  it.each([
    ['no sender', {}, '', sms, '21603'],
    ['neither text nor file', { text: '' }, '+12125550100', sms, '21619'],
    [
      'too many files',
      { files: Array.from({ length: 11 }, (_, i) => file(i)) },
      '+12125550100',
      sms,
      'too_many_files',
    ],
    ['two files on WhatsApp', { files: [file(1), file(2)] }, '+12125550100', whatsapp, 'too_many_files'],
  ])('%s', async (_what, more, address, dialect, code) => {
    const { io, asked } = api(created())
    expect(await sendMessage(dialect, message(more), account({}, address), io)).toMatchObject({
      outcome: 'rejected',
      error: { code },
    })
    expect(asked).toEqual([])
  })
})

describe('what the network does', () => {
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
  const over = (apiBase: string, timeoutMs?: number) =>
    sendMessage(sms, message(), account(), { ...api(created()).io, fetch, apiBase }, timeoutMs)

  it('nobody listens: certainly not sent', async () => {
    const base = await listen(() => undefined)
    servers[0]?.close()
    servers[0]?.closeAllConnections()
    expect(await over(base)).toMatchObject({ outcome: 'retry', error: { code: 'ECONNREFUSED' } })
  })

  it('no TLS where TLS was expected: certainly not sent', async () => {
    const base = await listen((_request, response) => response.end())
    expect(await over(base.replace('http:', 'https:'))).toMatchObject({ outcome: 'retry' })
  })

  it('the line breaks after the request: nobody knows', async () => {
    let body = ''
    const base = await listen((request) => {
      request.on('data', (chunk: Buffer) => (body += chunk.toString()))
      request.on('end', () => request.socket.destroy())
    })
    expect(await over(base)).toMatchObject({ outcome: 'unknown' })
    expect(body).toContain('Body=We+have')
  })

  it('no answer in time: nobody knows', async () => {
    const base = await listen(() => undefined)
    expect(await over(base, 60)).toMatchObject({ outcome: 'unknown', error: { code: 'timeout' } })
  })

  it('an answer that breaks off: nobody knows', async () => {
    const base = await listen((request, response) => {
      response.writeHead(201, { 'content-length': '500' }).write('{"sid":', () => request.socket.destroy())
    })
    expect(await over(base)).toMatchObject({ outcome: 'unknown' })
  })

  const failure = (cause: Error) => new TypeError('fetch failed', { cause })
  const coded = (code: string, syscall?: string) =>
    Object.assign(new Error(code), { code, ...(syscall ? { syscall } : {}) })
  it.each([
    ['an unknown name', failure(coded('ENOTFOUND', 'getaddrinfo')), 'retry'],
    ['names not answered', failure(coded('EAI_AGAIN', 'getaddrinfo')), 'retry'],
    [
      'every address refused',
      failure(new AggregateError([coded('ECONNREFUSED', 'connect'), coded('ENETUNREACH', 'connect')])),
      'retry',
    ],
    ['no connection in time', failure(coded('ETIMEDOUT', 'connect')), 'retry'],
    ['no connection in time, in the words of undici', failure(coded('UND_ERR_CONNECT_TIMEOUT')), 'retry'],
    ['a wrong certificate', failure(coded('CERT_HAS_EXPIRED')), 'retry'],
    ['a reset', failure(coded('ECONNRESET', 'read')), 'unknown'],
    ['a reset on the way out', failure(coded('EPIPE', 'write')), 'unknown'],
    ['the other side closed', failure(coded('UND_ERR_SOCKET')), 'unknown'],
    ['a timeout while reading', failure(coded('ETIMEDOUT', 'read')), 'unknown'],
    [
      'one address refused, the other reset',
      failure(new AggregateError([coded('ECONNREFUSED', 'connect'), coded('ECONNRESET', 'read')])),
      'unknown',
    ],
    ['something else', failure(new Error('?')), 'unknown'],
    ['an empty aggregate', failure(new AggregateError([])), 'unknown'],
  ])('%s', async (_what, error, outcome) => {
    expect(await sendMessage(sms, message(), account(), api(error).io)).toMatchObject({ outcome })
  })
})
