// Signing in with Google or Microsoft for an inbox: the way there, and the page to which the browser comes back. What
// goes there and back is bound to the person who began it, so that nobody can slip a sign-in of theirs into somebody
// else's inbox.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { findInbox } from '#db/inboxes.ts'
import { Refusal } from '#domain/errors.ts'
import type { Connected } from '#flow/accounts.ts'
import { ioOf } from '#flow/channel-io.ts'
import { keepSettings } from '#flow/keep-settings.ts'
import { recordNotice, settleNotice } from '#flow/notices.ts'
import { wakeChores } from '#flow/wake-chores.ts'
import { proofOf, signToken, verifyToken } from '#lib/crypto.ts'
import { randomText } from '#lib/ids.ts'
import { Id } from '#wire/api/common.ts'
import { type Principal, requireAdmin } from './auth.ts'
import type { App, Http } from './context.ts'

const PURPOSE = 'mail sign-in'
const NOTICE = 'sign-in'
/** Long enough for a second factor that lies in the next room. */
const MINUTES = 15
/** Where the browser comes back to: the redirect address of the app at the service. */
export const SIGN_IN_CALLBACK = '/sign-in/callback'
const AFTER = '/settings/inboxes'

/** Below `/api/v1`: where a sign-in begins. */
export function signInRoutes(app: App, http: Http): void {
  app.post(
    '/inboxes/:id/sign-in',
    {
      schema: {
        tags: ['inboxes'],
        summary: 'Begin to sign in with the mail service of an inbox: the address for the browser',
        params: z.object({ id: Id }),
        response: { 200: z.object({ url: z.string() }) },
      },
    },
    async (request) => {
      const principal = await http.auth.require(request)
      requireAdmin(principal)
      const { account, signIn } = await mustFind(http, principal, request.params.id)
      const nonce = randomText(24)
      const begun = signIn.begin(account, {
        redirectUri: http.flow.publicUrl() + SIGN_IN_CALLBACK,
        state: stateOf(http, [principal.workspaceId, account.id, principal.actor.id, nonce]),
        challenge: createHash('sha256').update(verifierOf(http, nonce)).digest('base64url'),
        apiBase: http.flow.apiBase(account, 'browser'),
      })
      if (!begun.ok) throw new Refusal('invalid_input', begun.reason)
      return { url: begun.url }
    },
  )
}

const Query = z.object({
  state: z.string().max(1_000).optional(),
  code: z.string().max(4_000).optional(),
  error: z.string().max(200).optional(),
  error_description: z.string().max(2_000).optional(),
})

/** At the root: where the service sends the browser back to. It always ends in the settings, where the inbox says how it went. */
export function signInCallback(app: App, http: Http): void {
  app.get(SIGN_IN_CALLBACK, { schema: { hide: true, querystring: Query } }, async (request, reply) => {
    const { state, code, error, error_description: said } = request.query
    const begun = readState(http, state)
    const principal = begun && (await http.auth.find(request))
    const same =
      principal && principal.workspaceId === begun.workspaceId && principal.actor.id === begun.actorId
    if (!same || principal.role === 'agent')
      throw new Refusal(
        'forbidden',
        'This sign-in was begun by somebody else, or too long ago. Begin it again in the settings of the inbox.',
      )
    const { flow } = http
    const { account, signIn, channel } = await mustFind(http, principal, begun.inboxId)
    const result = code
      ? await signIn.finish(
          account,
          { code, verifier: verifierOf(http, begun.nonce), redirectUri: flow.publicUrl() + SIGN_IN_CALLBACK },
          ioOf(flow, account),
        )
      : declined(error, said)
    if (result.ok) {
      await keepSettings(flow, account, result.settings)
      await settleNotice(flow, account, NOTICE)
      await wakeChores(flow, account, channel.chores?.map(({ name }) => name) ?? [])
    } else
      await recordNotice(flow, account, {
        code: NOTICE,
        level: 'error',
        text: `${result.reason} ${result.remedy}`,
        data: {},
      })
    return reply.redirect(AFTER, 303)
  })
}

function declined(error: string | undefined, said: string | undefined) {
  const words = said?.split(/\r?\n/)[0]?.slice(0, 300)
  return {
    ok: false as const,
    reason: `The sign-in was not completed${error ? ` (${error})` : ''}.${words ? ` It said: ${words}.` : ''}`,
    remedy: 'Sign in again, and agree to what is asked for.',
  }
}

async function mustFind(http: Http, principal: Principal, inboxId: string) {
  const { workspaceId } = principal
  // Not from the cache: the app may have been filled in a moment ago.
  http.flow.accounts.forget()
  const row = await findInbox(http.store.db, workspaceId, inboxId)
  const connected: Connected | null = row && (await http.flow.accounts.byId(workspaceId, inboxId))
  const signIn = connected?.channel.signIn
  if (!connected || connected.removed) throw new Refusal('not_found', 'There is no such inbox.')
  if (!signIn?.describe(connected.account.settings))
    throw new Refusal('invalid_input', 'This inbox needs no sign-in. Choose one in its settings first.')
  return { account: connected.account, signIn, channel: connected.channel }
}

type Begun = { workspaceId: string; inboxId: string; actorId: string; nonce: string }

function stateOf(http: Http, parts: [string, string, string, string]): string {
  const expires = new Date(http.flow.clock.now().getTime() + MINUTES * 60_000)
  return signToken(http.flow.secret, PURPOSE, JSON.stringify(parts), expires)
}

function readState(http: Http, state: string | undefined): Begun | null {
  const value = state && verifyToken(http.flow.secret, PURPOSE, state, http.flow.clock.now())
  if (!value) return null
  const [workspaceId, inboxId, actorId, nonce] = z
    .tuple([z.string(), z.string(), z.string(), z.string()])
    .parse(JSON.parse(value))
  return { workspaceId, inboxId, actorId, nonce }
}

/** The secret half of PKCE: made from the nonce, so that nothing has to be stored between the way there and back. */
function verifierOf(http: Http, nonce: string): string {
  return proofOf(http.flow.secret, 'pkce', nonce)
}
