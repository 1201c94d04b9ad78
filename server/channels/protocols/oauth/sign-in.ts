// Signing in with the browser (authorization code with PKCE, RFC 7636): where it begins, and what a person who comes
// back leaves for the inbox's settings.
import { z } from 'zod'
import type { ChannelIo, SignInAnswer, SignInRequest, SignInResult } from '#channels/channel.ts'
import { callOnce } from '#channels/protocols/http-call/call.ts'
import { authorizeUrl, scopeOf, serviceNames, tokenUrl } from './services.ts'
import { formBody, type SignedIn } from './tokens.ts'
import { explainRefusedToken, outOfReach } from './words.ts'

type App = Omit<SignedIn, 'refreshToken'>

/** The address at which the browser signs in. `hint`: the mail address that is meant. */
export function beginSignIn(app: App, request: Omit<SignInRequest, 'apiBase'>, hint: string): string {
  const url = new URL(authorizeUrl(app))
  const fields: Record<string, string> = {
    client_id: app.clientId,
    redirect_uri: request.redirectUri,
    response_type: 'code',
    scope: scopeOf(app.service, app.access),
    state: request.state,
    code_challenge: request.challenge,
    code_challenge_method: 'S256',
    ...(hint ? { login_hint: hint } : {}),
    // Google gives a refresh token only with consent, and only once without asking for it again.
    ...(app.service === 'google'
      ? { access_type: 'offline', prompt: 'consent' }
      : { prompt: 'select_account' }),
  }
  for (const [name, value] of Object.entries(fields)) url.searchParams.set(name, value)
  return url.toString()
}

const Granted = z.looseObject({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  id_token: z.string().optional(),
  scope: z.string().optional(),
})

/** Changes the code that came back into a refresh token. */
export async function finishSignIn(
  app: App,
  answer: SignInAnswer,
  io: Pick<ChannelIo, 'fetch' | 'now'>,
): Promise<SignInResult> {
  const called = await callOnce(io, {
    url: tokenUrl(app),
    body: formBody({
      grant_type: 'authorization_code',
      code: answer.code,
      redirect_uri: answer.redirectUri,
      code_verifier: answer.verifier,
      client_id: app.clientId,
      client_secret: app.clientSecret,
    }),
  })
  const name = serviceNames[app.service]
  if (called.outcome !== 'answered') {
    const { error } = outOfReach(app.service, called.code)
    return { ok: false, reason: error.reason, remedy: 'Sign in once more.' }
  }
  const granted = Granted.safeParse(called.json)
  if (called.status >= 300 || !granted.success) {
    const { error } = explainRefusedToken(app.service, called.status, called.json)
    const outdated = error.code === 'invalid_grant'
    return outdated
      ? {
          ok: false,
          reason: 'This sign-in has been used already or took too long.',
          remedy: 'Sign in once more.',
        }
      : { ok: false, reason: error.reason, remedy: error.action }
  }
  const { refresh_token: refreshToken, id_token: idToken, scope } = granted.data
  if (!refreshToken)
    return {
      ok: false,
      reason: `${name} gave access for an hour only.`,
      remedy:
        'Take the access of this app back in the security settings of the mail account, then sign in again.',
    }
  const missing = missingScopes(app, scope)
  if (missing.length > 0)
    return {
      ok: false,
      reason: `Not every permission was granted: ${missing.join(', ')} is missing.`,
      remedy: 'Sign in again and leave every box ticked.',
    }
  return { ok: true, settings: { refreshToken }, address: addressIn(idToken) }
}

/** Google lets people untick what an app asks for. */
function missingScopes(app: App, granted: string | undefined): string[] {
  if (app.service !== 'google' || granted === undefined) return []
  const given = new Set(granted.split(/\s+/))
  return scopeOf(app.service, app.access)
    .split(' ')
    .filter((scope) => scope.startsWith('https://') && !given.has(scope))
}

const Claims = z.looseObject({ email: z.string().optional(), preferred_username: z.string().optional() })

/** Who signed in. The token came from the service itself over TLS, so its signature adds nothing. */
function addressIn(idToken: string | undefined): string | null {
  try {
    const claims = Claims.parse(
      JSON.parse(Buffer.from(idToken?.split('.')[1] ?? '', 'base64url').toString('utf8')),
    )
    return (claims.email ?? claims.preferred_username)?.toLowerCase() ?? null
  } catch {
    return null
  }
}
