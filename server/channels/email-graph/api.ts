// Calls to Microsoft Graph, and what its refusals mean.
import { z } from 'zod'
import type { ChannelIo, InboxAccount } from '#channels/channel.ts'
import { apiBaseOf, type Request } from '#channels/protocols/http-call/call.ts'
import { callSignedIn, type TokenAnswer } from '#channels/protocols/oauth/call.ts'
import { describeFailure, type Meaning, type Refusal } from '#channels/protocols/rest/outcome.ts'
import { GRAPH_API, signedInOf } from './settings.ts'

/** Ids stay the same when a mail is moved to another folder. */
const STABLE_IDS = { prefer: 'IdType="ImmutableId"' }

/** Calls `/v1.0/…` once, in the name of whoever signed in; `path` may be a whole address that Graph gave out. */
export function callGraph(
  io: ChannelIo,
  account: InboxAccount,
  path: string,
  more: Partial<Omit<Request, 'url'>> = {},
  timeoutMs?: number,
): Promise<TokenAnswer> {
  const base = apiBaseOf(io.apiBase, GRAPH_API)
  const request = {
    url: path.startsWith(`${base}/`) ? path : `${base}/v1.0/${path}`,
    ...more,
    headers: { ...STABLE_IDS, ...more.headers },
    body: more.body ?? null,
  }
  const emulator = io.apiBase === null ? null : base
  return callSignedIn(account, signedInOf(account, emulator), io, request, timeoutMs)
}

const SIGN_IN = 'Sign in again at the inbox, with the mailbox that it is for.'

const MEANINGS: Record<string, Meaning> = {
  ErrorAccessDenied: {
    reason: 'The sign-in does not allow this',
    action: 'Give the app the permissions Mail.Read and Mail.Send, then sign in again.',
  },
  Authorization_RequestDenied: {
    reason: 'The sign-in does not allow this',
    action: 'Give the app the permissions Mail.Read and Mail.Send, then sign in again.',
  },
  InvalidAuthenticationToken: {
    reason: 'Microsoft does not accept the sign-in of this inbox',
    action: SIGN_IN,
  },
  MailboxNotEnabledForRESTAPI: {
    reason: 'This account has no mailbox at Microsoft 365',
    action: 'Sign in with an account that has an Exchange Online mailbox.',
  },
  MailboxNotHostedInExchangeOnline: {
    reason: 'The mailbox lies on a server of your own, which Microsoft Graph does not reach',
    action: 'Connect it by the channel “Email” over IMAP.',
  },
  ErrorSendAsDenied: {
    reason: 'Whoever signed in may not send as the address of this inbox',
    action: 'Sign in with the mailbox of this inbox, or give the person the right to send as it.',
  },
  ErrorMessageSizeExceeded: {
    reason: 'The mail is larger than Microsoft takes',
    action: 'Send the files as links, or make them smaller.',
  },
  ErrorInvalidRecipients: {
    reason: 'Microsoft does not take one of the recipients',
    action: 'Check the addresses, then send it again.',
  },
  ErrorQuotaExceeded: {
    reason: 'The mailbox is full',
    action: 'Make room in the mailbox, then send it again.',
  },
  ErrorExceededMessageLimit: passing('Microsoft asks for a pause'),
  ApplicationThrottled: passing('Microsoft asks for a pause'),
  TooManyRequests: passing('Microsoft asks for a pause'),
  ErrorServerBusy: passing('Microsoft asks for a pause'),
  ErrorMailboxStoreUnavailable: passing('The mailbox is not to be reached just now'),
}

function passing(reason: string): Meaning {
  return { reason, action: 'Nothing to do: it is tried again.', passing: true }
}

const Failure = z.looseObject({
  error: z.looseObject({ code: z.string(), message: z.string().optional() }),
})

/** A refusal of Graph in words. */
export function readRefusal(json: unknown, status: number): Refusal {
  const read = Failure.safeParse(json)
  if (!read.success) return describeFailure('Microsoft', MEANINGS, `http_${status}`, null)
  return describeFailure('Microsoft', MEANINGS, read.data.error.code, read.data.error.message ?? null)
}

/** Why a chore could not go on, for the inbox's health; null where the call was answered well. */
export function troubleOf(answer: TokenAnswer): { reason: string; remedy: string } | null {
  if (answer.outcome === 'no_token')
    return { reason: answer.failure.error.reason, remedy: answer.failure.error.action }
  if (answer.outcome !== 'answered')
    return { reason: 'Microsoft could not be reached.', remedy: 'It is tried again by itself.' }
  if (answer.status < 300) return null
  const { error } = readRefusal(answer.json, answer.status)
  return { reason: `${error.reason}.`, remedy: error.action }
}
