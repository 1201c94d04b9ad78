// Signing in to the Microsoft account whose mailbox the inbox is.
import type { SignIn } from '#channels/channel.ts'
import { beginSignIn, finishSignIn } from '#channels/protocols/oauth/sign-in.ts'
import { signedInOf } from './settings.ts'

export const signIn: SignIn = {
  describe: (settings) => ({ name: 'Microsoft', done: Boolean(settings['refreshToken']) }),
  begin: (account, request) => ({
    ok: true,
    url: beginSignIn(signedInOf(account, request.apiBase), request, account.address),
  }),
  async finish(account, answer, io) {
    const result = await finishSignIn(signedInOf(account, io.apiBase), answer, io)
    if (!result.ok) return result
    // The name that one signs in with may be another than the mailbox's address: the test of the inbox asks Graph.
    return { ...result, settings: { ...result.settings, signedInAs: result.address ?? '' } }
  },
}
