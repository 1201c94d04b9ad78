import { describe, expect, it } from 'vitest'
import type { ChannelIo, InboxAccount, OutgoingMessage, RawRequest } from '#channels/channel.ts'
import { hmac } from '#lib/crypto.ts'
import { signPlivo } from '#test/fakes/signers.ts'
import { outgoingMessage } from '#test/harness/outgoing-message.ts'
import { smsPlivo } from './index.ts'

const NOW = new Date('2026-11-21T12:00:00Z')
const ID = 'MA0123456789ABCDEFGH'
const account = (settings: Record<string, unknown> = {}, address = '+12125550100'): InboxAccount => ({
  id: 'ibx_1',
  workspaceId: 'ws_1',
  key: 'k3y',
  channel: 'sms',
  provider: 'plivo',
  name: 'Texts',
  address,
  settings: { authId: ID, authToken: 'token', ...settings },
})
const file = (size: number) => ({
  name: 'a.png',
  type: 'image/png',
  size,
  read: () => Promise.resolve(new Uint8Array()),
  publicUrl: 'https://desk.example/f',
})
function api(status: number, body: unknown) {
  const asked: { url: string; body: unknown }[] = []
  const io: ChannelIo = {
    fetch: (input, init) => {
      asked.push({
        url: input instanceof Request ? input.url : input.toString(),
        body: typeof init?.body === 'string' ? JSON.parse(init.body) : null,
      })
      return Promise.resolve(new Response(JSON.stringify(body), { status }))
    },
    now: () => NOW,
    webhookUrl: 'https://desk.example/webhooks/plivo/k3y',
    apiBase: null,
    secret: 's',
  }
  return { io, asked }
}

describe('a signature', () => {
  const URL_ = 'https://desk.example/webhooks/plivo/k3y'
  const fields: [string, string][] = [
    ['To', '12125550100'],
    ['From', '12125550147'],
    ['Text', 'b'],
    ['Text', 'a'],
    ['TextB', ''],
  ]
  const raw = (headers: Record<string, string>, more: Partial<RawRequest> = {}): RawRequest => ({
    method: 'POST',
    url: URL_,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: Buffer.from(new URLSearchParams(fields).toString()),
    receivedAt: NOW,
    ...more,
  })
  const passes = (headers: Record<string, string>, more: Partial<RawRequest> = {}) =>
    smsPlivo.verify(raw(headers, more), account()).ok
  const nonce = '12345'
  const signed = (url = URL_, token = 'token') => signPlivo(url, fields, nonce, token)

  it('may stand in either header, and among several', () => {
    const other = signed(URL_, 'old token')
    for (const name of ['x-plivo-signature-v3', 'x-plivo-signature-ma-v3']) {
      expect(passes({ 'x-plivo-signature-v3-nonce': nonce, [name]: signed() })).toBe(true)
      expect(passes({ 'x-plivo-signature-v3-nonce': nonce, [name]: `${other},${signed()}` })).toBe(true)
      expect(passes({ 'x-plivo-signature-v3-nonce': nonce, [name]: other })).toBe(false)
      expect(passes({ 'x-plivo-signature-v3-nonce': '12346', [name]: signed() })).toBe(false)
      expect(passes({ [name]: signed() })).toBe(false)
    }
  })

  it('is over the text that the documentation describes', () => {
    // Written out, so that signer and product cannot be wrong in the same way.
    const data = `${URL_}?m=msg_1.From12125550147TextaTextbTextBTo12125550100.${nonce}`
    const signature = hmac('sha256', 'token', data).toString('base64')
    const headers = { 'x-plivo-signature-v3-nonce': nonce, 'x-plivo-signature-v3': signature }
    expect(passes(headers, { url: `${URL_}?m=msg_1` })).toBe(true)
    expect(passes(headers, { url: `${URL_}?m=msg_2` })).toBe(false)
    expect(passes(headers)).toBe(false)
    const bare = `${URL_}From12125550147TextaTextbTextBTo12125550100.${nonce}`
    const without = hmac('sha256', 'token', bare).toString('base64')
    expect(passes({ 'x-plivo-signature-v3-nonce': nonce, 'x-plivo-signature-v3': without })).toBe(true)
  })

  it('of version 2 is not taken, and that is said', () => {
    const v2 = hmac('sha256', 'token', URL_ + nonce).toString('base64')
    const verified = smsPlivo.verify(
      raw({ 'x-plivo-signature-v2': v2, 'x-plivo-signature-v2-nonce': nonce }),
      account(),
    )
    expect(verified).toMatchObject({ ok: false, reason: expect.stringContaining('V2 only') })
  })

  it('is of a form that was posted', () => {
    const headers = { 'x-plivo-signature-v3-nonce': nonce, 'x-plivo-signature-v3': signed() }
    expect(passes(headers, { method: 'GET' })).toBe(false)
    expect(passes({ ...headers, 'content-type': 'application/json' })).toBe(false)
  })
})

describe('a receipt', () => {
  const receipt = async (fields: Record<string, string>, query = '?m=msg_1') => {
    const outcome = await smsPlivo.parse(
      {
        method: 'POST',
        url: `https://desk.example/webhooks/plivo/k3y${query}`,
        headers: {},
        body: Buffer.from(new URLSearchParams({ MessageUUID: 'u1', ...fields }).toString()),
        receivedAt: NOW,
      },
      account(),
    )
    return outcome.ok ? outcome.items[0] : outcome
  }

  it.each([
    ['queued', 'sending'],
    ['sent', 'sent'],
    ['delivered', 'delivered'],
    ['undelivered', 'failed'],
    ['failed', 'failed'],
    ['rejected', 'failed'],
  ])('%s is %s', async (Status, status) => {
    expect(await receipt({ Status })).toMatchObject({ kind: 'receipt', status, messageId: 'msg_1' })
  })

  it.each([
    ['50', 'address_unusable'],
    ['70', 'address_unusable'],
    ['200', 'opted_out'],
    ['80', undefined],
    ['30', undefined],
    ['', undefined],
  ])('with error %j has the effect %s', async (ErrorCode, effect) => {
    const item = await receipt({ Status: 'undelivered', ErrorCode })
    expect(item).toMatchObject({ status: 'failed', error: { code: ErrorCode || 'undelivered' } })
    expect(item && 'effect' in item ? item.effect : undefined).toBe(effect)
  })

  it('of a state that is new changes nothing; what is neither is kept', async () => {
    expect(await receipt({ Status: 'constructor' })).toMatchObject({ kind: 'ignored' })
    expect(await receipt({ From: '<x>' })).toMatchObject({ ok: false })
    expect(await receipt({ MessageUUID: '' })).toMatchObject({ ok: false })
  })

  it('files are as many as Plivo says and names', async () => {
    const media = { From: '12125550147', Media1: 'https://a.example/1', Media2: 'https://a.example/2' }
    expect(await receipt({ ...media, MediaCount: '2' })).toMatchObject({ files: [{}, {}] })
    expect(await receipt({ ...media, MediaCount: '1' })).toMatchObject({
      files: [{ url: 'https://a.example/1' }],
    })
    for (const MediaCount of ['', '0', '-1', 'x'])
      expect(await receipt({ ...media, MediaCount })).toMatchObject({ files: [] })
    expect(await receipt({ ...media, MediaCount: '2', Media1: 'file:///etc/passwd' })).toMatchObject({
      files: [{ url: 'https://a.example/2' }],
    })
  })
})

describe('sending', () => {
  it.each([
    [202, { message_uuid: ['u1'] }, 'sent'],
    [202, { message_uuid: 'u1' }, 'sent'],
    [202, { message_uuid: [] }, 'unknown'],
    [400, { error: 'dst parameter not valid' }, 'rejected'],
    [401, {}, 'rejected'],
    [408, {}, 'unknown'],
    [429, { error: 'too many requests' }, 'retry'],
    [500, { error: 'x' }, 'unknown'],
    [503, {}, 'unknown'],
  ])('answered %i with %j is %s', async (status, body, outcome) => {
    expect(await smsPlivo.send(outgoingMessage(), account(), api(status, body).io)).toMatchObject({ outcome })
  })

  it.each([
    ['nothing', { text: '' }, 'empty'],
    ['a long text', { text: 'a'.repeat(1_601) }, '110'],
    ['a long text with an emoji', { text: `${'a'.repeat(736)}👍` }, '110'],
    ['too many files', { files: Array.from({ length: 11 }, () => file(1)) }, 'too_many_files'],
    ['too large a file', { files: [file(2_000_001)] }, 'files_too_large'],
    ['too many bytes', { files: [file(1_900_000), file(1_900_000), file(1_900_000)] }, 'files_too_large'],
    ['a list of numbers', { to: '12125550147<12125550148' }, '50'],
  ])('%s is refused here, with what to do', async (_what, more, code) => {
    const { io, asked } = api(202, {})
    expect(await smsPlivo.send(outgoingMessage(more), account(), io)).toMatchObject({
      outcome: 'rejected',
      error: { code },
    })
    expect(asked).toEqual([])
  })

  it('from nobody is refused', async () => {
    expect(await smsPlivo.send(outgoingMessage(), account({}, ''), api(202, {}).io)).toMatchObject({
      outcome: 'rejected',
      error: { code: 'no_sender' },
    })
  })
})

describe('a message whose answer was lost', () => {
  const lookUp = async (status: number, objects: unknown, more: Partial<OutgoingMessage> = {}) => {
    const { io, asked } = api(status, { objects })
    const lost = { ...outgoingMessage(more), claimedAt: NOW, knownExternalIds: ['known'] }
    return { result: await smsPlivo.reconcile(lost, account(), io), asked }
  }
  const record = (more: Record<string, unknown> = {}) => ({
    message_uuid: 'u1',
    message_direction: 'outbound',
    message_state: 'sent',
    message_type: 'sms',
    units: 1,
    ...more,
  })

  it('is looked for among what went to this customer since', async () => {
    const { asked } = await lookUp(200, [])
    const query = new URL(asked[0]?.url ?? '').searchParams
    expect(Object.fromEntries(query)).toEqual({
      message_direction: 'outbound',
      to_number: '+12125550147',
      from_number: '+12125550100',
      message_time__gte: '2026-11-21 11:58:00',
      limit: '20',
    })
  })

  it('is the one new record of its kind and length', async () => {
    const others = [
      record({ message_uuid: 'known' }),
      record({ message_uuid: 'u2', units: 3 }),
      record({ message_uuid: 'u3', message_type: 'mms' }),
      record({ message_uuid: 'u4', message_direction: 'inbound' }),
    ]
    expect((await lookUp(200, [...others, record()])).result).toEqual({
      outcome: 'found',
      externalId: 'u1',
      status: 'sent',
    })
  })

  it('that could not be delivered is not sent again', async () => {
    expect(
      (await lookUp(200, [record({ message_state: 'undelivered', error_code: '200' })])).result,
    ).toMatchObject({
      outcome: 'found',
      status: 'sent',
      failure: { effect: 'opted_out' },
    })
  })

  it('is left to a person where records prove nothing', async () => {
    for (const objects of [
      [],
      [record(), record({ message_uuid: 'u2' })],
      Array.from({ length: 20 }, (_, n) => record({ message_uuid: `n${n}` })),
      'gibberish',
    ])
      expect((await lookUp(200, objects)).result).toEqual({ outcome: 'cannot_tell' })
    expect((await lookUp(404, [])).result).toEqual({ outcome: 'cannot_tell' })
  })

  it.each([401, 403, 429, 500, 503])('is asked for again after %i', async (status) => {
    expect((await lookUp(status, [])).result).toMatchObject({ outcome: 'retry' })
  })
})

it('credentials go to the account’s own part of the API only', () => {
  const headers = (url: string) => smsPlivo.media?.(new URL(url), account(), null).headers ?? {}
  expect(headers(`https://api.plivo.com/v1/Account/${ID}/Message/u1/Media/1/`)).toHaveProperty(
    'authorization',
  )
  for (const url of [
    'https://api.plivo.com/v1/Account/MA_OTHER/Message/u1/',
    `https://api.plivo.com.evil.example/v1/Account/${ID}/Message/u1/`,
    `http://api.plivo.com/v1/Account/${ID}/Message/u1/`,
    'https://media.plivo.com/1',
  ])
    expect(headers(url)).toEqual({})
})
