import { describe, expect, it } from 'vitest'
import type { ChannelIo, InboxAccount, RawRequest } from '#channels/channel.ts'
import { signTelnyx } from '#test/fakes/signers.ts'
import { outgoingMessage } from '#test/harness/outgoing-message.ts'
import { smsTelnyx } from './index.ts'

const PUBLIC_KEY = '2JwXdr1dLCGOdLor4UsMyBGlx4GuMI1ZUa/Vspto5q4='
const NOW = new Date('2026-11-21T12:00:00Z')
const account = (settings: Record<string, unknown> = {}, address = '+12125550100'): InboxAccount => ({
  id: 'ibx_1',
  workspaceId: 'ws_1',
  key: 'k3y',
  channel: 'sms',
  provider: 'telnyx',
  name: 'Texts',
  address,
  settings: { apiKey: 'KEY1', publicKey: PUBLIC_KEY, ...settings },
})

describe('a signature', () => {
  const body = Buffer.from('{"data":{}}')
  const raw = (more: Partial<RawRequest> = {}, timestamp = String(NOW.getTime() / 1000)): RawRequest => ({
    method: 'POST',
    url: 'https://desk.example/webhooks/telnyx/k3y',
    headers: {
      'telnyx-timestamp': timestamp,
      'telnyx-signature-ed25519': signTelnyx(body, timestamp),
    },
    body,
    receivedAt: NOW,
    ...more,
  })
  const verify = (request: RawRequest) => smsTelnyx.verify(request, account())

  it.each([
    [0, true],
    [-300, true],
    [300, true],
    [-301, false],
    [301, false],
  ])('made %i seconds from our clock passes: %s', (seconds, passes) => {
    expect(verify(raw({}, String(NOW.getTime() / 1000 + seconds))).ok).toBe(passes)
  })

  it('is over its time, so that an old one cannot be made young', () => {
    const young = raw()
    const old = signTelnyx(body, String(NOW.getTime() / 1000 - 9_000))
    expect(verify({ ...young, headers: { ...young.headers, 'telnyx-signature-ed25519': old } }).ok).toBe(
      false,
    )
  })

  it('does not cover the address: only ours is taken', () => {
    const base = 'https://desk.example/webhooks/telnyx/k3y'
    expect(verify(raw({ url: `${base}?m=msg_0FzQ7c3mXv9KpLw2RtC` })).ok).toBe(true)
    for (const query of ['?x=1', '?m=conv_1', '?m=msg_a&m=msg_b', '?m=msg_a&x=1'])
      expect(verify(raw({ url: base + query })).ok).toBe(false)
    expect(verify(raw({ method: 'GET' })).ok).toBe(false)
  })

  it('counts in its one spelling only, and a time that is none is refused', () => {
    const request = raw()
    const signature = request.headers['telnyx-signature-ed25519'] ?? ''
    for (const other of [`${signature} `, signature.replace(/=+$/, ''), `${signature}AAAA`, ''])
      expect(
        verify({ ...request, headers: { ...request.headers, 'telnyx-signature-ed25519': other } }).ok,
      ).toBe(false)
    for (const time of ['', 'now', '1e9', ' 1', '9'.repeat(40)]) expect(verify(raw({}, time)).ok).toBe(false)
  })
})

describe('a receipt', () => {
  const receipt = async (status: string | null, errors: unknown = [], to?: unknown) => {
    const payload = { id: 'm1', to: to ?? [{ phone_number: '+12125550147', status }], errors }
    const outcome = await smsTelnyx.parse(
      {
        method: 'POST',
        url: 'https://desk.example/webhooks/telnyx/k3y?m=msg_unsigned',
        headers: {},
        body: Buffer.from(JSON.stringify({ data: { event_type: 'message.finalized', payload } })),
        receivedAt: NOW,
      },
      account(),
    )
    return outcome.ok ? outcome.items[0] : outcome
  }

  it.each([
    ['queued', 'sending'],
    ['sending', 'sending'],
    ['sent', 'sent'],
    ['delivered', 'delivered'],
    ['delivery_unconfirmed', 'sent'],
    ['sending_failed', 'failed'],
    ['delivery_failed', 'failed'],
  ])('%s is %s', async (word, status) => {
    // Our id in the address that was called is not signed, so it is not believed.
    expect(await receipt(word)).toMatchObject({ kind: 'receipt', status, messageId: null, externalId: 'm1' })
  })

  it.each([
    ['40001', 'address_unusable'],
    ['40012', 'address_unusable'],
    ['40310', 'address_unusable'],
    ['40300', 'opted_out'],
    ['40002', undefined],
    ['40008', undefined],
  ])('with %s has the effect %s', async (code, effect) => {
    const item = await receipt('delivery_failed', [{ code }])
    expect(item).toMatchObject({ status: 'failed', error: { code } })
    expect(item && 'effect' in item ? item.effect : undefined).toBe(effect)
  })

  it('with 40300 for another reason signs nobody off', async () => {
    const item = await receipt('sending_failed', [
      { code: '40300', title: 'Forbidden', detail: 'The from number is not assigned to a profile' },
    ])
    expect(item).not.toHaveProperty('effect')
    expect(item).toMatchObject({ error: { code: '40300', reason: expect.stringContaining('not assigned') } })
  })

  it('of a state that is new, or of nobody, changes nothing', async () => {
    for (const word of ['constructor', '', null])
      expect(await receipt(word)).toMatchObject({ kind: 'ignored' })
    expect(await receipt('sent', [], [])).toMatchObject({ kind: 'ignored' })
  })
})

describe('sending', () => {
  const file = (size: number) => ({
    name: 'a.png',
    type: 'image/png',
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
      webhookUrl: 'https://desk.example/webhooks/telnyx/k3y',
      apiBase: null,
      secret: 's',
      ...more,
    }
    return { io: answer, bodies }
  }
  const refusal = (code: string) => ({ errors: [{ code, title: 'No', detail: 'because' }] })

  it.each([
    [200, { data: { id: 'm1', to: [{ status: 'queued' }], parts: 3 } }, 'sent'],
    [200, { data: { to: [] } }, 'unknown'],
    [
      200,
      { data: { id: 'm1', to: [{ status: 'sending_failed' }], errors: [{ code: '40300' }] } },
      'rejected',
    ],
    [400, refusal('40310'), 'rejected'],
    [401, {}, 'rejected'],
    [403, refusal('40300'), 'rejected'],
    [408, {}, 'unknown'],
    [422, refusal('40318'), 'retry'],
    [429, {}, 'retry'],
    [500, refusal('10007'), 'unknown'],
    [500, refusal('10011'), 'unknown'],
    [503, refusal('10011'), 'unknown'],
  ])('answered %i with %j is %s', async (status, body, outcome) => {
    expect(await smsTelnyx.send(outgoingMessage(), account(), io(status, body).io)).toMatchObject({ outcome })
  })

  it.each([
    ['nothing', { text: '' }, {}, '40316'],
    ['too long a text', { text: 'a'.repeat(1_531) }, {}, '40302'],
    ['too many files', { files: Array.from({ length: 11 }, () => file(1)) }, {}, 'too_many_files'],
    ['files of together a megabyte', { files: [file(600_000), file(400_000)] }, {}, 'files_too_large'],
  ])('%s is refused here, with what to do', async (_what, more, settings, code) => {
    const { io: world, bodies } = io(200, {})
    expect(await smsTelnyx.send(outgoingMessage(more), account(settings), world)).toMatchObject({
      outcome: 'rejected',
      error: { code },
    })
    expect(bodies).toEqual([])
  })

  it('from nobody is refused', async () => {
    expect(await smsTelnyx.send(outgoingMessage(), account({}, ''), io(200, {}).io)).toMatchObject({
      outcome: 'rejected',
      error: { code: 'no_sender' },
    })
  })

  it('asks for no receipts where they could not arrive', async () => {
    const { io: world, bodies } = io(200, {}, { webhookUrl: 'http://localhost:3000/webhooks/telnyx/k3y' })
    await smsTelnyx.send(outgoingMessage(), account(), world)
    expect(bodies[0]).not.toHaveProperty('webhook_url')
  })

  it('counts parts itself where Telnyx does not say', async () => {
    const { io: world } = io(200, { data: { id: 'm1' } })
    expect(await smsTelnyx.send(outgoingMessage({ text: 'ü'.repeat(161) }), account(), world)).toMatchObject({
      outcome: 'sent',
      status: 'sending',
      segments: 2,
    })
  })

  it('cannot be looked up afterwards', async () => {
    const asked = { ...outgoingMessage(), claimedAt: NOW, knownExternalIds: [] }
    expect(await smsTelnyx.reconcile(asked, account(), io(200, {}).io)).toEqual({ outcome: 'cannot_tell' })
  })
})

it('the public key is 32 bytes in base64', () => {
  const check = (publicKey: unknown) => smsTelnyx.checkSettings({ apiKey: 'K', publicKey })
  expect(check(` ${PUBLIC_KEY} `)).toEqual({ ok: true, settings: { apiKey: 'K', publicKey: PUBLIC_KEY } })
  for (const wrong of ['', 'KEY123', PUBLIC_KEY.slice(1), PUBLIC_KEY.replace('=', ''), 7])
    expect(check(wrong)).toMatchObject({ ok: false, problems: [{ path: 'publicKey' }] })
})
