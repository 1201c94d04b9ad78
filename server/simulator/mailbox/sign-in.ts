// Signing in to a simulated mail service (OAuth 2, authorization code with PKCE): nobody has to type anything there, and
// whoever comes has signed in. Tokens are signed, so that nothing has to be kept.
import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { InboxAccount } from '#channels/channel.ts'
import type { App } from '#http/context.ts'
import { signToken, verifyToken } from '#lib/crypto.ts'
import { matches, tokenOf } from '#simulator/credentials.ts'
import { toLoopback } from '#simulator/outside.ts'
import { textOf, type World } from '#simulator/world.ts'

const ACCESS_S = 3_600
const CODE_MS = 10 * 60_000
const REFRESH_MS = 90 * 86_400_000
const hide = { schema: { hide: true } }

export type OAuthService = {
  provider: string
  /** Below the API's address here. */
  authorizePath: string
  tokenPath: string
  /** Gives out a new refresh token with each access token, as Microsoft does. */
  rotates: boolean
}

type Purpose = 'access' | 'refresh' | 'code'
const purposeOf = (provider: string, purpose: Purpose) => `simulator ${provider} ${purpose}`

/** The account in whose name a request comes; null where its token is none of ours, or too old. */
export async function findSignedIn(
  world: World,
  provider: string,
  request: FastifyRequest,
): Promise<InboxAccount | null> {
  const { flow } = world.http
  const token = tokenOf(request, 'Bearer') ?? ''
  const id = verifyToken(flow.secret, purposeOf(provider, 'access'), token, flow.clock.now())
  return (id && (await world.accounts(provider)).find((one) => one.id === id)) || null
}

const Begin = z.object({
  client_id: z.string(),
  redirect_uri: z.string(),
  state: z.string().default(''),
  scope: z.string().default(''),
  code_challenge: z.string(),
  login_hint: z.string().optional(),
})
const Code = z.object({ id: z.string(), challenge: z.string(), redirect: z.string(), scope: z.string() })

export function oauthRoutes(app: App, world: World, service: OAuthService): void {
  const { flow } = world.http
  const give = (purpose: Purpose, value: string, ms: number): string =>
    signToken(
      flow.secret,
      purposeOf(service.provider, purpose),
      value,
      new Date(flow.clock.now().getTime() + ms),
    )
  const read = (purpose: Purpose, token: string): string | null =>
    verifyToken(flow.secret, purposeOf(service.provider, purpose), token, flow.clock.now())
  const granted = (account: InboxAccount, more: Record<string, string>) => ({
    token_type: 'Bearer',
    access_token: give('access', account.id, ACCESS_S * 1_000),
    expires_in: ACCESS_S,
    ...(service.rotates ? { refresh_token: give('refresh', account.id, REFRESH_MS) } : {}),
    ...more,
  })

  app.get(service.authorizePath, hide, async (request, reply) => {
    const begun = Begin.safeParse(request.query)
    if (!begun.success) return refuse(reply, 400, 'invalid_request')
    const {
      client_id,
      redirect_uri: redirect,
      scope,
      state,
      code_challenge: challenge,
      login_hint,
    } = begun.data
    const accounts = await world.accounts(service.provider, { name: 'clientId', value: client_id })
    const account = accounts.find((one) => one.address === login_hint) ?? accounts[0]
    if (!account) return refuse(reply, 401, 'invalid_client')
    // Codes go to nobody but the product.
    if (!toLoopback(redirect, flow.publicUrl(), world.loopback()))
      return refuse(reply, 400, 'redirect_uri_mismatch')
    const back = new URL(redirect)
    back.searchParams.set('state', state)
    const code = JSON.stringify({ id: account.id, challenge, redirect, scope })
    back.searchParams.set('code', give('code', code, CODE_MS))
    return reply.redirect(back.href, 302)
  })

  app.post(service.tokenPath, hide, async (request, reply) => {
    const form = new URLSearchParams(textOf(request))
    const field = (name: string): string => form.get(name) ?? ''
    const accounts = await world.accounts(service.provider, { name: 'clientId', value: field('client_id') })
    const clients = accounts.filter((one) => matches(one, 'clientSecret', field('client_secret')))
    if (clients.length === 0) return refuse(reply, 401, 'invalid_client')
    if (field('grant_type') === 'refresh_token') {
      const token = field('refresh_token')
      const account = clients.find(
        (one) => matches(one, 'refreshToken', token) || read('refresh', token) === one.id,
      )
      return account ? reply.send(granted(account, {})) : refuse(reply, 400, 'invalid_grant')
    }
    const code = readCode(read('code', field('code')))
    const account = code && clients.find((one) => one.id === code.id)
    const challenge = createHash('sha256').update(field('code_verifier')).digest('base64url')
    if (!account || challenge !== code.challenge || field('redirect_uri') !== code.redirect)
      return refuse(reply, 400, 'invalid_grant')
    const claims = Buffer.from(JSON.stringify({ email: account.address })).toString('base64url')
    return reply.send(
      granted(account, {
        scope: code.scope,
        id_token: `e30.${claims}.`,
        refresh_token: give('refresh', account.id, REFRESH_MS),
      }),
    )
  })
}

function readCode(text: string | null): z.infer<typeof Code> | null {
  return text === null ? null : Code.parse(JSON.parse(text))
}

function refuse(reply: FastifyReply, status: number, error: string): FastifyReply {
  return reply.code(status).send({ error, error_description: 'The simulated mail service refuses this.' })
}
