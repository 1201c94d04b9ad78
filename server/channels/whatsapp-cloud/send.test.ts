import { describe, expect, it } from 'vitest'
import type { ChannelIo, InboxAccount, OutgoingFile, OutgoingMessage } from '#channels/channel.ts'
import { outgoingMessage } from '#test/harness/outgoing-message.ts'
import { fetchFailure } from '#test/harness/provider-trouble.ts'
import { kindOf } from './payload.ts'
import { RECEIPT_WAIT_MS, reconcile, send } from './send.ts'

const NUMBER_ID = '100200300400500'
const MESSAGES = `https://graph.facebook.com/v23.0/${NUMBER_ID}/messages`
const MEDIA = `https://graph.facebook.com/v23.0/${NUMBER_ID}/media`
const account: InboxAccount = {
  id: 'ibx_1',
  workspaceId: 'ws_1',
  key: 'k3y',
  channel: 'whatsapp',
  provider: 'meta',
  name: 'WhatsApp',
  address: '+12125550100',
  settings: { phoneNumberId: NUMBER_ID, accessToken: 'token' },
}
const message = (more: Partial<OutgoingMessage> = {}) =>
  outgoingMessage({ id: 'msg_0FzQ7c3mXv9KpLw2RtC', text: 'See you on Tuesday.', ...more })
const file = (more: Partial<OutgoingFile> = {}): OutgoingFile => ({
  name: 'plan é.png',
  type: 'image/png',
  size: 3,
  read: () => Promise.resolve(new Uint8Array([1, 2, 3])),
  publicUrl: 'https://desk.example/api/v1/files/file_1?token=t',
  ...more,
})

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })
const refusal = (status: number, code: number, headers: Record<string, string> = {}) =>
  json(status, { error: { message: 'm', type: 'OAuthException', code, fbtrace_id: 'A' } }, headers)
const taken = () =>
  json(200, {
    messaging_product: 'whatsapp',
    contacts: [{ input: '1', wa_id: '1' }],
    messages: [{ id: 'wamid.1' }],
  })

/** An API that gives these answers, one after the other; what it was asked is kept. */
function api(...answers: (Response | Error)[]) {
  const asked: { url: string; init: RequestInit }[] = []
  const io: ChannelIo = {
    fetch: (input, init) => {
      asked.push({ url: input instanceof Request ? input.url : input.toString(), init: init ?? {} })
      const answer = answers[asked.length - 1]
      if (!answer) throw new Error('asked once too often')
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
    },
    now: () => new Date('2026-11-21T12:00:00Z'),
    webhookUrl: 'https://desk.example/webhooks/meta/k3y',
    apiBase: null,
    secret: 'secret',
  }
  return { io, asked }
}
const bodyOf = (init: RequestInit | undefined): unknown =>
  typeof init?.body === 'string' ? JSON.parse(init.body) : init?.body

describe('a file', () => {
  it('is uploaded as it is, and then sent by its id', async () => {
    const { io, asked } = api(json(200, { id: '4490' }), taken())
    const result = await send(message({ files: [file()] }), account, io)
    expect(result).toEqual({ outcome: 'sent', externalId: 'wamid.1', status: 'sending' })
    expect(asked.map((one) => one.url)).toEqual([MEDIA, MESSAGES])
    const form = asked[0]?.init.body
    if (!(form instanceof FormData)) throw new Error('no form')
    const uploaded = form.get('file')
    if (!(uploaded instanceof File)) throw new Error('no file')
    expect([uploaded.name, uploaded.type, form.get('messaging_product'), form.get('type')]).toEqual([
      'plan é.png',
      'image/png',
      'whatsapp',
      'image/png',
    ])
    expect(new Uint8Array(await uploaded.arrayBuffer())).toEqual(new Uint8Array([1, 2, 3]))
    // The boundary of the form is in its own header.
    expect(new Headers(asked[0]?.init.headers).get('content-type')).toBeNull()
    for (const { init } of asked) {
      expect(new Headers(init.headers).get('authorization')).toBe('Bearer token')
      expect([init.method, init.redirect]).toEqual(['POST', 'manual'])
      expect(init.signal).toBeInstanceOf(AbortSignal)
    }
    expect(bodyOf(asked[1]?.init)).toEqual({
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to: '+12125550147',
      type: 'image',
      image: { id: '4490', caption: 'See you on Tuesday.' },
      biz_opaque_callback_data: 'msg_0FzQ7c3mXv9KpLw2RtC',
    })
  })

  it('of another kind goes as a document with its name, and without words without a caption', async () => {
    const { io, asked } = api(json(200, { id: 7 }), taken())
    await send(message({ text: '', files: [file({ name: 'a.zip', type: 'application/zip' })] }), account, io)
    expect(bodyOf(asked[1]?.init)).toMatchObject({
      type: 'document',
      document: { id: '7', filename: 'a.zip' },
    })
    expect(bodyOf(asked[1]?.init)).not.toHaveProperty('document.caption')
  })

  const MB = 1_048_576
  it.each([
    ['image/jpeg', 5 * MB, '', 'image'],
    ['image/jpeg', 5 * MB + 1, '', 'document'],
    ['image/webp', 1, '', 'document'],
    ['video/mp4', 16 * MB, 'words', 'video'],
    ['video/mp4', 16 * MB + 1, '', 'document'],
    ['video/quicktime', 1, '', 'document'],
    ['audio/ogg; codecs=opus', 1, '', 'audio'],
    ['AUDIO/MPEG', 1, '', 'audio'],
    // Sound has no caption: with words it is a document, so that the words are not lost.
    ['audio/mpeg', 1, 'words', 'document'],
    ['application/pdf', 1, '', 'document'],
    ['', 1, '', 'document'],
  ])('of type %s, %d bytes, with “%s” goes as %s', (type, size, text, kind) => {
    expect(kindOf({ type, size }, text)).toBe(kind)
  })

  it.each([
    ['the line broke', fetchFailure('ECONNRESET'), 'ECONNRESET'],
    ['nobody is there', fetchFailure('ECONNREFUSED'), 'ECONNREFUSED'],
    ['a gateway failed', new Response('<h1>no</h1>', { status: 502 }), 'http_502'],
    ['the answer has no id', json(200, {}), 'http_200'],
    ['Meta had a fault', refusal(500, 1), 'http_500'],
  ])('whose upload failed is tried again, for nobody has got anything: %s', async (_what, answer, code) => {
    const { io, asked } = api(answer)
    expect(await send(message({ files: [file()] }), account, io)).toMatchObject({
      outcome: 'retry',
      error: { code },
    })
    expect(asked).toHaveLength(1)
  })

  it('that WhatsApp does not take is told before there is a message', async () => {
    const { io, asked } = api(refusal(400, 131053))
    expect(await send(message({ files: [file()] }), account, io)).toMatchObject({
      outcome: 'rejected',
      error: { code: '131053' },
    })
    expect(asked).toHaveLength(1)
  })
})

describe('what cannot go', () => {
  it.each([
    ['empty', { text: '' }],
    ['text_too_long', { text: 'x'.repeat(4_097) }],
    ['text_too_long', { text: 'x'.repeat(1_025), files: [file()] }],
    ['too_many_files', { files: [file(), file()] }],
    ['file_too_large', { files: [file({ size: 104_857_601 })] }],
  ])('is said without asking: %s', async (code, more) => {
    const { io, asked } = api()
    expect(await send(message(more), account, io)).toMatchObject({ outcome: 'rejected', error: { code } })
    expect(asked).toEqual([])
  })

  it('begins right behind the limit', async () => {
    const { io, asked } = api(taken())
    expect(await send(message({ text: 'x'.repeat(4_096) }), account, io)).toMatchObject({ outcome: 'sent' })
    expect(asked).toHaveLength(1)
  })
})

describe('what WhatsApp answers', () => {
  const answered = (answer: Response | Error, more: Partial<OutgoingMessage> = {}) =>
    send(message(more), account, api(answer).io)

  it.each([
    [500, 131000],
    [400, 131000],
    [503, 131016],
    [500, 131057],
    [400, 130429],
    [400, 4],
    [400, 80007],
    [503, 2],
  ])('HTTP %d with %d passes by itself: again later', async (status, code) => {
    expect(await answered(refusal(status, code))).toEqual({
      outcome: 'retry',
      error: { code: String(code), reason: expect.any(String), action: expect.any(String) },
    })
  })

  it('the pair limit is waited out, longer each time', async () => {
    const pauses = await Promise.all(
      [1, 2, 3, 9].map(async (attempt) => {
        const result = await answered(refusal(400, 131056), { attempt })
        return result.outcome === 'retry' ? result.afterMs : null
      }),
    )
    expect(pauses).toEqual([4_000, 16_000, 64_000, 1_024_000])
  })

  it('too many calls: again when it says so', async () => {
    expect(await answered(refusal(429, 130429, { 'retry-after': '30' }))).toMatchObject({
      outcome: 'retry',
      afterMs: 30_000,
    })
    expect(await answered(new Response('slow down', { status: 429 }))).toMatchObject({
      outcome: 'retry',
      error: { code: 'http_429' },
    })
  })

  it.each([
    [401, 190, /token/],
    [400, 100, /phone number ID|request/],
    [403, 10, /permission/],
    [403, 200, /permission/],
    [400, 131047, /24 hours/],
    [400, 131026, /cannot deliver/],
    [400, 131030, /test number/],
    [400, 131049, /marketing/],
    [400, 131031, /locked/],
    [400, 133010, /not registered/],
  ])('HTTP %d with %d is for good, and says why', async (status, code, reason) => {
    const result = await answered(refusal(status, code))
    expect(result).toEqual({
      outcome: 'rejected',
      error: { code: String(code), reason: expect.stringMatching(reason), action: expect.any(String) },
    })
  })

  it('a person who stopped the business is recorded as such', async () => {
    expect(await answered(refusal(400, 131050))).toMatchObject({ outcome: 'rejected', effect: 'opted_out' })
  })

  it('a refusal without words is for good', async () => {
    expect(await answered(new Response('nginx', { status: 404 }))).toMatchObject({
      outcome: 'rejected',
      error: { code: 'http_404' },
    })
  })

  it.each([
    ['a fault of Meta’s own', refusal(500, 1), '1'],
    ['a fault without words', new Response('', { status: 500 }), 'http_500'],
    ['a timeout over there', new Response('', { status: 408 }), 'http_408'],
    ['taken, but without an id', json(200, { messages: [] }), 'bad_answer'],
    ['taken, in other words', new Response('OK', { status: 200 }), 'bad_answer'],
    ['a broken line', fetchFailure('UND_ERR_SOCKET'), 'UND_ERR_SOCKET'],
    ['no answer in time', new DOMException('The operation timed out', 'TimeoutError'), 'timeout'],
  ])('%s: nobody knows', async (_what, answer, code) => {
    expect(await answered(answer)).toMatchObject({ outcome: 'unknown', error: { code } })
  })
})

describe('a message whose answer was lost', () => {
  const ask = (ageMs: number) => {
    const { io } = api()
    const claimedAt = new Date(io.now().getTime() - ageMs)
    return reconcile({ ...message(), claimedAt, knownExternalIds: [] }, account, io)
  }

  it('waits for its receipt, and then for a person', async () => {
    expect(await ask(1_000)).toEqual({ outcome: 'retry', afterMs: 10_000 })
    expect(await ask(RECEIPT_WAIT_MS - 2_000)).toEqual({ outcome: 'retry', afterMs: 2_000 })
    expect(await ask(RECEIPT_WAIT_MS)).toEqual({ outcome: 'cannot_tell' })
  })
})
