import { beforeEach, expect, test } from 'vitest'
import { manualClock } from '#lib/clock.ts'
import { accessToken, type SignedIn } from './tokens.ts'

const clock = manualClock('2026-11-20T09:00:00Z')
let nth = 0
let account: { id: string }
let calls: Record<string, string>[]
let answers: (() => Response | Promise<Response>)[]
let kept: Record<string, unknown>[]
beforeEach(() => {
  clock.set('2026-11-20T09:00:00Z')
  // Tokens are kept by inbox: each test has its own.
  account = { id: `ibx_${++nth}` }
  calls = []
  answers = []
  kept = []
})

const signedIn = (more: Partial<SignedIn> = {}): SignedIn => ({
  service: 'google',
  access: 'mailbox',
  tenant: '',
  base: null,
  clientId: 'client',
  clientSecret: 'secret',
  refreshToken: 'refresh-0',
  ...more,
})
const io = {
  fetch: async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init)
    calls.push({ url: request.url, ...Object.fromEntries(new URLSearchParams(await request.text())) })
    const answer = answers.shift()
    if (!answer) throw new Error('nobody expected this call')
    return answer()
  },
  now: clock.now,
  keep: (settings: Record<string, unknown>) => {
    kept.push(settings)
    return Promise.resolve()
  },
}
const granted =
  (token: string, more: object = {}) =>
  () =>
    Response.json({ access_token: token, expires_in: 3_600, token_type: 'Bearer', ...more })
const refused = (status: number, error: string, text?: string) => () =>
  Response.json({ error, error_description: text }, { status })

test('one call however many ask, and none while the token lives', async () => {
  answers = [granted('a'), granted('b')]
  const ask = () => accessToken(account, signedIn(), io)
  expect(await Promise.all([ask(), ask(), ask()])).toEqual(Array(3).fill({ ok: true, token: 'a' }))
  clock.advance(54 * 60_000)
  expect(await ask()).toEqual({ ok: true, token: 'a' })
  expect(calls).toEqual([
    {
      url: 'https://oauth2.googleapis.com/token',
      grant_type: 'refresh_token',
      refresh_token: 'refresh-0',
      client_id: 'client',
      client_secret: 'secret',
    },
  ])
  // Renewed five minutes before its end.
  clock.advance(60_001)
  expect(await ask()).toEqual({ ok: true, token: 'b' })
})

test('a token that was turned down is not given out again', async () => {
  answers = [granted('a'), granted('b')]
  await accessToken(account, signedIn(), io)
  expect(await accessToken(account, signedIn(), io, 'a')).toEqual({ ok: true, token: 'b' })
  expect(await accessToken(account, signedIn(), io, 'a')).toEqual({ ok: true, token: 'b' })
  expect(calls).toHaveLength(2)
})

test('Microsoft hears for what the token is, and its new refresh tokens are followed and stored once a day', async () => {
  const microsoft = signedIn({ service: 'microsoft', tenant: 'contoso.example', access: 'api' })
  answers = [1, 2, 3, 4].map((n) => granted(`a${n}`, { refresh_token: `refresh-${n}` }))
  await accessToken(account, microsoft, io)
  expect(calls[0]).toMatchObject({
    url: 'https://login.microsoftonline.com/contoso.example/oauth2/v2.0/token',
    scope: expect.stringContaining('https://graph.microsoft.com/Mail.Read'),
  })
  expect(kept).toEqual([{ refreshToken: 'refresh-1' }])
  clock.advance(3_600_000)
  await accessToken(account, microsoft, io)
  expect(calls[1]?.['refresh_token']).toBe('refresh-1')
  // Whoever reads the settings later comes with the stored one: the same sign-in, and the same token.
  expect(await accessToken(account, { ...microsoft, refreshToken: 'refresh-1' }, io)).toEqual({
    ok: true,
    token: 'a2',
  })
  expect(kept).toHaveLength(1)
  clock.advance(24 * 3_600_000)
  await accessToken(account, { ...microsoft, refreshToken: 'refresh-1' }, io)
  expect(kept).toEqual([{ refreshToken: 'refresh-1' }, { refreshToken: 'refresh-3' }])
})

test('a new sign-in counts at once', async () => {
  answers = [refused(400, 'invalid_grant'), granted('fresh')]
  expect(await accessToken(account, signedIn(), io)).toMatchObject({ ok: false, final: true })
  expect(await accessToken(account, signedIn({ refreshToken: 'another' }), io)).toEqual({
    ok: true,
    token: 'fresh',
  })
})

test('a dead sign-in says what to do, and the service is left alone for a minute', async () => {
  answers = [refused(400, 'invalid_grant', 'Token has been expired or revoked.'), granted('alive')]
  const dead = await accessToken(account, signedIn(), io)
  expect(dead).toMatchObject({
    ok: false,
    final: true,
    error: { code: 'invalid_grant', action: 'Sign in again in the settings of the inbox.' },
  })
  expect(JSON.stringify(dead)).toContain('Token has been expired or revoked.')
  await accessToken(account, signedIn(), io)
  expect(calls).toHaveLength(1)
  clock.advance(60_001)
  expect(await accessToken(account, signedIn(), io)).toEqual({ ok: true, token: 'alive' })
})

test.each<[string, () => Response, boolean, RegExp]>([
  ['a wrong secret', refused(401, 'invalid_client'), true, /client ID/],
  [
    'a secret that has expired',
    refused(401, 'invalid_client', 'AADSTS7000222: The provided client secret keys are expired.'),
    true,
    /make a new one/,
  ],
  ['permissions that were not given', refused(400, 'invalid_scope'), true, /permissions/],
  [
    'a second factor',
    refused(400, 'interaction_required', 'AADSTS50076: use MFA\r\nTrace ID: 1'),
    true,
    /again/,
  ],
  ['too many questions', refused(429, 'rate_limit'), false, /by itself/],
  ['trouble over there', () => new Response('<h1>Oops</h1>', { status: 503 }), false, /by itself/],
])('%s', async (_what, answer, final, action) => {
  answers = [answer, granted('a')]
  const result = await accessToken(account, signedIn(), io)
  expect(result).toMatchObject({ ok: false, final })
  expect(result.ok ? '' : result.error.action).toMatch(action)
  expect(JSON.stringify(result)).not.toContain('Trace ID')
  // What passes is asked again at once.
  if (!final) expect(await accessToken(account, signedIn(), io)).toEqual({ ok: true, token: 'a' })
})

test('without a line nothing is final; without a sign-in nobody is asked', async () => {
  answers = [() => Promise.reject(new TypeError('fetch failed'))]
  expect(await accessToken(account, signedIn(), io)).toMatchObject({ ok: false, final: false })
  expect(await accessToken(account, signedIn({ refreshToken: '' }), io)).toMatchObject({
    ok: false,
    final: true,
    error: { code: 'not_signed_in' },
  })
  expect(calls).toHaveLength(1)
})
