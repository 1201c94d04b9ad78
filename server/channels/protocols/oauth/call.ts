// A call to a service's API in the name of whoever signed in.
import type { InboxAccount } from '#channels/channel.ts'
import { type Answer, callOnce, type Request } from '#channels/protocols/http-call/call.ts'
import { accessToken, type SignedIn, type TokenIo } from './tokens.ts'
import type { TokenFailure } from './words.ts'

export type TokenAnswer = Answer | { outcome: 'no_token'; failure: TokenFailure }

/**
 * Calls once; where the token is turned down, once more with a fresh one, for what was turned down was not done.
 * Nothing left us where there is no token.
 */
export async function callSignedIn(
  account: Pick<InboxAccount, 'id'>,
  signedIn: SignedIn,
  io: TokenIo,
  request: Request,
  timeoutMs?: number,
): Promise<TokenAnswer> {
  let refused: string | undefined
  for (;;) {
    const access = await accessToken(account, signedIn, io, refused)
    if (!access.ok) return { outcome: 'no_token', failure: access }
    const headers = { ...request.headers, authorization: `Bearer ${access.token}` }
    const answer = await callOnce(io, { ...request, headers }, timeoutMs)
    if (answer.outcome !== 'answered' || answer.status !== 401 || refused !== undefined) return answer
    refused = access.token
  }
}
