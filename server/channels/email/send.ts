// Sends a message as a mail, and says what became of it in the words of the channel contract.
import type {
  ChannelIo,
  InboxAccount,
  OutgoingMessage,
  ReconcileResult,
  SendResult,
} from '#channels/channel.ts'
import { compose } from '#channels/protocols/mail/compose.ts'
import { spelled } from '#channels/protocols/mail/headers.ts'
import { messageIdFor } from '#channels/protocols/mail/message-id.ts'
import { noAddress } from '#channels/protocols/mail/refusals.ts'
import { enhancedStatus, explainRefusal } from '#channels/protocols/mail/status-words.ts'
import type { TokenFailure } from '#channels/protocols/oauth/words.ts'
import type { DeliveryError } from '#domain/message.ts'
import { explainConnection } from './connection-words.ts'
import { readSettings } from './settings.ts'
import { type SmtpFailure, type SmtpOutcome, type SmtpServer, transmit } from './smtp-client.ts'
import { serverOf } from './smtp-server-of.ts'

/** Greylisting lets a mail in after some minutes; sooner tries only annoy. */
const GREYLIST_MS = 5 * 60_000

/** Sends one message over the inbox's SMTP server. Expected failure is a value; see the channel contract. */
export async function send(
  message: OutgoingMessage,
  account: InboxAccount,
  io: ChannelIo,
): Promise<SendResult> {
  const settings = readSettings(account)
  if (!settings) return notSetUp()
  if (spelled(message.to) === null) return noAddress(message.to)
  const found = await serverOf(account, settings, io)
  if (found === null) return notSetUp()
  if ('failure' in found) return noToken(found.failure)
  const { server } = found

  const mail = await compose({ message, account, settings, secret: io.secret, at: io.now() })
  let outcome = await transmit(server, mail, mail.raw)
  // Some submission servers know no sender but the address itself. The mail matters more than its return address.
  if (mail.from !== account.address && !outcome.ok && isSenderRefusal(outcome.failure))
    outcome = await transmit(server, { ...mail, from: account.address }, mail.raw)
  const { auth } = server
  if (auth && 'token' in auth && !outcome.ok && outcome.failure.command?.startsWith('AUTH')) {
    // Its hour was over a little early, or it was taken back: a new one tells which.
    const again = await serverOf(account, settings, io, auth.token)
    if (again && 'failure' in again) return noToken(again.failure)
    if (again) outcome = await transmit(again.server, mail, mail.raw)
  }
  return resultOf(outcome, message, account, server)
}

/** Mail has no way to ask what became of it: a person looks into the Sent folder, or asks. */
export function reconcile(): Promise<ReconcileResult> {
  return Promise.resolve({ outcome: 'cannot_tell' })
}

function resultOf(
  outcome: SmtpOutcome,
  message: OutgoingMessage,
  account: InboxAccount,
  server: SmtpServer,
): SendResult {
  if (!outcome.ok) return sendFailure(outcome.failure, server)
  const refused = outcome.refused.find(({ recipient }) => spelled(recipient) === spelled(message.to))
  if (!refused) return { outcome: 'sent', externalId: messageIdFor(account, message.id), status: 'sent' }
  // Those in copy have it: another attempt would give it to them twice.
  const { error, effect } = explainRefusal(enhancedStatus(refused.response), refused.response, true)
  const reason = `The mail went to those in copy, but not to ${message.to}. ${error.reason}`
  return { outcome: 'rejected', error: { ...error, reason }, ...(effect ? { effect } : {}) }
}

/** What a failed session means for the mail that was to go. */
export function sendFailure(failure: SmtpFailure, server: SmtpServer): SendResult {
  const code = codeOf(failure.error)
  const reply = Number(/^\d{3}/.exec(failure.response ?? '')?.[0] ?? 0)
  // A refused STARTTLS says nothing about the mail: it is the connection that did not come about.
  if (reply >= 400 && code !== 'ETLS') return refusalOf(reply, failure)
  if (code === 'EMESSAGE') return { outcome: 'rejected', error: explainRefusal('5.3.4', '', false).error }
  const error = explainConnection(failure.error, `${server.host}:${server.port}`)
  if (failure.handedOver) return { outcome: 'unknown', error: unclear(error) }
  return { outcome: 'retry', error }
}

function refusalOf(reply: number, { response, command }: SmtpFailure): SendResult {
  const said = response ?? ''
  if (command?.startsWith('AUTH XOAUTH2'))
    return judgeToken(reply, `${TOKEN_REFUSED.reason} It said: ${said.slice(0, 300)}`)
  if (command?.startsWith('AUTH')) {
    const error = {
      ...LOGIN_REFUSED,
      code: String(reply),
      reason: `${LOGIN_REFUSED.reason} It said: ${said.slice(0, 300)}`,
    }
    return reply < 500 ? { outcome: 'retry', error } : { outcome: 'rejected', error }
  }
  const { error, effect } = explainRefusal(
    enhancedStatus(said),
    said,
    command === 'RCPT TO' || command === 'DATA',
  )
  // 503: the session was in a wrong state, which says nothing about the mail.
  if (reply < 500 || reply === 503)
    return { outcome: 'retry', error, ...(/grey|gray/i.test(said) ? { afterMs: GREYLIST_MS } : {}) }
  return { outcome: 'rejected', error, ...(effect ? { effect } : {}) }
}

function isSenderRefusal({ command, response }: SmtpFailure): boolean {
  return command === 'MAIL FROM' && (response ?? '').startsWith('5')
}

const LOGIN_REFUSED = {
  reason: 'The mail server refused the user name or the password.',
  action: 'Correct them in the settings of the inbox, then send the message again.',
}

const TOKEN_REFUSED = {
  reason: 'The mail server does not let this inbox send, although its sign-in is accepted.',
  action:
    'Check that SMTP is switched on for this mailbox, and that whoever signed in may send as its address; then sign in again.',
}

function judgeToken(reply: number, reason: string): SendResult {
  const error = { ...TOKEN_REFUSED, code: String(reply), reason }
  return reply < 500 ? { outcome: 'retry', error } : { outcome: 'rejected', error }
}

/** Without a token nothing was sent. */
function noToken({ final, error }: TokenFailure): SendResult {
  return { outcome: final ? 'rejected' : 'retry', error }
}

function unclear(error: DeliveryError): DeliveryError {
  return {
    ...error,
    reason: `${error.reason} The mail had been handed over, so it may have been sent.`,
    action: 'Look into the Sent folder of the mail account before you send it again.',
  }
}

function notSetUp(): SendResult {
  return {
    outcome: 'rejected',
    error: {
      code: 'not_set_up',
      reason: 'This inbox has no mail server to send with.',
      action: 'Fill in the SMTP server in the settings of the inbox.',
    },
  }
}

function codeOf(error: unknown): string | null {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : null
  return typeof code === 'string' ? code : null
}
