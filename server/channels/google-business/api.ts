// Calls to Google's Business Profile with the token of the inbox, and what Google's refusals mean.
import { z } from 'zod'
import type { ChannelIo, InboxAccount } from '#channels/channel.ts'
import { apiBaseOf, type Body, type Request } from '#channels/protocols/http-call/call.ts'
import { callSignedIn, type TokenAnswer } from '#channels/protocols/oauth/call.ts'
import type { TokenFailure } from '#channels/protocols/oauth/words.ts'
import { describeFailure, type Meaning, type Refusal } from '#channels/protocols/rest/outcome.ts'
import { REVIEWS_API, signedInOf } from './settings.ts'

export type Io = Pick<ChannelIo, 'fetch' | 'now' | 'apiBase' | 'keep'>
/** One call in the name of whoever consented. `path` begins with a slash. */
export function callGoogle(
  io: Io,
  account: InboxAccount,
  path: string,
  {
    method,
    body = null,
    own = REVIEWS_API,
  }: { method?: Request['method']; body?: Body | null; own?: string } = {},
): Promise<TokenAnswer> {
  return callSignedIn(account, signedInOf(account, io.apiBase), io, {
    url: apiBaseOf(io.apiBase, own) + path,
    body,
    ...(method ? { method } : {}),
  })
}

const Failed = z.object({
  error: z.object({ code: z.number(), message: z.string().nullish(), status: z.string().nullish() }),
})

export const CONSENT =
  'Let somebody who manages the location consent again (scope business.manage), and put the new refresh token into the settings.'
const table: Record<string, Meaning> = {
  UNAUTHENTICATED: {
    reason: 'Google does not accept the access of this inbox',
    action: CONSENT,
    passing: true,
  },
  PERMISSION_DENIED: {
    reason: 'Google lets this application not answer reviews of this location',
    action:
      'The location must be verified, and Google must have granted your project the Business Profile API.',
  },
  NOT_FOUND: {
    reason: 'The review is no longer there',
    action: 'Nothing to do: its author or Google has removed it.',
    effect: 'address_unusable',
  },
  RESOURCE_EXHAUSTED: {
    reason: 'Google’s limit of calls is used up',
    action: 'Nothing to do: it is tried again.',
    passing: true,
  },
  INVALID_ARGUMENT: { reason: 'Google did not take the text', action: 'Change it, then send it again.' },
}

/** A refusal in Google's own words, or null where the answer is not in its form. */
export function readRefusal(json: unknown): Refusal | null {
  const failed = Failed.safeParse(json)
  if (!failed.success) return null
  const { code, message, status } = failed.data.error
  return describeFailure('Google', table, status ?? String(code), message ?? null)
}

/** Why there is no token, for people, without the full stop. This inbox has no button to sign in with. */
export function sayNoToken({ final, error }: TokenFailure): { reason: string; remedy: string } {
  const consent = final && !/^(invalid|unauthorized)_client$/.test(error.code)
  return { reason: error.reason.replace(/\.$/, ''), remedy: consent ? CONSENT : error.action }
}
