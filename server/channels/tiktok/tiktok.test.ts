import { beforeEach, describe, expect, it } from 'vitest'
import type { ChannelIo, InboxAccount, OutgoingMessage } from '#channels/channel.ts'
import { outgoingMessage } from '#test/harness/outgoing-message.ts'
import { fetchFailure } from '#test/harness/provider-trouble.ts'
import { tiktok } from './index.ts'
import { fileAddress } from './media-address.ts'

const NOW = new Date('2026-11-21T12:00:00Z')
const API = 'https://business-api.tiktok.com/open_api/v1.3'
const RENEW = `${API}/tt_user/oauth2/refresh_token/`
let count = 0
let account: InboxAccount
beforeEach(() => {
  // Tokens are remembered by inbox.
  account = {
    id: `ibx_${++count}`,
    workspaceId: 'ws_1',
    key: 'k3y',
    channel: 'tiktok',
    provider: 'tiktok',
    name: 'TikTok',
    address: '',
    settings: { appId: 'app', appSecret: 'secret', businessId: 'biz', refreshToken: 'refresh-1' },
  }
})

type Reply = { status?: number; body: unknown } | 'refused' | 'cut'
const renewed = (n: number) => ({
  body: {
    code: 0,
    data: { access_token: `access-${n}`, expires_in: 86_400, refresh_token: `refresh-${n + 1}` },
  },
})
/** Answers by the end of the address; what is not named is a yes to a renewal. */
function world(answers: Record<string, Reply | Reply[]>, at = NOW) {
  const calls: { url: string; body: unknown; token: string | null }[] = []
  const kept: Record<string, string>[] = []
  const left = new Map(Object.entries(answers).map(([path, a]) => [path, Array.isArray(a) ? [...a] : a]))
  const io: ChannelIo = {
    async fetch(input, init) {
      const request = new Request(input, init)
      const text = await request.text()
      const isJson = request.headers.get('content-type')?.startsWith('application/json')
      calls.push({
        url: request.url,
        body: isJson ? JSON.parse(text) : text,
        token: request.headers.get('access-token'),
      })
      const path = [...left.keys()].find((one) => request.url.includes(one))
      const planned = path === undefined ? undefined : left.get(path)
      const reply = Array.isArray(planned) ? planned.shift() : planned
      if (reply === undefined && request.url === RENEW) return Response.json(renewed(calls.length).body)
      if (reply === undefined) throw new Error(`nobody said what ${request.url} answers`)
      if (reply === 'refused' || reply === 'cut') {
        throw fetchFailure(reply === 'cut' ? 'ECONNRESET' : 'ECONNREFUSED')
      }
      return Response.json(reply.body, { status: reply.status ?? 200 })
    },
    now: () => at,
    webhookUrl: 'https://desk.example/webhooks/tiktok/k3y',
    apiBase: null,
    secret: 's',
    keep: (settings) => {
      kept.push(Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, String(value)])))
      Object.assign(account.settings, settings)
      return Promise.resolve()
    },
  }
  return { io, calls, kept }
}
const message = (over: Partial<OutgoingMessage> = {}) => outgoingMessage({ to: 'tiktok:conv-1', ...over })
const picture = (over = {}) => ({
  name: 'a.png',
  type: 'image/png',
  size: 4,
  publicUrl: '',
  read: () => Promise.resolve(new Uint8Array([1, 2, 3, 4])),
  ...over,
})
const SENT = { body: { code: 0, data: { message: { message_id: 'm1' } } } }

describe('the token', () => {
  it('is renewed once for a burst, and both new ones are kept', async () => {
    const { io, calls, kept } = world({ 'message/send': SENT })
    await Promise.all([1, 2, 3].map(() => tiktok.send(message(), account, io)))
    expect(calls.filter((c) => c.url === RENEW)).toHaveLength(1)
    expect(kept).toEqual([
      { accessToken: 'access-1', accessTokenUntil: '2026-11-22T12:00:00.000Z', refreshToken: 'refresh-2' },
    ])
  })

  it('is renewed again before it ends, with the refresh token that came with it', async () => {
    const { io, calls } = world({ 'message/send': SENT })
    // As another process would see it: settings that were read before the first renewal.
    const stale = { ...account, settings: { ...account.settings } }
    await tiktok.send(message(), stale, io)
    const later = world({ 'message/send': SENT }, new Date(NOW.getTime() + 86_399_000))
    await tiktok.send(message(), stale, later.io)
    expect(calls[0]?.body).toMatchObject({ refresh_token: 'refresh-1' })
    expect(later.calls[0]?.body).toMatchObject({ grant_type: 'refresh_token', refresh_token: 'refresh-2' })
  })

  it('that a person puts in anew is used', async () => {
    const first = world({ 'message/send': SENT })
    await tiktok.send(message(), account, first.io)
    account.settings = { appId: 'app', appSecret: 'secret', businessId: 'biz', refreshToken: 'by-hand' }
    const later = world({ 'message/send': SENT }, new Date(NOW.getTime() + 90_000_000))
    await tiktok.send(message(), account, later.io)
    expect(later.calls[0]?.body).toMatchObject({ refresh_token: 'by-hand' })
  })

  it('that TikTok refuses is not shown again: the next attempt renews', async () => {
    const { io, calls } = world({ 'message/send': [{ body: { code: 40105, message: 'no' } }, SENT] })
    expect(await tiktok.send(message(), account, io)).toMatchObject({ outcome: 'retry' })
    expect(await tiktok.send(message({ attempt: 2 }), account, io)).toMatchObject({ outcome: 'sent' })
    expect(calls.filter((c) => c.url === RENEW)).toHaveLength(2)
  })

  it.each([
    ['refused', { body: { code: 40110, message: 'expired' } }, 600_000],
    ['not answered', 'cut', undefined],
    ['not reached', 'refused', undefined],
  ] as const)(
    'that cannot be had (%s) keeps the message: nothing has left',
    async (_what, reply, afterMs) => {
      const { io, calls } = world({ refresh_token: reply })
      const result = await tiktok.send(message(), account, io)
      expect(result).toMatchObject({ outcome: 'retry', ...(afterMs ? { afterMs } : {}) })
      expect(calls).toHaveLength(1)
    },
  )
})

describe('a refusal', () => {
  const send = (body: unknown, attempt = 1) =>
    tiktok.send(message({ attempt }), account, world({ 'message/send': { body } }).io)

  it('by the rules is tried again a few times, then given up', async () => {
    expect(await send({ code: 40064 }, 1)).toMatchObject({ outcome: 'retry', afterMs: 60_000 })
    expect(await send({ code: 40064 }, 3)).toMatchObject({ outcome: 'retry', afterMs: 180_000 })
    expect(await send({ code: 40064 }, 4)).toMatchObject({ outcome: 'rejected', error: { code: '40064' } })
  })
  it('that nobody knows ends it, in TikTok’s words', async () =>
    expect(await send({ code: 49999, message: 'Something new' })).toMatchObject({
      outcome: 'rejected',
      error: { reason: expect.stringContaining('Something new') },
    }))
  it('that is a fault of its system may hide a yes', async () =>
    expect((await send({ code: 51065 })).outcome).toBe('unknown'))
  it('a yes without an id may hide a yes as well', async () =>
    expect((await send({ code: 0, data: {} })).outcome).toBe('unknown'))
})

describe('what would be refused is not sent', () => {
  it.each([
    ['nothing', { text: ' ' }, 'empty'],
    ['951 characters', { text: 'x'.repeat(951) }, 'too_long'],
    ['a text beside a picture', { files: [picture()] }, 'too_much'],
    ['a film', { text: '', files: [picture({ type: 'video/mp4' })] }, 'bad_file'],
    ['a large picture', { text: '', files: [picture({ size: 3_145_729 })] }, 'bad_file'],
    ['an address of another network', { to: '+12125550100' }, 'no_conversation'],
  ])('%s', async (_what, over, code) => {
    const { io, calls } = world({})
    expect(await tiktok.send(message(over), account, io)).toMatchObject({
      outcome: 'rejected',
      error: { code },
    })
    expect(calls).toEqual([])
  })
})

describe('a picture', () => {
  const can = (capability_result: boolean) => ({
    body: { code: 0, data: { capability_infos: [{ capability_type: 'IMAGE_SEND', capability_result }] } },
  })
  const send = (answers: Record<string, Reply>) => {
    const made = world(answers)
    return tiktok
      .send(message({ text: '', files: [picture()] }), account, made.io)
      .then((result) => ({ result, ...made }))
  }

  it('is not laid down where TikTok lets none through, and a person hears why', async () => {
    const { result, calls } = await send({ 'capabilities/get': can(false) })
    expect(result).toMatchObject({ outcome: 'rejected', error: { code: 'no_pictures' } })
    expect(calls.some((c) => c.url.includes('upload'))).toBe(false)
  })
  it('goes also where TikTok does not say whether it may', async () => {
    const { result, calls } = await send({
      'capabilities/get': { status: 502, body: 'no' },
      'media/upload': { body: { code: 0, data: { media_id: 'p1' } } },
      'message/send': SENT,
    })
    expect(result.outcome).toBe('sent')
    expect(calls.at(-1)?.body).toMatchObject({ message_type: 'IMAGE', image: { media_id: 'p1' } })
  })
  it('that could not be laid down was seen by nobody: later again', async () => {
    for (const reply of ['cut', 'refused', { status: 502, body: 'no' }, { body: { code: 51065 } }] as const)
      expect((await send({ 'capabilities/get': can(true), 'media/upload': reply })).result.outcome).toBe(
        'retry',
      )
    const { result } = await send({
      'capabilities/get': can(true),
      'media/upload': { body: { code: 40908 } },
    })
    expect(result).toMatchObject({ outcome: 'rejected', error: { code: '40908' } })
  })
})

describe('a message whose answer was lost', () => {
  const claimedAt = new Date(NOW.getTime() - 20_000)
  const line = (id: string, body: string, over = {}) => ({
    message_id: id,
    timestamp: NOW.getTime() - 15_000,
    message_type: 'TEXT',
    from_user: { id: 'biz' },
    text: { body },
    message_tag: { source: 'API' },
    ...over,
  })
  const look = (messages: unknown[] | Reply, knownExternalIds: string[] = []) =>
    tiktok.reconcile(
      { ...message(), claimedAt, knownExternalIds },
      account,
      world({
        'content/list': Array.isArray(messages) ? { body: { code: 0, data: { messages } } } : messages,
      }).io,
    )

  it('is found in the list by what it says', async () =>
    expect(await look([line('m9', ' Hi '), line('m8', 'Other')])).toEqual({
      outcome: 'found',
      externalId: 'm9',
      status: 'sent',
    }))
  it.each([
    ['one that is known', line('m9', 'Hi'), ['m9']],
    ['one that the customer wrote', line('m9', 'Hi', { from_user: { id: 'user' } }), []],
    ['one that somebody wrote in the app', line('m9', 'Hi', { message_tag: { source: 'APP' } }), []],
    ['one from before', line('m9', 'Hi', { timestamp: NOW.getTime() - 3_600_000 }), []],
  ])('is not %s', async (_what, one, known) =>
    expect(await look([one], known)).toEqual({ outcome: 'not_found' }),
  )
  it('nobody can tell where twenty others have come since', async () =>
    expect(await look(Array.from({ length: 20 }, (_, n) => line(`m${n}`, `Other ${n}`)))).toEqual({
      outcome: 'cannot_tell',
    }))
  it('is looked for again where TikTok does not answer', async () => {
    for (const reply of ['cut', { status: 502, body: 'no' }] as const)
      expect((await look(reply)).outcome).toBe('retry')
  })
})

describe('a file', () => {
  const url = new URL(fileAddress({ conversation: 'c+1', message: 'm', media: 'p', kind: 'VIDEO' }))
  const locate = (reply: Reply) => {
    const { io, calls } = world({ 'media/download': reply })
    return Promise.resolve(tiktok.locateMedia?.(url, account, io)).then((found) => ({ found, calls }))
  }
  it('is asked for by its four ids, and fetched with the token', async () => {
    const at = 'https://v16.tiktokcdn.com/f.mp4'
    const { found, calls } = await locate({ body: { code: 0, data: { download_url: at } } })
    expect(found).toEqual({ outcome: 'at', url: at })
    expect(calls.at(-1)?.body).toEqual({
      business_id: 'biz',
      conversation_id: 'c+1',
      message_id: 'm',
      media_id: 'p',
      media_type: 'VIDEO',
    })
    expect(tiktok.media?.(new URL(at), account, null)).toEqual({
      allowed: true,
      headers: { 'x-user': 'access-1' },
    })
    expect(tiktok.media?.(new URL('https://tiktokcdn.com.evil.example/f'), account, null)?.headers).toEqual(
      {},
    )
  })
  it.each([
    ['gone', { body: { code: 40007 } }],
    ['later', { body: { code: 51065 } }],
    ['later', { body: { code: 40100 } }],
    ['later', { body: { code: 0, data: {} } }],
    ['later', 'cut'],
  ] as const)('%s', async (outcome, reply) => expect((await locate(reply)).found?.outcome).toBe(outcome))
})

describe('the test of an inbox', () => {
  const probe = (answers: Record<string, Reply>) => tiktok.probe?.(account, world(answers).io)
  it('good', async () =>
    expect(
      await probe({ 'business/get': { body: { code: 0, data: { username: 'harbour.dental' } } } }),
    ).toMatchObject([
      { step: 'credentials', ok: true },
      { step: 'sender', ok: true, detail: 'It writes as harbour.dental.' },
    ]))
  it.each([
    ['a refused refresh token', { refresh_token: { body: { code: 40110, message: 'expired' } } }],
    ['a refused access token', { 'business/get': { body: { code: 40105, message: 'no' } } }],
    ['HTTP 401', { 'business/get': { status: 401, body: { code: 40001, message: 'no' } } }],
    ['no answer', { 'business/get': 'cut' }],
    ['no answer to the renewal', { refresh_token: 'refused' }],
  ] satisfies [string, Record<string, Reply>][])('%s', async (_what, answers) => {
    const [first] = (await probe(answers)) ?? []
    expect(first).toMatchObject({ step: 'credentials', ok: false })
    expect(first?.remedy).not.toBeNull()
  })
  it('another business', async () =>
    expect(await probe({ 'business/get': { body: { code: 40001, message: 'no' } } })).toMatchObject([
      { ok: true },
      { step: 'sender', ok: false },
    ]))
})

describe('telling TikTok where to deliver', () => {
  it('names the app and our address', async () => {
    const { io, calls } = world({ 'webhook/update': { body: { code: 0, data: {} } } })
    expect(await tiktok.connect?.run(account, io)).toMatchObject({ ok: true })
    expect(calls).toMatchObject([
      {
        url: `${API}/business/webhook/update/`,
        body: { app_id: 'app', secret: 'secret', event_type: 'DIRECT_MESSAGE', callback_url: io.webhookUrl },
        token: null,
      },
    ])
  })
  it('says what to do where it does not work', async () => {
    for (const reply of [
      'cut',
      { body: { code: 40002, message: 'bad url' } },
      { status: 502, body: 'no' },
    ] as const)
      expect(await tiktok.connect?.run(account, world({ 'webhook/update': reply }).io)).toMatchObject({
        ok: false,
        remedy: expect.stringMatching(/\w/),
      })
  })
})
