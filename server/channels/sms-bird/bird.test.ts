import { describe, expect, it } from 'vitest'
import type { ChannelIo, InboxAccount, RawRequest } from '#channels/channel.ts'
import { signBird } from '#test/fakes/signers.ts'
import { outgoingMessage } from '#test/harness/outgoing-message.ts'
import { smsBird } from './index.ts'

const NOW = new Date('2026-11-21T12:00:00Z')
const SECONDS = NOW.getTime() / 1000
const WORKSPACE = '10000000-0000-4000-8000-000000000001'
const CHANNEL = '20000000-0000-4000-8000-000000000001'
const account = (settings: Record<string, unknown> = {}): InboxAccount => ({
  id: 'ibx_1',
  workspaceId: 'ws_1',
  key: 'k3y',
  channel: 'sms',
  provider: 'bird',
  name: 'Texts',
  address: '+12125550100',
  settings: {
    accessKey: 'key',
    workspaceId: WORKSPACE,
    channelId: CHANNEL,
    signingKey: 'signs',
    ...settings,
  },
})
const file = (size: number, type = 'image/png') => ({
  name: 'a',
  type,
  size,
  read: () => Promise.resolve(new Uint8Array()),
  publicUrl: 'https://desk.example/f',
})
/** An API that gives these answers one after the other, the last for ever; what it was asked is kept. */
function api(...answers: { status: number; body: unknown }[]) {
  const urls: string[] = []
  const io: ChannelIo = {
    fetch: (input) => {
      const answer = answers[Math.min(urls.length, answers.length - 1)]
      urls.push(input instanceof Request ? input.url : input.toString())
      return Promise.resolve(new Response(JSON.stringify(answer?.body), { status: answer?.status ?? 500 }))
    },
    now: () => NOW,
    webhookUrl: 'https://desk.example/webhooks/bird/k3y',
    apiBase: null,
    secret: 's',
  }
  return { io, urls }
}

describe('a signature', () => {
  const url = 'https://desk.example/webhooks/bird/k3y'
  const body = Buffer.from('{"event":"sms.inbound"}')
  const passes = (timestamp: string, more: Partial<RawRequest> = {}) =>
    smsBird.verify(
      {
        method: 'POST',
        url,
        headers: {
          'messagebird-request-timestamp': timestamp,
          'messagebird-signature': signBird(url, body, timestamp, 'signs'),
        },
        body,
        receivedAt: NOW,
        ...more,
      },
      account(),
    ).ok

  it.each([
    [0, true],
    // Repeated for a day with the time of the first attempt.
    [-86_400, true],
    [-90_001, false],
    [300, true],
    [301, false],
  ])('made %i seconds from now passes: %s', (seconds, ok) => {
    expect(passes(String(SECONDS + seconds))).toBe(ok)
  })

  it('is over time and address, and a time that is none is refused', () => {
    const young = signBird(url, body, String(SECONDS - 90_001), 'signs')
    const headers = { 'messagebird-request-timestamp': String(SECONDS), 'messagebird-signature': young }
    expect(passes('', { headers })).toBe(false)
    expect(passes(String(SECONDS), { url: `${url}2` })).toBe(false)
    expect(passes(String(SECONDS), { method: 'GET' })).toBe(false)
    for (const time of ['', 'now', '1e9', ' 1']) expect(passes(time)).toBe(false)
  })

  it('is the one that another program makes of the same', () => {
    // Computed elsewhere (Python), so that signer and product cannot be wrong in the same way.
    const timestamp = '1719823259'
    const signature = 'BipsDg0+OBllJtXGDX+2QrAbsjmdmavSpazdAFec8Lw='
    const raw: RawRequest = {
      method: 'POST',
      url: 'https://domain.example/w',
      headers: { 'messagebird-request-timestamp': timestamp, 'messagebird-signature': signature },
      body: Buffer.from('{}'),
      receivedAt: new Date(Number(timestamp) * 1000),
    }
    expect(smsBird.verify(raw, account({ signingKey: 'secureSigningKey' }))).toEqual({ ok: true })
  })
})

describe('a receipt', () => {
  const receipt = async (more: Record<string, unknown>) => {
    const payload = { id: 'b1', channelId: CHANNEL, reference: 'msg_1a', ...more }
    const outcome = await smsBird.parse(
      {
        method: 'POST',
        url: 'https://desk.example/webhooks/bird/k3y',
        headers: {},
        body: Buffer.from(JSON.stringify({ service: 'channels', event: 'sms.outbound', payload })),
        receivedAt: NOW,
      },
      account(),
    )
    return outcome.ok ? outcome.items[0] : outcome
  }

  it.each([
    ['accepted', 'sending'],
    ['processing', 'sending'],
    ['sent', 'sent'],
    ['delivered', 'delivered'],
    ['rejected', 'failed'],
    ['sending_failed', 'failed'],
    ['delivery_failed', 'failed'],
  ])('%s is %s', async (word, status) => {
    expect(await receipt({ status: word })).toMatchObject({ kind: 'receipt', status, messageId: 'msg_1a' })
  })

  it.each([
    [{ details: 'unknown_subscriber' }, 'unknown_subscriber', 'address_unusable'],
    [
      { reason: 'details: unknown subscriber; reason: unknown_subscriber; code: 1' },
      'unknown_subscriber',
      'address_unusable',
    ],
    [{ details: 'opted out' }, 'opted_out', 'opted_out'],
    [{ details: 'carrier_rejected' }, 'carrier_rejected', undefined],
    [{ details: 'constructor', failure: { code: 15001 } }, '15001', undefined],
    [{ reason: 'the customer may have opted out of something' }, 'undelivered', undefined],
    [{}, 'undelivered', undefined],
  ])('that failed with %j has the code %s and the effect %s', async (why, code, effect) => {
    const item = await receipt({ status: 'delivery_failed', ...why })
    expect(item).toMatchObject({ status: 'failed', error: { code } })
    expect(item && 'effect' in item ? item.effect : undefined).toBe(effect)
  })

  it('without a word of the carrier stays sent', async () => {
    for (const details of ['dlr_not_received', 'DLR not received'])
      expect(await receipt({ status: 'delivery_failed', details })).toMatchObject({
        status: 'sent',
        error: null,
      })
  })

  it('of another channel, or of a state that is new, changes nothing', async () => {
    expect(await receipt({ status: 'sent', channelId: WORKSPACE })).toMatchObject({ kind: 'ignored' })
    expect(await receipt({ status: 'sent', channelId: null })).toMatchObject({ kind: 'ignored' })
    expect(await receipt({ status: 'constructor' })).toMatchObject({ kind: 'ignored' })
    expect(await receipt({ status: 'sent', reference: 'conv_1' })).toMatchObject({ messageId: null })
  })
})

describe('sending', () => {
  it.each([
    [202, { id: 'b1', status: 'accepted' }, 'sent'],
    [202, { status: 'accepted' }, 'unknown'],
    [202, { id: 'b1', status: 'rejected', details: 'unknown_subscriber' }, 'rejected'],
    [401, {}, 'rejected'],
    [402, { code: 'InsufficientBalance' }, 'rejected'],
    [408, {}, 'unknown'],
    [422, { error: { code: 'E01001', message: 'No' } }, 'rejected'],
    [429, {}, 'retry'],
    [500, { code: 'x' }, 'unknown'],
    [503, {}, 'unknown'],
  ])('answered %i with %j is %s', async (status, body, outcome) => {
    expect(await smsBird.send(outgoingMessage(), account(), api({ status, body }).io)).toMatchObject({
      outcome,
    })
  })

  it('tells Bird’s own words where we have none', async () => {
    const answers = [
      { status: 422, body: { error: { code: 'E01001', message: 'must contain one recipient' } } },
      { status: 422, body: { code: 'Invalid', message: 'must contain one recipient' } },
    ]
    for (const answer of answers)
      expect(await smsBird.send(outgoingMessage(), account(), api(answer).io)).toMatchObject({
        error: { reason: expect.stringContaining('must contain one recipient') },
      })
  })

  it.each([
    ['nothing', { text: '' }, 'empty'],
    ['too long a text', { text: 'a'.repeat(1_378) }, 'too_long'],
    ['too many pictures', { files: Array.from({ length: 11 }, () => file(1)) }, 'too_many_files'],
    ['too many bytes', { files: [file(300_000), file(300_001)] }, 'files_too_large'],
    ['another file', { files: [file(1, 'application/pdf')] }, 'only_pictures'],
  ])('%s is refused here, with what to do', async (_what, more, code) => {
    const { io, urls } = api({ status: 202, body: {} })
    expect(await smsBird.send(outgoingMessage(more), account(), io)).toMatchObject({
      outcome: 'rejected',
      error: { code },
    })
    expect(urls).toEqual([])
  })

  it('without a channel is refused', async () => {
    const { io } = api({ status: 202, body: {} })
    expect(await smsBird.send(outgoingMessage(), account({ channelId: '' }), io)).toMatchObject({
      outcome: 'rejected',
      error: { code: 'not_found' },
    })
  })
})

describe('a message whose answer was lost', () => {
  const lost = { ...outgoingMessage(), claimedAt: NOW, knownExternalIds: [] }
  const page = (results: unknown, nextPageToken: string | null = null) => ({
    status: 200,
    body: { results, nextPageToken },
  })
  const other = { id: 'b0', reference: 'msg_0', status: 'sent' }

  it('is the one with our id, on whichever page it stands', async () => {
    const { io, urls } = api(
      page([other], 'p2'),
      page([{ id: 'b1', reference: 'msg_1', status: 'delivered' }]),
    )
    expect(await smsBird.reconcile(lost, account(), io)).toEqual({
      outcome: 'found',
      externalId: 'b1',
      status: 'delivered',
    })
    expect(urls.map((url) => new URL(url).searchParams.get('pageToken'))).toEqual([null, 'p2'])
  })

  it('that could not be delivered is not sent again', async () => {
    const failed = { id: 'b1', reference: 'msg_1', status: 'delivery_failed', details: 'unknown_subscriber' }
    expect(await smsBird.reconcile(lost, account(), api(page([failed])).io)).toMatchObject({
      outcome: 'found',
      status: 'sent',
      failure: { effect: 'address_unusable' },
    })
  })

  it('is left to a person where it is not found, and the search has an end', async () => {
    for (const answer of [page([]), page([other, 'gibberish']), page('gibberish'), { status: 404, body: {} }])
      expect(await smsBird.reconcile(lost, account(), api(answer).io)).toEqual({ outcome: 'cannot_tell' })
    const { io, urls } = api(page([other], 'again'))
    expect(await smsBird.reconcile(lost, account(), io)).toEqual({ outcome: 'cannot_tell' })
    expect(urls).toHaveLength(5)
  })

  it.each([401, 403, 429, 500, 503])('is asked for again after %i', async (status) => {
    expect(await smsBird.reconcile(lost, account(), api({ status, body: {} }).io)).toMatchObject({
      outcome: 'retry',
    })
  })
})

it('credentials go to the own workspace at Bird only', () => {
  const headers = (url: string, base: string | null = null) =>
    smsBird.media?.(new URL(url), account(), base).headers ?? {}
  expect(headers(`https://media.api.bird.com/workspaces/${WORKSPACE}/messages/1/media/2`)).toEqual({
    authorization: 'AccessKey key',
  })
  expect(
    headers(`http://127.0.0.1:4010/bird/workspaces/${WORKSPACE}/m`, 'http://127.0.0.1:4010/bird'),
  ).toEqual({
    authorization: 'AccessKey key',
  })
  for (const url of [
    `https://media.api.bird.com/workspaces/${CHANNEL}/messages/1`,
    `https://media.api.bird.com.evil.example/workspaces/${WORKSPACE}/m`,
    `http://media.api.bird.com/workspaces/${WORKSPACE}/m`,
    `https://storage.example/workspaces/${WORKSPACE}/m`,
  ])
    expect(headers(url)).toEqual({})
  expect(
    headers(`https://media.api.bird.com/workspaces/${WORKSPACE}/m`, 'http://127.0.0.1:4010/bird'),
  ).toEqual({})
})
