// The token endpoint of a mail service: takes codes with their PKCE verifier and refresh tokens, gives out access tokens
// that can be counted, ended and refused. For other fakes to answer with, and as a server of its own.
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readBody, sendJson } from './http-wire.ts'

export type OAuthFake = {
  clientId: string
  clientSecret: string
  /** Refresh tokens that are good. */
  refreshTokens: Set<string>
  /** Grants that were asked for, the oldest first. */
  asked: Record<string, string>[]
  /** The access token that is good now. */
  accessToken(): string
  /** Access tokens given out so far are worth nothing from now on. */
  endAccess(): void
  /** From now on a refresh gives out another refresh token, as Microsoft does. */
  rotate: boolean
  /** Answers of the next calls in place of tokens. */
  faults: { status: number; body: unknown }[]
  /** A person signs in at the address that the product built; gives back where the browser is sent to. */
  signIn(authorizeUrl: string, address?: string): string
  /** Answers a call where it is one for a token; false where it is another's. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>
  /** Is this an access token that is good now? */
  isGood(authorization: string | undefined): boolean
}

export function createOAuthFake(): OAuthFake {
  const codes = new Map<string, { challenge: string; redirectUri: string; address: string }>()
  const asked: Record<string, string>[] = []
  const refreshTokens = new Set(['refresh-0'])
  let access = 0
  let refreshed = 0

  function grant(form: Record<string, string>): { status: number; body: unknown } {
    asked.push(form)
    const fault = fake.faults.shift()
    if (fault) return fault
    const refuse = (error: string, text: string) => ({
      status: error === 'invalid_client' ? 401 : 400,
      body: { error, error_description: text },
    })
    if (form['client_id'] !== fake.clientId || form['client_secret'] !== fake.clientSecret)
      return refuse('invalid_client', 'The OAuth client was not found.')
    if (form['grant_type'] === 'authorization_code') {
      const code = codes.get(form['code'] ?? '')
      codes.delete(form['code'] ?? '')
      const challenge = createHash('sha256')
        .update(form['code_verifier'] ?? '')
        .digest('base64url')
      if (!code || code.challenge !== challenge || code.redirectUri !== form['redirect_uri'])
        return refuse('invalid_grant', 'Bad code.')
      return {
        status: 200,
        body: { ...tokens(), refresh_token: newRefresh(), id_token: idToken(code.address) },
      }
    }
    if (!refreshTokens.has(form['refresh_token'] ?? ''))
      return refuse('invalid_grant', 'Token has been expired or revoked.')
    return { status: 200, body: { ...tokens(), ...(fake.rotate ? { refresh_token: newRefresh() } : {}) } }
  }

  const tokens = () => ({ access_token: `access-${++access}`, expires_in: 3_600, token_type: 'Bearer' })
  const newRefresh = () => {
    const token = `refresh-${++refreshed}`
    refreshTokens.add(token)
    return token
  }

  const fake: OAuthFake = {
    clientId: 'client-1',
    clientSecret: 'a secret of the app',
    refreshTokens,
    asked,
    accessToken: () => `access-${access}`,
    endAccess: () => {
      access += 1
    },
    rotate: false,
    faults: [],
    signIn(authorizeUrl, address = 'hello@harbor.example') {
      const url = new URL(authorizeUrl)
      const field = (name: string) => url.searchParams.get(name) ?? ''
      const code = `code-${codes.size + 1}-${access}`
      codes.set(code, { challenge: field('code_challenge'), redirectUri: field('redirect_uri'), address })
      const back = new URL(field('redirect_uri'))
      back.searchParams.set('code', code)
      back.searchParams.set('state', field('state'))
      return back.toString()
    },
    async handle(request, response) {
      const { pathname } = new URL(request.url ?? '/', 'http://fake')
      if (request.method !== 'POST' || !/\/token$/.test(pathname)) return false
      const { status, body } = grant(Object.fromEntries(new URLSearchParams(await readBody(request))))
      sendJson(response, status, body)
      return true
    },
    isGood: (authorization) => access > 0 && authorization === `Bearer access-${access}`,
  }
  return fake
}

function idToken(email: string): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'none' })}.${part({ email })}.`
}

/** The endpoint as a server of its own. */
export async function startOAuthFake(): Promise<OAuthFake & { url: string; stop(): Promise<void> }> {
  const fake = createOAuthFake()
  const server = createServer((request, response) => {
    void fake.handle(request, response).then((taken) => {
      if (!taken) sendJson(response, 404, { error: 'not_found' })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return Object.assign(fake, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  })
}
