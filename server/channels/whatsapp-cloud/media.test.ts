import { describe, expect, it } from 'vitest'
import type { InboxAccount, MediaIo } from '#channels/channel.ts'
import { accessMedia, locateMedia } from './media.ts'
import { mediaAddress, mediaIdOf } from './media-address.ts'
import { checkSettings, settingFields } from './settings.ts'

const account: InboxAccount = {
  id: 'ibx_1',
  workspaceId: 'ws_1',
  key: 'k3y',
  channel: 'whatsapp',
  provider: 'meta',
  name: 'WhatsApp',
  address: '+12125550100',
  settings: { phoneNumberId: '100200300400500', accessToken: 'token' },
}
const PLACE = 'https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1&ext=2&hash=3'

describe('the address of a file', () => {
  it('is one of ours until it is asked for', () => {
    expect(mediaAddress('9001')).toBe('whatsapp-media:9001')
    expect(mediaIdOf(new URL('whatsapp-media:9001'))).toBe('9001')
    for (const id of ['', '../me', 'a b', 'a?b', 'a/b', 'x'.repeat(201)]) expect(mediaAddress(id)).toBeNull()
    for (const url of ['https://desk.example/9001', 'whatsapp-media:../me', 'whatsapp-media://host/x'])
      expect(mediaIdOf(new URL(url))).toBeNull()
  })

  const locate = async (answer: Response | Error, url = 'whatsapp-media:9001') => {
    const asked: { url: string; authorization: string | null }[] = []
    const io: MediaIo = {
      fetch: (input, init) => {
        const authorization = new Headers(init?.headers).get('authorization')
        asked.push({ url: input instanceof Request ? input.url : input.toString(), authorization })
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
      },
      now: () => new Date('2026-11-21T12:00:00Z'),
      apiBase: null,
    }
    return { asked, result: await locateMedia(new URL(url), account, io) }
  }
  const refusal = (status: number, code: number) =>
    Response.json({ error: { code, message: 'm' } }, { status })

  it('is asked for with the token, for this number only', async () => {
    const { asked, result } = await locate(
      Response.json({ url: PLACE, mime_type: 'image/jpeg', sha256: 'x', file_size: '1', id: '9001' }),
    )
    expect(result).toEqual({ outcome: 'at', url: PLACE })
    expect(asked).toEqual([
      {
        url: 'https://graph.facebook.com/v23.0/9001?phone_number_id=100200300400500',
        authorization: 'Bearer token',
      },
    ])
  })

  it('of another kind is left as it is, and nobody is asked', async () => {
    const { asked, result } = await locate(new Error('not asked'), 'https://cdn.example/a.png')
    expect([asked, result]).toEqual([[], { outcome: 'at', url: 'https://cdn.example/a.png' }])
  })

  it.each([
    ['a broken line', new TypeError('fetch failed'), 'later'],
    ['an outage', refusal(503, 2), 'later'],
    ['a limit', refusal(400, 80007), 'later'],
    ['an expired token', refusal(401, 190), 'later'],
    ['an unknown id', refusal(400, 100), 'gone'],
    ['a page', new Response('<h1>Welcome</h1>'), 'gone'],
    ['an address of another kind', Response.json({ url: 'file:///etc/passwd' }), 'gone'],
  ])('cannot be told with %s: %s', async (_what, answer, outcome) => {
    const { result } = await locate(answer)
    expect(result).toEqual({ outcome, reason: expect.stringMatching(/WhatsApp/) })
  })
})

describe('the token', () => {
  const told = (url: string, apiBase: string | null = null) => {
    const access = accessMedia(new URL(url), account, apiBase)
    expect(access.allowed).toBe(true)
    return access.headers['authorization'] === 'Bearer token'
  }

  it('goes to Meta, and to the API of the inbox', () => {
    expect(told(PLACE)).toBe(true)
    expect(told('https://graph.facebook.com/v23.0/1')).toBe(true)
    expect(told('http://127.0.0.1:4010/media/1', 'http://127.0.0.1:4010/graph')).toBe(true)
  })

  it.each([
    ['https://fbsbx.com.evil.example/x'],
    ['https://evilfbsbx.com/x'],
    ['http://lookaside.fbsbx.com/x'],
    ['https://desk.example/?u=graph.facebook.com'],
    ['http://127.0.0.1:4011/media/1'],
  ])('and to nobody else: %s', (url) => {
    expect(told(url, 'http://127.0.0.1:4010')).toBe(false)
  })
})

describe('settings', () => {
  const good = {
    phoneNumberId: '100200300400500',
    accessToken: 'EAAx',
    appSecret: 'abc',
    verifyToken: 'harbour-dental',
  }
  const paths = (given: Record<string, unknown>) => {
    const checked = checkSettings(given)
    return checked.ok ? [] : checked.problems.map((problem) => problem.path)
  }

  it('are trimmed, and blank ones left out', () => {
    expect(
      checkSettings({ ...good, accessToken: ' EAAx\n', apiVersion: '', apiBase: ' ', other: 1 }),
    ).toEqual({
      ok: true,
      settings: good,
    })
    const full = { ...good, apiVersion: 'v24.0', apiBase: 'http://127.0.0.1:4010/graph' }
    expect(checkSettings(full)).toEqual({ ok: true, settings: full })
    expect(Object.keys(full).every((name) => settingFields.some((field) => field.name === name))).toBe(true)
  })

  it.each([
    [{}, ['phoneNumberId', 'accessToken', 'appSecret', 'verifyToken']],
    [{ ...good, phoneNumberId: '+1 212 555 0100' }, ['phoneNumberId']],
    [{ ...good, phoneNumberId: '1/../2' }, ['phoneNumberId']],
    [{ ...good, accessToken: 'two words' }, ['accessToken']],
    [{ ...good, verifyToken: ' ' }, ['verifyToken']],
    [{ ...good, apiVersion: '23' }, ['apiVersion']],
    [{ ...good, apiBase: 'emulator' }, ['apiBase']],
    [{ ...good, apiBase: 'https://user:pw@graph.example' }, ['apiBase']],
    [{ ...good, apiBase: 'ftp://graph.example' }, ['apiBase']],
  ])('%j are refused at %j', (given, expected) => {
    expect(paths(given)).toEqual(expected)
  })
})
