import { beforeEach, expect, test } from 'vitest'
import type { RawRequest } from '#channels/channel.ts'
import { manualClock } from '#lib/clock.ts'
import { googleKeys, signPush } from '#test/fakes/google-token.ts'
import { checkPushToken, confirmPushToken } from './push-token.ts'

const ADDRESS = 'https://desk.example/webhooks/gmail/k3y'
const CALLER = 'push@project.iam.gserviceaccount.com'
const receivedAt = new Date('2026-11-20T14:00:00Z')
const now = receivedAt.getTime() / 1000
const right = { aud: ADDRESS, email: CALLER, iat: now - 10, exp: now + 3_590 }

function request(token: string | null, more: Partial<RawRequest> = {}): RawRequest {
  return {
    method: 'POST',
    url: ADDRESS,
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
    body: Buffer.from('{}'),
    receivedAt,
    ...more,
  }
}

test('a token for us, of our service account, is taken', () => {
  expect(checkPushToken(request(signPush(right)), CALLER)).toEqual({ ok: true })
  expect(checkPushToken(request(signPush(right)), CALLER.toUpperCase())).toEqual({ ok: true })
})

test.each([
  ['none', null],
  ['for another address', signPush({ ...right, aud: 'https://elsewhere.example' })],
  ['of another account', signPush({ ...right, email: 'other@project.iam.gserviceaccount.com' })],
  ['of an account that is not verified', signPush({ ...right, email_verified: false })],
  ['of another issuer', signPush({ ...right, iss: 'https://evil.example' })],
  ['that is too old', signPush({ ...right, exp: now - 301 })],
  ['from the future', signPush({ ...right, iat: now + 301 })],
  ['without a time', signPush({ aud: ADDRESS, email: CALLER })],
  ['signed with a secret', signPush(right, { alg: 'HS256', kid: 'x' })],
  ['signed with nothing', signPush(right, { alg: 'none', kid: 'x' })],
])('a token %s is refused', (_what, token) => {
  expect(checkPushToken(request(token), CALLER)).toMatchObject({ ok: false })
})

test('so is a query, another method, and an inbox that names nobody', () => {
  const token = signPush(right)
  expect(checkPushToken(request(token, { url: `${ADDRESS}?x=1` }), CALLER)).toMatchObject({ ok: false })
  expect(checkPushToken(request(token, { method: 'GET' }), CALLER)).toMatchObject({ ok: false })
  expect(checkPushToken(request(token), '')).toMatchObject({ ok: false })
})

const clock = manualClock(receivedAt)
let calls: string[]
let answers: () => Promise<Response>
let nth = 0
let apiBase: string
beforeEach(() => {
  calls = []
  // Keys are kept by their address: each test has its own Google.
  apiBase = `https://google-${++nth}.example`
  clock.set(receivedAt)
  answers = () => Promise.resolve(Response.json(googleKeys))
})
const io = () => ({
  fetch: (input: RequestInfo | URL) => {
    calls.push(new Request(input).url)
    return answers()
  },
  now: clock.now,
  apiBase,
})

test('the signature is checked with Google’s key, which is fetched once', async () => {
  const several = Array.from({ length: 5 }, () => confirmPushToken(request(signPush(right)), io()))
  expect(await Promise.all(several)).toEqual(Array(5).fill({ ok: true }))
  expect(await confirmPushToken(request(signPush(right)), io())).toEqual({ ok: true })
  expect(calls).toEqual([`${apiBase}/oauth2/v3/certs`])
  clock.advance(3_600_001)
  expect(await confirmPushToken(request(signPush(right)), io())).toEqual({ ok: true })
  expect(calls).toHaveLength(2)
})

test('every changed character is refused', async () => {
  const token = signPush(right)
  for (let at = 0; at < token.length; at += 1) {
    const bytes = Buffer.from(token)
    bytes[at] = (bytes[at] ?? 0) ^ 1
    const raw = request(bytes.toString('latin1'))
    const taken = checkPushToken(raw, CALLER).ok && (await confirmPushToken(raw, io())).ok
    expect(taken, `character ${at}`).toBe(false)
  }
})

test('names of keys that nobody has do not make us ask at every call', async () => {
  const strange = (kid: string) => signPush(right, { alg: 'RS256', kid })
  for (const kid of ['a', 'b', 'c'])
    expect(await confirmPushToken(request(strange(kid)), io())).toMatchObject({ ok: false })
  expect(calls).toHaveLength(1)
  clock.advance(60_001)
  expect(await confirmPushToken(request(strange('d')), io())).not.toHaveProperty('later')
  expect(calls).toHaveLength(2)
})

test('without an answer of Google nobody can tell, and old keys are better than none', async () => {
  answers = () => Promise.reject(new TypeError('fetch failed'))
  expect(await confirmPushToken(request(signPush(right)), io())).toMatchObject({ ok: false, later: true })
  answers = () => Promise.resolve(Response.json(googleKeys))
  expect(await confirmPushToken(request(signPush(right)), io())).toEqual({ ok: true })
  clock.advance(3_600_001)
  answers = () => Promise.resolve(new Response('', { status: 503 }))
  expect(await confirmPushToken(request(signPush(right)), io())).toEqual({ ok: true })
})
