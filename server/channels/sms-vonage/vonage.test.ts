import { describe, expect, it } from 'vitest'
import type { ChannelIo, InboxAccount, RawRequest } from '#channels/channel.ts'
import { signVonage } from '#test/fakes/signers.ts'
import { outgoingMessage } from '#test/harness/outgoing-message.ts'
import { smsVonage } from './index.ts'

const NOW = new Date('2026-11-21T12:00:00Z')
const SECONDS = NOW.getTime() / 1000
const account = (settings: Record<string, unknown> = {}, address = '+12125550100'): InboxAccount => ({
  id: 'ibx_1',
  workspaceId: 'ws_1',
  key: 'k3y',
  channel: 'sms',
  provider: 'vonage',
  name: 'Texts',
  address,
  settings: { apiKey: 'a1b2c3d4', apiSecret: 's', signatureSecret: 'signs', ...settings },
})

describe('a token', () => {
  const body = Buffer.from('{"message_uuid":"1"}')
  const raw = (authorization: string | undefined, more: Partial<RawRequest> = {}): RawRequest => ({
    method: 'POST',
    url: 'https://desk.example/webhooks/vonage/k3y',
    headers: { authorization },
    body,
    receivedAt: NOW,
    ...more,
  })
  const token = (claims: Record<string, unknown> = {}, header?: Record<string, unknown>) =>
    `Bearer ${signVonage(body, 'signs', { iat: SECONDS, api_key: 'a1b2c3d4', ...claims }, header)}`
  const passes = (authorization: string | undefined, more: Partial<RawRequest> = {}) =>
    smsVonage.verify(raw(authorization, more), account()).ok

  it.each([
    [0, true],
    // Repeated for a day, and perhaps not signed anew.
    [-86_400, true],
    [-90_001, false],
    [300, true],
    [301, false],
  ])('made %i seconds from now passes: %s', (seconds, ok) => {
    expect(passes(token({ iat: SECONDS + seconds }))).toBe(ok)
  })

  it('holds as long as it says', () => {
    expect(passes(token({ exp: SECONDS - 200 }))).toBe(true)
    expect(passes(token({ exp: SECONDS - 400 }))).toBe(false)
  })

  it('of no algorithm, or of another, is refused', () => {
    for (const alg of ['none', 'HS384', 'RS256', '']) expect(passes(token({}, { alg }))).toBe(false)
    const [, claims = ''] = token().split('.')
    const none = Buffer.from('{"alg":"none"}').toString('base64url')
    expect(passes(`Bearer ${none}.${claims}.`)).toBe(false)
    expect(passes(`Bearer ${none}.${claims}`)).toBe(false)
  })

  it('for another account, or without what it must say, is refused', () => {
    expect(passes(token())).toBe(true)
    for (const claims of [
      { api_key: 'other' },
      { api_key: undefined },
      { iat: undefined },
      { iat: 'now' },
      { payload_hash: undefined },
      { payload_hash: '0'.repeat(64) },
    ])
      expect(passes(token(claims))).toBe(false)
  })

  it('does not cover the address: only ours is taken', () => {
    expect(passes(token(), { url: 'https://desk.example/webhooks/vonage/k3y?m=msg_1' })).toBe(false)
    expect(passes(token(), { method: 'GET' })).toBe(false)
    for (const other of [undefined, '', 'Basic YTpi', token().replace('Bearer ', ''), `${token()} `])
      expect(passes(other)).toBe(false)
  })
})

describe('a receipt', () => {
  const receipt = async (more: Record<string, unknown>) => {
    const body = { message_uuid: 'u1', channel: 'sms', client_ref: 'msg_1a', ...more }
    const outcome = await smsVonage.parse(
      {
        method: 'POST',
        url: 'https://desk.example/webhooks/vonage/k3y',
        headers: {},
        body: Buffer.from(JSON.stringify(body)),
        receivedAt: NOW,
      },
      account(),
    )
    return outcome.ok ? outcome.items[0] : outcome
  }

  it.each([
    ['submitted', 'sent'],
    ['delivered', 'delivered'],
    ['read', 'read'],
    ['rejected', 'failed'],
    ['undeliverable', 'failed'],
  ])('%s is %s', async (word, status) => {
    expect(await receipt({ status: word })).toMatchObject({ kind: 'receipt', status, messageId: 'msg_1a' })
  })

  it.each([
    [{ title: 1170 }, '1170', 'address_unusable'],
    [{ title: '1190' }, '1190', 'address_unusable'],
    [
      { type: 'https://developer.vonage.com/api-errors/messages#1240', title: 'Illegal Number' },
      '1240',
      'opted_out',
    ],
    [{ title: '1050' }, '1050', undefined],
    [{ title: '1210' }, '1210', undefined],
  ])('with %j has the code %s and the effect %s', async (error, code, effect) => {
    const item = await receipt({ status: 'rejected', error })
    expect(item).toMatchObject({ status: 'failed', error: { code } })
    expect(item && 'effect' in item ? item.effect : undefined).toBe(effect)
  })

  it('with an id that is none of ours names only Vonage’s', async () => {
    for (const client_ref of ['', 'conv_1', 'msg_../x', null])
      expect(await receipt({ status: 'delivered', client_ref })).toMatchObject({ messageId: null })
  })

  it('of a state that is new changes nothing; what is neither is kept', async () => {
    expect(await receipt({ status: 'constructor' })).toMatchObject({ kind: 'ignored' })
    expect(await receipt({})).toMatchObject({ ok: false })
    expect(await receipt({ message_type: 'text', text: 'Hi', from: '<x>' })).toMatchObject({ ok: false })
  })
})

describe('sending', () => {
  const file = (type: string, size = 1) => ({
    name: 'a',
    type,
    size,
    read: () => Promise.resolve(new Uint8Array()),
    publicUrl: 'https://desk.example/f',
  })
  const io = (status: number, body: unknown, more: Partial<ChannelIo> = {}) => {
    const bodies: unknown[] = []
    const answer: ChannelIo = {
      fetch: (_input, init) => {
        bodies.push(typeof init?.body === 'string' ? JSON.parse(init.body) : null)
        return Promise.resolve(new Response(JSON.stringify(body), { status }))
      },
      now: () => NOW,
      webhookUrl: 'https://desk.example/webhooks/vonage/k3y',
      apiBase: null,
      secret: 's',
      ...more,
    }
    return { io: answer, bodies }
  }

  it.each([
    [202, { message_uuid: 'u1' }, 'sent'],
    [200, { message_uuid: '' }, 'unknown'],
    [
      401,
      { type: 'https://developer.vonage.com/api-errors#unauthorized', title: 'Unauthorized' },
      'rejected',
    ],
    [402, { type: 'https://developer.vonage.com/api-errors/#low-balance', title: 'Low balance' }, 'rejected'],
    [408, {}, 'unknown'],
    [422, { title: 1000, detail: 'Throttled' }, 'retry'],
    [422, { title: '1240' }, 'rejected'],
    [429, {}, 'retry'],
    [500, { title: 'Internal error' }, 'unknown'],
    [503, {}, 'unknown'],
  ])('answered %i with %j is %s', async (status, body, outcome) => {
    expect(await smsVonage.send(outgoingMessage(), account(), io(status, body).io)).toMatchObject({ outcome })
  })

  it.each([
    ['image/png', 'image'],
    ['audio/mpeg', 'audio'],
    ['video/mp4', 'video'],
    ['text/x-vcard', 'vcard'],
    ['application/pdf', 'file'],
  ])('a file of type %s goes as %s', async (type, kind) => {
    const { io: world, bodies } = io(202, { message_uuid: 'u1' })
    await smsVonage.send(outgoingMessage({ text: '', files: [file(type)] }), account(), world)
    expect(bodies[0]).toMatchObject({
      channel: 'mms',
      message_type: kind,
      [kind]: { url: 'https://desk.example/f' },
    })
  })

  it.each([
    ['nothing', { text: '' }, 'empty'],
    ['too long a text', { text: 'a'.repeat(1_001) }, '1090'],
    ['two files', { files: [file('image/png'), file('image/png')] }, 'too_many_files'],
    ['too large a file', { files: [file('image/png', 600_001)] }, 'files_too_large'],
    ['text that would be lost', { files: [file('application/pdf')] }, 'text_with_file'],
  ])('%s is refused here, with what to do', async (_what, more, code) => {
    const { io: world, bodies } = io(202, {})
    expect(await smsVonage.send(outgoingMessage(more), account(), world)).toMatchObject({
      outcome: 'rejected',
      error: { code },
    })
    expect(bodies).toEqual([])
  })

  it('from nobody is refused', async () => {
    expect(await smsVonage.send(outgoingMessage(), account({}, ''), io(202, {}).io)).toMatchObject({
      outcome: 'rejected',
      error: { code: 'no_sender' },
    })
  })

  it('counts segments, asks for receipts where they can arrive, and cannot be looked up', async () => {
    const { io: world, bodies } = io(202, { message_uuid: 'u1' }, { webhookUrl: 'http://localhost/w' })
    expect(await smsVonage.send(outgoingMessage({ text: '’'.repeat(71) }), account(), world)).toMatchObject({
      segments: 2,
    })
    expect(bodies[0]).not.toHaveProperty('webhook_url')
    const asked = { ...outgoingMessage(), claimedAt: NOW, knownExternalIds: [] }
    expect(await smsVonage.reconcile(asked, account(), world)).toEqual({ outcome: 'cannot_tell' })
  })
})
