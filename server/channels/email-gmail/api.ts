// Calls to the Gmail API, and what its refusals mean.
import { z } from 'zod'
import type { ChannelIo, InboxAccount } from '#channels/channel.ts'
import { apiBaseOf, type Request } from '#channels/protocols/http-call/call.ts'
import { callSignedIn, type TokenAnswer } from '#channels/protocols/oauth/call.ts'
import { describeFailure, type Meaning, type Refusal } from '#channels/protocols/rest/outcome.ts'
import { GMAIL_API, signedInOf } from './settings.ts'

/** Calls `users/me/…` once, in the name of whoever signed in. */
export function callGmail(
  io: ChannelIo,
  account: InboxAccount,
  path: string,
  more: Partial<Pick<Request, 'body' | 'headers'>> & { upload?: true } = {},
): Promise<TokenAnswer> {
  const base = apiBaseOf(io.apiBase, GMAIL_API)
  const url = `${base}${more.upload ? '/upload' : ''}/gmail/v1/users/me/${path}`
  const emulator = io.apiBase === null ? null : base
  const request = { url, headers: more.headers, body: more.body ?? null }
  return callSignedIn(account, signedInOf(account, emulator), io, request)
}

const SIGN_IN = 'Sign in again at the inbox, with the mailbox that it is for.'

/** By the reason that Google gives, else by its status word. */
const MEANINGS: Record<string, Meaning> = {
  accessNotConfigured: {
    reason: 'The Gmail API is not switched on in your Google Cloud project',
    action: 'Switch it on in the Google Cloud console (APIs & Services, Gmail API), then try again.',
  },
  insufficientPermissions: { reason: 'The sign-in does not allow this', action: SIGN_IN },
  ACCESS_TOKEN_SCOPE_INSUFFICIENT: { reason: 'The sign-in does not allow this', action: SIGN_IN },
  authError: { reason: 'Google does not accept the sign-in of this inbox', action: SIGN_IN },
  UNAUTHENTICATED: { reason: 'Google does not accept the sign-in of this inbox', action: SIGN_IN },
  failedPrecondition: {
    reason: 'This Google account has no Gmail mailbox, or it is switched off',
    action: 'Check in the Google admin console that Gmail is on for this user.',
  },
  rateLimitExceeded: passing('Google asks for a pause'),
  userRateLimitExceeded: passing('Google asks for a pause'),
  RESOURCE_EXHAUSTED: passing('Google asks for a pause'),
  dailyLimitExceeded: {
    reason: 'The daily limit of this Google account for sent mails is used up',
    action: 'Send it again tomorrow, or by another channel.',
  },
  invalidArgument: {
    reason: 'Google does not take this mail',
    action: 'Check the addresses of the recipients, and make its files smaller.',
  },
}

function passing(reason: string): Meaning {
  return { reason, action: 'Nothing to do: it is tried again.', passing: true }
}

const Failure = z.looseObject({
  error: z.looseObject({
    message: z.string().optional(),
    status: z.string().optional(),
    errors: z.array(z.looseObject({ reason: z.string().optional() })).optional(),
    details: z.array(z.looseObject({ reason: z.string().optional() })).optional(),
  }),
})

/** A refusal of the Gmail API in words. */
export function readRefusal(json: unknown, status: number): Refusal {
  const read = Failure.safeParse(json)
  if (!read.success) return describeFailure('Google', MEANINGS, `http_${status}`, null)
  const { message, status: word, errors = [], details = [] } = read.data.error
  const reasons = [...details, ...errors].flatMap(({ reason }) => reason ?? [])
  const code = [...reasons, word ?? ''].find((one) => Object.hasOwn(MEANINGS, one)) ?? reasons[0] ?? word
  return describeFailure('Google', MEANINGS, code ?? `http_${status}`, message ?? null)
}

/** Why a chore could not go on, for the inbox's health; null where the call was answered well. */
export function troubleOf(answer: TokenAnswer): { reason: string; remedy: string } | null {
  if (answer.outcome === 'no_token')
    return { reason: answer.failure.error.reason, remedy: answer.failure.error.action }
  if (answer.outcome !== 'answered')
    return { reason: 'Google could not be reached.', remedy: 'It is tried again by itself.' }
  if (answer.status < 300) return null
  const { error } = readRefusal(answer.json, answer.status)
  return { reason: `${error.reason}.`, remedy: error.action }
}
