import { describe, expect, it } from 'vitest'
import type { Channel, ChannelIo, InboxAccount } from '#channels/channel.ts'
import { fetchFailure } from '#test/harness/provider-trouble.ts'
import type { Dialect } from './dialect.ts'
import { reconcileMessage } from './reconcile.ts'

const sms: Dialect = { prefix: '', maxFiles: 10, segments: true, opaqueSenders: false }
const ACCOUNT = 'AC0123456789abcdef0123456789abcdef'
const claimedAt = new Date('2026-11-21T12:00:00Z')
const after = (seconds: number) =>
  new Date(claimedAt.getTime() + seconds * 1000).toUTCString().replace('GMT', '+0000')

const account: InboxAccount = {
  id: 'ibx_1',
  workspaceId: 'ws_1',
  key: 'k3y',
  channel: 'sms',
  provider: 'twilio',
  name: 'Texts',
  address: '+12125550100',
  settings: { accountSid: ACCOUNT, authToken: 'token' },
}
type Lost = Parameters<Channel['reconcile']>[0]
const lost = (more: Partial<Lost> = {}): Lost => ({
  id: 'msg_1',
  conversationId: 'conv_1',
  to: '+12125550147',
  text: 'See you at ten',
  subject: null,
  files: [],
  email: null,
  automatic: false,
  attempt: 1,
  claimedAt,
  knownExternalIds: [],
  ...more,
})
const row = (sid: string, more: Record<string, unknown> = {}) => ({
  sid,
  status: 'delivered',
  body: 'See you at ten',
  num_media: '0',
  direction: 'outbound-api',
  date_created: after(1),
  error_code: null,
  ...more,
})

type Page = { messages: unknown[]; next_page_uri?: string | null }
function list(...pages: (Page | Response | Error)[]) {
  const asked: { url: URL; init: RequestInit | undefined }[] = []
  const io: ChannelIo = {
    fetch: (input, init) => {
      asked.push({ url: new URL(input instanceof Request ? input.url : input), init })
      const page = pages[asked.length - 1]
      if (page instanceof Error) return Promise.reject(page)
      return Promise.resolve(page instanceof Response ? page : Response.json(page ?? { messages: [] }))
    },
    now: () => new Date(claimedAt.getTime() + 10_000),
    webhookUrl: 'https://desk.example/webhooks/twilio/k3y',
    apiBase: 'http://127.0.0.1:4010/twilio',
    secret: 'secret',
  }
  return {
    io,
    asked,
    find: (more: Partial<Lost> = {}, inbox = account) => reconcileMessage(sms, lost(more), inbox, io),
  }
}

it('asks for the messages to this customer from this number, the newest first', async () => {
  const { asked, find } = list({ messages: [] })
  expect(await find()).toEqual({ outcome: 'not_found' })
  expect(asked).toHaveLength(1)
  expect(asked[0]?.url.href.split('?')[0]).toBe(
    `http://127.0.0.1:4010/twilio/2010-04-01/Accounts/${ACCOUNT}/Messages.json`,
  )
  expect([...(asked[0]?.url.searchParams ?? [])]).toEqual([
    ['To', '+12125550147'],
    ['From', '+12125550100'],
    ['PageSize', '100'],
  ])
  expect(asked[0]?.init).toMatchObject({
    method: 'GET',
    redirect: 'manual',
    headers: { authorization: `Basic ${Buffer.from(`${ACCOUNT}:token`).toString('base64')}` },
  })
})

it('without a number of its own it asks by the customer alone', async () => {
  const { asked, find } = list({ messages: [] })
  await find({}, { ...account, address: '', settings: { ...account.settings, messagingServiceSid: 'MG1' } })
  expect(asked[0]?.url.searchParams.has('From')).toBe(false)
})

describe('which message it is', () => {
  it.each([
    ['queued', 'sending'],
    ['accepted', 'sending'],
    ['sent', 'sent'],
    ['delivered', 'delivered'],
    ['read', 'read'],
    ['something new', 'sending'],
  ])('found, and %s', async (status, ours) => {
    expect(await list({ messages: [row('SM1', { status })] }).find()).toEqual({
      outcome: 'found',
      externalId: 'SM1',
      status: ours,
    })
  })

  it('found, and failed: not sent again, and the reason is told', async () => {
    expect(
      await list({ messages: [row('SM1', { status: 'undelivered', error_code: 30005 })] }).find(),
    ).toMatchObject({
      outcome: 'found',
      externalId: 'SM1',
      failure: { error: { code: '30005' }, effect: 'address_unusable' },
    })
  })

  it('none that is known already, older, other, or the customer’s own', async () => {
    const messages = [
      row('SMknown'),
      row('SMold', { date_created: after(-600) }),
      row('SMother', { body: 'See you at eleven' }),
      row('SMcase', { body: 'SEE YOU AT TEN' }),
      row('SMmedia', { num_media: '1' }),
      row('SMin', { direction: 'inbound' }),
      { nothing: 'that we know' },
    ]
    expect(await list({ messages }).find({ knownExternalIds: ['SMknown'] })).toEqual({ outcome: 'not_found' })
  })

  it('the oldest of equals, because messages leave in order', async () => {
    const messages = [
      row('SM3', { date_created: after(5) }),
      row('SM2', { date_created: after(3) }),
      row('SM1', { date_created: after(1) }),
    ]
    expect(await list({ messages }).find({ knownExternalIds: ['SM1'] })).toMatchObject({ externalId: 'SM2' })
  })

  it('also where Twilio’s clock is behind ours, or it says no time', async () => {
    expect(await list({ messages: [row('SM1', { date_created: after(-100) })] }).find()).toMatchObject({
      outcome: 'found',
    })
    expect(await list({ messages: [row('SM1', { date_created: null })] }).find()).toMatchObject({
      outcome: 'found',
    })
  })

  it.each([
    ['See you at ten', 'Sent from your Twilio trial account - See you at ten'],
    ['“It’s” 10 – 11 o’clock…', '"It\'s" 10 - 11 o\'clock...'],
    ['a\u00a0b\u200bc', 'a bc'],
    [' two  spaces \n', 'two spaces'],
  ])('%j is %j after Twilio has smoothed it', async (text, body) => {
    expect(await list({ messages: [row('SM1', { body })] }).find({ text })).toMatchObject({
      outcome: 'found',
    })
  })

  it('a picture without text by its number of files', async () => {
    const files = [
      {
        name: 'a.png',
        type: 'image/png',
        size: 1,
        read: () => Promise.resolve(new Uint8Array(1)),
        publicUrl: 'https://desk.example/f',
      },
    ]
    expect(
      await list({ messages: [row('MM1', { body: '', num_media: '1' })] }).find({ text: '', files }),
    ).toMatchObject({ externalId: 'MM1' })
  })
})

describe('pages', () => {
  const other = (n: number) => Array.from({ length: 3 }, (_, i) => row(`SMx${n}${i}`, { body: 'other' }))

  it('are read on under the same API, until the messages are too old', async () => {
    const { asked, find } = list(
      { messages: other(1), next_page_uri: '/2010-04-01/Accounts/AC1/Messages.json?Page=1' },
      {
        messages: [row('SM1'), row('SMold', { date_created: after(-900) })],
        next_page_uri: '/2010-04-01/Accounts/AC1/Messages.json?Page=2',
      },
    )
    expect(await find()).toMatchObject({ outcome: 'found', externalId: 'SM1' })
    expect(asked.map(({ url }) => url.href).slice(1)).toEqual([
      'http://127.0.0.1:4010/twilio/2010-04-01/Accounts/AC1/Messages.json?Page=1',
    ])
  })

  it('never lead elsewhere', async () => {
    const { asked, find } = list({ messages: other(1), next_page_uri: 'https://elsewhere.example/steal' })
    expect(await find()).toEqual({ outcome: 'not_found' })
    expect(asked).toHaveLength(1)
  })

  it('that never end are left to a person', async () => {
    const { asked, find } = list(
      ...Array.from({ length: 20 }, (_, n) => ({ messages: other(n), next_page_uri: '/next' })),
    )
    expect(await find()).toEqual({ outcome: 'cannot_tell' })
    expect(asked).toHaveLength(10)
  })

  it('a page that fails says nothing about the message', async () => {
    expect(
      await list({ messages: other(1), next_page_uri: '/next' }, new Response('', { status: 500 })).find(),
    ).toMatchObject({ outcome: 'retry' })
  })
})

describe('an API that does not answer the question', () => {
  it.each([401, 403, 408, 429, 500, 502, 503])('HTTP %s: asked again later', async (status) => {
    expect(await list(new Response('{}', { status })).find()).toEqual({ outcome: 'retry', afterMs: 30_000 })
  })
  it('when it says', async () => {
    expect(await list(new Response('{}', { status: 429, headers: { 'retry-after': '5' } })).find()).toEqual({
      outcome: 'retry',
      afterMs: 5_000,
    })
  })
  it.each([400, 404, 405, 501])('HTTP %s: it has no such list, so a person decides', async (status) => {
    expect(await list(new Response('{}', { status })).find()).toEqual({ outcome: 'cannot_tell' })
  })
  it('no connection, or no JSON: asked again later', async () => {
    expect(await list(fetchFailure('ECONNREFUSED')).find()).toMatchObject({ outcome: 'retry' })
    expect(await list(new Response('<html>', { status: 200 })).find()).toMatchObject({ outcome: 'retry' })
  })
})
