// Calls to Google's Business Profile with the token of the inbox, and what Google's refusals mean.
import { z } from 'zod'
import type { ChannelIo, InboxAccount } from '#channels/channel.ts'
import { forgetGoogleToken, type GoogleToken, googleToken } from '#channels/protocols/google/access-token.ts'
import {
  type Answer,
  apiBaseOf,
  type Body,
  callOnce,
  type Request,
} from '#channels/protocols/http-call/call.ts'
import { describeFailure, type Meaning, type Refusal } from '#channels/protocols/rest/outcome.ts'
import { googleSettings, REVIEWS_API } from './settings.ts'

export type Io = Pick<ChannelIo, 'fetch' | 'now' | 'apiBase'>
export type Called = { outcome: 'no_token'; token: Extract<GoogleToken, { ok: false }> } | Answer

/** One call with a token that is good. `path` begins with a slash. A token that Google refuses is not used again. */
export async function callGoogle(
  io: Io,
  account: InboxAccount,
  path: string,
  {
    method,
    body = null,
    own = REVIEWS_API,
  }: { method?: Request['method']; body?: Body | null; own?: string } = {},
): Promise<Called> {
  const credentials = googleSettings(account)
  const token = await googleToken(io, credentials)
  if (!token.ok) return { outcome: 'no_token', token }
  const answer = await callOnce(io, {
    url: apiBaseOf(io.apiBase, own) + path,
    headers: { authorization: `Bearer ${token.token}` },
    body,
    ...(method ? { method } : {}),
  })
  if (answer.outcome === 'answered' && answer.status === 401) forgetGoogleToken(io, credentials, token.token)
  return answer
}

const Failed = z.object({
  error: z.object({ code: z.number(), message: z.string().nullish(), status: z.string().nullish() }),
})

const CONSENT =
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

/** Why there is no token, for people. */
export function sayNoToken({ code, said, lasting }: Extract<GoogleToken, { ok: false }>) {
  return lasting
    ? { reason: `Google gave no access (${said || code})`, remedy: CONSENT }
    : { reason: `Google did not answer (${code})`, remedy: 'Nothing to do: it is tried again.' }
}
