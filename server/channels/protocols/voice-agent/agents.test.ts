// What the three telephone agents' fixtures cannot say: the other proofs of Vapi, windows of time, and the test of an
// inbox.
import { describe, expect, it } from 'vitest'
import type { Channel, ChannelIo, InboxAccount, RawRequest } from '#channels/channel.ts'
import { voiceElevenlabs } from '#channels/voice-elevenlabs/index.ts'
import { voiceRetell } from '#channels/voice-retell/index.ts'
import { voiceVapi } from '#channels/voice-vapi/index.ts'
import { signElevenlabs, signRetell } from '#test/fakes/signers.ts'

const NOW = new Date('2026-11-20T14:00:00Z')
const account = (channel: Channel, settings: Record<string, unknown>): InboxAccount => ({
  id: 'ibx_1',
  workspaceId: 'ws_1',
  key: 'k3y',
  channel: 'voice',
  provider: channel.provider,
  name: 'Agent',
  address: '+12125550100',
  settings,
})
const request = (headers: Record<string, string>): RawRequest => ({
  method: 'POST',
  url: 'https://desk.example/webhooks/x/k3y',
  headers,
  body: Buffer.from('{}'),
  receivedAt: NOW,
})

describe('proofs', () => {
  it('Vapi: a bearer token, or the older header, exactly', () => {
    const verify = (proof: string, headers: Record<string, string>) =>
      voiceVapi.verify(request(headers), account(voiceVapi, { proof, secret: 's3cret' })).ok
    expect(verify('bearer', { authorization: 'Bearer s3cret' })).toBe(true)
    expect(verify('bearer', { authorization: 'Bearer s3cre' })).toBe(false)
    expect(verify('bearer', { 'x-vapi-secret': 's3cret' })).toBe(false)
    expect(verify('secret', { 'x-vapi-secret': 's3cret' })).toBe(true)
    expect(verify('secret', { authorization: 'Bearer s3cret' })).toBe(false)
    expect(
      voiceVapi.verify(
        request({ authorization: 'Bearer ' }),
        account(voiceVapi, { proof: 'bearer', secret: '' }),
      ).ok,
    ).toBe(false)
  })
  it.each([
    [-301, false],
    [-299, true],
    [299, true],
    [301, false],
  ])('Retell: signed %i seconds from now', (seconds, ok) => {
    const at = new Date(NOW.getTime() + seconds * 1000)
    const headers = { 'x-retell-signature': signRetell('{}', 'key', at) }
    expect(voiceRetell.verify(request(headers), account(voiceRetell, { apiKey: 'key' })).ok).toBe(ok)
  })
  it.each([
    [-1_801, false],
    [-1_799, true],
    [1_801, false],
  ])('ElevenLabs: signed %i seconds from now', (seconds, ok) => {
    const at = new Date(NOW.getTime() + seconds * 1000)
    const headers = { 'elevenlabs-signature': signElevenlabs('{}', 'key', at) }
    expect(
      voiceElevenlabs.verify(request(headers), account(voiceElevenlabs, { webhookSecret: 'key' })).ok,
    ).toBe(ok)
  })
})

describe.each([
  ['Vapi', voiceVapi, 'number'],
  ['Retell', voiceRetell, 'phone_number'],
  ['ElevenLabs', voiceElevenlabs, 'phone_number'],
] as const)('the test of an inbox at %s', (_name, channel, field) => {
  const probe = (answer: Response | Error, settings: Record<string, unknown> = { apiKey: 'key' }) => {
    const io: ChannelIo = {
      fetch: () => (answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)),
      now: () => NOW,
      webhookUrl: 'https://desk.example/webhooks/x/k3y',
      apiBase: null,
      secret: 's',
    }
    return channel.probe?.(account(channel, settings), io)
  }
  it('good credentials, and the number', async () => {
    const steps = await probe(new Response(JSON.stringify([{ [field]: '+1 212 555 0100' }])))
    expect(steps).toMatchObject([
      { step: 'credentials', ok: true },
      { step: 'sender', ok: true },
    ])
    const other = await probe(new Response(JSON.stringify([{ [field]: '+12125550199' }, { [field]: 7 }])))
    expect(other?.[1]).toMatchObject({ step: 'sender', ok: false, remedy: expect.any(String) })
  })
  it('refused, and no answer, each with a remedy', async () => {
    const refused = await probe(new Response('{}', { status: 401 }))
    expect(refused).toMatchObject([
      { step: 'credentials', ok: false, detail: expect.stringContaining('refused') },
    ])
    const silent = await probe(new TypeError('fetch failed'))
    expect(silent).toMatchObject([
      { step: 'credentials', ok: false, detail: expect.stringContaining('not answer') },
    ])
    expect(refused?.[0]?.remedy && silent?.[0]?.remedy).toBeTruthy()
  })
})

it('ElevenLabs’ recordings are fetched where the inbox’s API is, also where that is an emulator', async () => {
  const told = new URL('https://api.elevenlabs.io/v1/convai/conversations/conv_1/audio')
  const locate = (url: URL, apiBase: string | null) =>
    voiceElevenlabs.locateMedia?.(url, account(voiceElevenlabs, {}), { fetch, now: () => NOW, apiBase })
  expect(await locate(told, null)).toEqual({ outcome: 'at', url: told.href })
  expect(await locate(told, 'http://127.0.0.1:9/simulator/elevenlabs')).toEqual({
    outcome: 'at',
    url: 'http://127.0.0.1:9/simulator/elevenlabs/v1/convai/conversations/conv_1/audio',
  })
  const elsewhere = new URL('https://elsewhere.example/a.mp3')
  expect(await locate(elsewhere, 'http://127.0.0.1:9')).toEqual({ outcome: 'at', url: elsewhere.href })
})
