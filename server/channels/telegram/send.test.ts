import { describe, expect, it } from 'vitest'
import type { ChannelIo, InboxAccount, OutgoingMessage } from '#channels/channel.ts'
import { outgoingMessage } from '#test/harness/outgoing-message.ts'
import { reconcile, send } from './send.ts'
import { signal } from './signal.ts'

const account: InboxAccount = {
  id: 'ibx_1',
  workspaceId: 'ws_1',
  key: 'k3y',
  channel: 'telegram',
  provider: 'bot',
  name: 'Bot',
  address: '',
  settings: { botToken: '7000000001:secret', webhookSecret: 'a-secret-of-the-tests' },
}
const message = (more: Partial<OutgoingMessage> = {}) =>
  outgoingMessage({ to: 'telegram:5550001234', text: 'Tuesday at 10:00 is free.', automatic: true, ...more })
const file = (more: Partial<OutgoingMessage['files'][number]> = {}) => ({
  name: 'a.png',
  type: 'image/png',
  size: 3,
  read: () => Promise.resolve(new Uint8Array([1, 13, 10])),
  publicUrl: 'http://localhost/file',
  ...more,
})
function api(status: number, body: unknown, headers: Record<string, string> = {}) {
  const asked: Request[] = []
  const io: ChannelIo = {
    fetch: (input, init) => {
      asked.push(new Request(input, init))
      return Promise.resolve(
        new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers }),
      )
    },
    now: () => new Date('2026-11-21T12:00:00Z'),
    webhookUrl: 'https://desk.example/webhooks/bot/k3y',
    apiBase: null,
    secret: 'secret',
  }
  return { io, asked }
}
const refusal = (code: number, description: string, more = {}) => ({
  ok: false,
  error_code: code,
  description,
  ...more,
})

describe('a refusal', () => {
  it.each([
    [403, 'Forbidden: bot was blocked by the user', 'blocked', 'address_unusable'],
    [403, 'Forbidden: user is deactivated', 'deactivated', 'address_unusable'],
    [403, "Forbidden: bot can't send messages to bots", 'is_bot', 'address_unusable'],
    [403, "Forbidden: bot can't initiate conversation with a user", 'not_started', undefined],
    [400, 'Bad Request: chat not found', 'not_started', undefined],
    [400, 'Bad Request: message is too long', 'too_long', undefined],
    [400, 'Bad Request: PHOTO_INVALID_DIMENSIONS', 'file_too_large', undefined],
    [401, 'Unauthorized', '401', undefined],
    [404, 'Not Found', '404', undefined],
    [413, 'Request Entity Too Large', 'file_too_large', undefined],
    [400, 'Bad Request: something new', '400', undefined],
  ])('%s %s: %s (%s)', async (code, said, ours, effect) => {
    const result = await send(message(), account, api(code, refusal(code, said)).io)
    expect(result).toMatchObject({
      outcome: 'rejected',
      error: { code: ours, reason: expect.stringMatching(/\w/), action: expect.stringMatching(/\w/) },
    })
    expect('effect' in result ? result.effect : undefined).toBe(effect)
    expect(JSON.stringify(result)).not.toContain('7000000001:secret')
  })

  it('that says "later" is tried again then', async () => {
    const told = api(
      429,
      refusal(429, 'Too Many Requests: retry after 7', { parameters: { retry_after: 7 } }),
    )
    expect(await send(message(), account, told.io)).toMatchObject({ outcome: 'retry', afterMs: 7_000 })
    const header = api(429, 'slow down', { 'retry-after': '5' })
    expect(await send(message(), account, header.io)).toMatchObject({ outcome: 'retry', afterMs: 5_000 })
    expect(await send(message(), account, api(429, '').io)).not.toHaveProperty('afterMs')
  })

  it.each([
    ['a fault of Telegram', 500, refusal(500, 'Internal Server Error')],
    ['a page of something in between', 403, '<h1>Forbidden</h1>'],
    ['taken, without an id', 200, { ok: true, result: true }],
    ['a redirect', 302, ''],
  ])('that is none (%s) is unknown', async (_what, status, body) => {
    expect(await send(message(), account, api(status, body).io)).toMatchObject({ outcome: 'unknown' })
  })
})

describe('what is wrong before anything is asked', () => {
  it.each([
    ['a person of another network', { to: 'messenger:5550001234' }, 'no_chat'],
    ['no address', { to: '' }, 'no_chat'],
    ['nothing to say', { text: ' \n' }, 'empty'],
    ['two files', { files: [file(), file()] }, 'too_many_files'],
    ['a long text', { text: 'x'.repeat(4_097) }, 'too_long'],
    ['a long text beside a file', { text: 'x'.repeat(1_025), files: [file()] }, 'too_long'],
  ])('%s', async (_what, more, code) => {
    const { io, asked } = api(200, {})
    expect(await send(message(more), account, io)).toMatchObject({ outcome: 'rejected', error: { code } })
    expect(asked).toEqual([])
  })
})

describe('a file', () => {
  const sent = { ok: true, result: { message_id: 5 } }

  it('goes as a form that others can read, whatever its name', async () => {
    const { io, asked } = api(200, sent)
    const name = 'ev"il\r\nx: y.png'
    await send(message({ text: 'Here', files: [file({ name })] }), account, io)
    expect(asked[0]?.url).toBe('https://api.telegram.org/bot7000000001:secret/sendPhoto')
    const form = await asked[0]?.formData()
    expect(form?.get('chat_id')).toBe('5550001234')
    expect(form?.get('caption')).toBe('Here')
    const photo = form?.get('photo')
    if (!(photo instanceof File)) throw new Error('no file in the form')
    expect(photo.type).toBe('image/png')
    expect(new Uint8Array(await photo.arrayBuffer())).toEqual(new Uint8Array([1, 13, 10]))
    expect([...(form?.keys() ?? [])]).toEqual(['chat_id', 'caption', 'photo'])
  })

  it.each([
    ['image/gif', 10, 'sendDocument'],
    ['image/jpeg', 10_485_761, 'sendDocument'],
    ['image/webp', 10_485_760, 'sendPhoto'],
    ['video/mp4', 10, 'sendDocument'],
  ])('%s of %s bytes by %s', async (type, size, method) => {
    const { io, asked } = api(200, sent)
    expect(await send(message({ files: [file({ type, size })] }), account, io)).toEqual({
      outcome: 'sent',
      externalId: '5550001234:5',
      status: 'sent',
    })
    expect(asked[0]?.url.endsWith(`/${method}`)).toBe(true)
  })
})

it('nobody can say whether a message was taken', async () => {
  const { io, asked } = api(200, {})
  const lost = { ...message(), claimedAt: new Date(0), knownExternalIds: [] }
  expect(await reconcile(lost, account, io)).toEqual({ outcome: 'cannot_tell' })
  expect(asked).toEqual([])
})

describe('while an answer is written', () => {
  it('the customer sees it; a read mark Telegram does not know', async () => {
    const asked: { url: string; body: unknown }[] = []
    const io = {
      fetch: (input: string | URL | Request, init?: RequestInit) => {
        asked.push({
          url: input instanceof Request ? input.url : input.toString(),
          body: JSON.parse(typeof init?.body === 'string' ? init.body : 'null'),
        })
        return Promise.resolve(Response.json({ ok: false, error_code: 403 }, { status: 403 }))
      },
      now: () => new Date('2026-11-21T12:00:00Z'),
      webhookUrl: 'https://desk.example/webhooks/bot/k3y',
      apiBase: null,
      secret: 'secret',
    }
    const inbox = {
      id: 'ibx_1',
      workspaceId: 'ws_1',
      key: 'k3y',
      channel: 'telegram' as const,
      provider: 'bot',
      name: 'Telegram',
      address: '',
      settings: { botToken: '1:token' },
    }
    for (const kind of ['read', 'typing'] as const)
      await signal({ kind, to: 'telegram:5550001234', externalId: '5550001234:7' }, inbox, io)
    await signal({ kind: 'typing', to: 'elsewhere:1', externalId: '1' }, inbox, io)
    expect(asked).toEqual([
      {
        url: 'https://api.telegram.org/bot1:token/sendChatAction',
        body: { chat_id: 5550001234, action: 'typing' },
      },
    ])
  })
})
