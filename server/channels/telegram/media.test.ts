import { describe, expect, it } from 'vitest'
import type { InboxAccount } from '#channels/channel.ts'
import { accessMedia, fileAddress, locateMedia } from './media.ts'

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
function io(status: number, body: unknown, apiBase: string | null = null) {
  const asked: Request[] = []
  return {
    asked,
    io: {
      fetch: (input: string | URL | Request, init?: RequestInit) => {
        asked.push(new Request(input, init))
        return Promise.resolve(new Response(JSON.stringify(body), { status }))
      },
      now: () => new Date('2026-11-21T12:00:00Z'),
      apiBase,
    },
  }
}
const address = new URL(fileAddress('AgAC-_xYz') ?? '')
const located = (file_path: string) => ({ ok: true, result: { file_id: 'AgAC-_xYz', file_path } })

describe('where a file lies', () => {
  it('is asked with its id, letter for letter', async () => {
    const { io: over, asked } = io(200, located('photos/file_3.jpg'))
    expect(await locateMedia(address, account, over)).toEqual({
      outcome: 'at',
      url: 'https://api.telegram.org/file/bot7000000001:secret/photos/file_3.jpg',
    })
    expect(asked[0]?.url).toBe('https://api.telegram.org/bot7000000001:secret/getFile')
    expect(await asked[0]?.json()).toEqual({ file_id: 'AgAC-_xYz' })
  })

  it('is asked of the API of the inbox', async () => {
    const { io: over } = io(200, located('voice/file_1.oga'), 'http://127.0.0.1:4011/')
    expect(await locateMedia(address, account, over)).toMatchObject({
      url: 'http://127.0.0.1:4011/file/bot7000000001:secret/voice/file_1.oga',
    })
  })

  it.each([
    ['too big', 400, { ok: false, error_code: 400, description: 'Bad Request: file is too big' }, 'gone'],
    ['no such file', 400, { ok: false, error_code: 400, description: 'Bad Request: wrong file_id' }, 'gone'],
    ['too many calls', 429, { ok: false, error_code: 429, description: 'Too Many Requests' }, 'later'],
    ['a token that was replaced', 401, { ok: false, error_code: 401, description: 'Unauthorized' }, 'later'],
    ['a fault', 502, 'no', 'later'],
    ['a path that leads out', 200, located('../../botother/getMe'), 'later'],
    ['an address in place of a path', 200, located('https://elsewhere.example/x'), 'later'],
  ])('%s', async (_what, status, body, outcome) => {
    const found = await locateMedia(address, account, io(status, body).io)
    expect(found.outcome).toBe(outcome)
    expect(JSON.stringify(found)).not.toContain('7000000001:secret')
  })
})

it('files come from the API of the inbox only, and ids are ids', () => {
  const allowed = (url: string, apiBase: string | null) => accessMedia(new URL(url), account, apiBase).allowed
  expect(allowed('https://api.telegram.org/file/bot1:x/a.jpg', null)).toBe(true)
  expect(allowed('https://api.telegram.org.evil.example/file/a.jpg', null)).toBe(false)
  expect(allowed('http://127.0.0.1:4011/file/a.jpg', 'http://127.0.0.1:4011')).toBe(true)
  expect(allowed('https://api.telegram.org/file/a.jpg', 'http://127.0.0.1:4011')).toBe(false)
  expect(fileAddress('a/../b')).toBeNull()
  expect(fileAddress('')).toBeNull()
})
