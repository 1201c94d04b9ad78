import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { createOAuthFake } from '#test/fakes/oauth-server.ts'
import { beginSignIn, finishSignIn } from './sign-in.ts'

const app = {
  service: 'google' as const,
  access: 'mailbox' as const,
  tenant: '',
  base: null,
  clientId: 'client-1',
  clientSecret: 'a secret of the app',
}
const verifier = 'v'.repeat(43)
const request = {
  redirectUri: 'https://desk.example/sign-in/callback',
  state: 'state-1',
  challenge: createHash('sha256').update(verifier).digest('base64url'),
}
const now = () => new Date('2026-11-20T09:00:00Z')
const answering = (body: unknown, status = 200) => ({
  fetch: () => Promise.resolve(Response.json(body, { status })),
  now,
})
const answer = { code: 'code-1', verifier, redirectUri: request.redirectUri }

test('the browser is sent to Google for a code and consent that lasts', () => {
  const url = new URL(beginSignIn(app, request, 'hello@harbor.example'))
  expect(url.origin + url.pathname).toBe('https://accounts.google.com/o/oauth2/v2/auth')
  expect(Object.fromEntries(url.searchParams)).toEqual({
    client_id: 'client-1',
    redirect_uri: request.redirectUri,
    response_type: 'code',
    scope: 'https://mail.google.com/ openid email',
    state: 'state-1',
    code_challenge: request.challenge,
    code_challenge_method: 'S256',
    login_hint: 'hello@harbor.example',
    access_type: 'offline',
    prompt: 'consent',
  })
})

test('and to the directory at Microsoft', () => {
  const url = new URL(beginSignIn({ ...app, service: 'microsoft', tenant: 'contoso.example' }, request, ''))
  expect(url.origin + url.pathname).toBe(
    'https://login.microsoftonline.com/contoso.example/oauth2/v2.0/authorize',
  )
  expect(url.searchParams.get('scope')).toContain('offline_access')
  expect(url.searchParams.has('login_hint')).toBe(false)
})

test('whoever comes back with the code leaves a refresh token, once and only with the verifier', async () => {
  const fake = createOAuthFake()
  const over = {
    now,
    fetch: async (_input: RequestInfo | URL, init?: RequestInit) => {
      const { IncomingMessage, ServerResponse } = await import('node:http')
      const { Socket } = await import('node:net')
      const incoming = new IncomingMessage(new Socket())
      incoming.method = 'POST'
      incoming.url = '/token'
      incoming.push(typeof init?.body === 'string' ? init.body : '')
      incoming.push(null)
      const response = new ServerResponse(incoming)
      let body = ''
      response.end = ((text: string) => {
        body = text
        return response
      }) as typeof response.end
      await fake.handle(incoming, response)
      return new Response(body, { status: response.statusCode })
    },
  }
  const back = new URL(fake.signIn(beginSignIn(app, request, ''), 'Office@Harbor.example'))
  const code = back.searchParams.get('code') ?? ''
  expect(back.searchParams.get('state')).toBe('state-1')
  expect(await finishSignIn(app, { ...answer, code }, over)).toEqual({
    ok: true,
    settings: { refreshToken: 'refresh-1' },
    address: 'office@harbor.example',
  })
  expect(await finishSignIn(app, { ...answer, code }, over)).toMatchObject({
    ok: false,
    reason: expect.stringContaining('used already'),
  })
  const other = new URL(fake.signIn(beginSignIn(app, request, ''))).searchParams.get('code') ?? ''
  expect(await finishSignIn(app, { ...answer, code: other, verifier: 'stolen' }, over)).toMatchObject({
    ok: false,
  })
})

test.each([
  ['no lasting access', { access_token: 'a' }, 200, /an hour/],
  [
    'a box that was unticked',
    { access_token: 'a', refresh_token: 'r', scope: 'openid email' },
    200,
    /mail\.google\.com/,
  ],
  ['a wrong secret', { error: 'invalid_client' }, 401, /does not know the app/],
  ['gibberish', 'hello', 200, /refused|no access/],
])('%s is told', async (_what, body, status, words) => {
  const result = await finishSignIn(app, answer, answering(body, status))
  expect(result.ok ? '' : result.reason).toMatch(words)
})
