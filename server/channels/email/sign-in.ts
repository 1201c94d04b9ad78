// Google and Microsoft accounts over SMTP and IMAP: the sign-in that an inbox's settings describe.
import type { InboxAccount, SignIn } from '#channels/channel.ts'
import { serviceNames } from '#channels/protocols/oauth/services.ts'
import { beginSignIn, finishSignIn } from '#channels/protocols/oauth/sign-in.ts'
import {
  accessToken,
  type SignedIn,
  type TokenIo,
  type TokenResult,
} from '#channels/protocols/oauth/tokens.ts'
import { readSettings } from './settings.ts'

/** Null where the inbox logs in by password. */
export function signedInOf(account: InboxAccount): SignedIn | null {
  const settings = readSettings(account)
  if (!settings || settings.signInWith === 'password') return null
  const { signInWith: service, tenant, clientId, clientSecret, refreshToken, signInBase } = settings
  const base = signInBase.replace(/\/+$/, '') || null
  return { service, access: 'mailbox', tenant, base, clientId, clientSecret, refreshToken }
}

/** An access token for SMTP and IMAP of this inbox. */
export function mailToken(account: InboxAccount, io: TokenIo, refused?: string): Promise<TokenResult> {
  const signedIn = signedInOf(account)
  return signedIn
    ? accessToken(account, signedIn, io, refused)
    : Promise.resolve({
        ok: false,
        final: true,
        error: { code: 'password', reason: 'This inbox logs in by password.', action: '' },
      })
}

export const signIn: SignIn = {
  describe(settings) {
    const service = settings['signInWith']
    if (service !== 'google' && service !== 'microsoft') return null
    return { name: serviceNames[service], done: Boolean(settings['refreshToken']) }
  },
  begin(account, request) {
    const app = signedInOf(account)
    if (!app?.clientId) return { ok: false, reason: 'Fill in the client ID of your app and save it first.' }
    return { ok: true, url: beginSignIn(app, request, account.address) }
  },
  async finish(account, answer, io) {
    const app = signedInOf(account)
    if (!app)
      return {
        ok: false,
        reason: 'This inbox logs in by password.',
        remedy: 'Choose Google or Microsoft in its settings first.',
      }
    const result = await finishSignIn(app, answer, io)
    if (!result.ok) return result
    // Whoever signed in may open the mailbox of a team: that another address signs in is no mistake.
    return { ...result, settings: { ...result.settings, signedInAs: result.address ?? '' } }
  },
}
