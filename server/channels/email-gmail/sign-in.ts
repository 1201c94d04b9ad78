// Signing in to the Google account whose mailbox the inbox is.
import type { SignIn } from '#channels/channel.ts'
import { isAmong } from '#channels/protocols/mail/headers.ts'
import { ownAddresses } from '#channels/protocols/mail/own-addresses.ts'
import { beginSignIn, finishSignIn } from '#channels/protocols/oauth/sign-in.ts'
import { signedInOf } from './settings.ts'

export const signIn: SignIn = {
  describe: (settings) => ({ name: 'Google', done: Boolean(settings['refreshToken']) }),
  begin: (account, request) => ({
    ok: true,
    url: beginSignIn(signedInOf(account, request.apiBase), request, account.address),
  }),
  async finish(account, answer, io) {
    const result = await finishSignIn(signedInOf(account, io.apiBase), answer, io)
    if (!result.ok) return result
    // The Gmail API knows only the mailbox of whoever signed in.
    if (result.address && !isAmong(result.address, ownAddresses(account)))
      return {
        ok: false,
        reason: `You signed in as ${result.address}, and this inbox is ${account.address}.`,
        remedy: 'Sign in again with the mailbox of this inbox, or correct its address first.',
      }
    return { ...result, settings: { ...result.settings, signedInAs: result.address ?? '' } }
  },
}
