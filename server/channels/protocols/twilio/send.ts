// Sending through Twilio. What is not known afterwards is left to reconcile.ts; nothing is sent twice on a guess.
import type { ChannelIo, InboxAccount, OutgoingMessage, SendResult } from '#channels/channel.ts'
import type { DeliveryError } from '#domain/message.ts'
import { countSegments } from '#domain/segments.ts'
import { callbackUrl } from './callback.ts'
import { type Dialect, toWire } from './dialect.ts'
import { describeError, isPassing } from './errors.ts'
import type { Form } from './form.ts'
import { type Answer, postMessage, readMessage, readRefusal } from './rest.ts'
import { twilioSettings } from './settings.ts'
import { statusOf } from './statuses.ts'

/** Sends one message; says what is known afterwards. Never throws for what Twilio or the network does. */
export async function sendMessage(
  dialect: Dialect,
  message: OutgoingMessage,
  account: InboxAccount,
  io: ChannelIo,
  timeoutMs?: number,
): Promise<SendResult> {
  const settings = twilioSettings(account)
  const wrong = findMistake(dialect, message, account)
  if (wrong) return { outcome: 'rejected', error: wrong }
  const answer = await postMessage(
    { io, settings, ...(timeoutMs ? { timeoutMs } : {}) },
    formOf(dialect, message, account, io),
  )
  return judge(dialect, message, answer)
}

/** What would be refused anyway, and what we know better how to say. */
function findMistake(
  dialect: Dialect,
  message: OutgoingMessage,
  account: InboxAccount,
): DeliveryError | null {
  if (!account.address && !twilioSettings(account).messagingServiceSid)
    return describeError('21603', null).error
  if (message.template) return null
  if (message.text === '' && message.files.length === 0) return describeError('21619', null).error
  if (message.files.length > dialect.maxFiles)
    return {
      code: 'too_many_files',
      reason:
        dialect.maxFiles === 1
          ? 'Only one file can go with a message here'
          : `Only ${dialect.maxFiles} files can go with a message here`,
      action: 'Send the others in messages of their own.',
    }
  return null
}

function formOf(dialect: Dialect, message: OutgoingMessage, account: InboxAccount, io: ChannelIo): Form {
  const service = twilioSettings(account).messagingServiceSid
  const callback = callbackUrl(io, message.id)
  return [
    ['To', toWire(dialect, message.to)],
    // With both, the service sends from this number of its pool: the one that the customer knows.
    ...(account.address ? [['From', toWire(dialect, account.address)] as const] : []),
    ...(service ? [['MessagingServiceSid', service] as const] : []),
    ...contentOf(message),
    ...(callback ? [['StatusCallback', callback] as const] : []),
  ]
}

function contentOf(message: OutgoingMessage): Form {
  if (message.template) {
    const { template, variables } = message.template
    const filled = Object.fromEntries(template.variables.map(({ key }) => [key, variables[key] ?? '']))
    return [
      ['ContentSid', template.externalId],
      ...(template.variables.length > 0 ? [['ContentVariables', JSON.stringify(filled)] as const] : []),
    ]
  }
  return [
    ...(message.text === '' ? [] : [['Body', message.text] as const]),
    ...message.files.map((file) => ['MediaUrl', file.publicUrl] as const),
  ]
}

function judge(dialect: Dialect, message: OutgoingMessage, answer: Answer): SendResult {
  if (answer.outcome === 'not_sent')
    return {
      outcome: 'retry',
      error: {
        code: answer.code,
        reason: 'Twilio could not be reached',
        action: 'Nothing to do: it is tried again.',
      },
    }
  if (answer.outcome === 'unknown') return unknown(answer.code)
  const { status, json } = answer
  const after = answer.retryAfterMs === undefined ? {} : { afterMs: answer.retryAfterMs }
  if (status >= 200 && status < 300) return accepted(dialect, message, json)
  const { code, said } = readRefusal(json)
  const { error, effect } = describeError(code ?? (status === 429 ? '20429' : null), said ?? `HTTP ${status}`)
  if (status === 429 || isPassing(code)) return { outcome: 'retry', error, ...after }
  // "Service unavailable" in Twilio's own form says that it was not taken. Any other failure over there may have come
  // after the message was taken, so it is looked up first.
  if (status === 503 && code !== null) return { outcome: 'retry', error, ...after }
  if (status >= 500 || status === 408) return unknown(code ?? `http_${status}`)
  return { outcome: 'rejected', error, ...(effect ? { effect } : {}) }
}

function accepted(dialect: Dialect, message: OutgoingMessage, json: unknown): SendResult {
  const created = readMessage(json)
  // It was taken, but under which id? The list will tell.
  if (!created) return unknown('bad_answer')
  const status = statusOf(created.status) ?? 'sending'
  if (status === 'failed') {
    const { error, effect } = describeError(created.errorCode, created.errorMessage)
    return { outcome: 'rejected', error, ...(effect ? { effect } : {}) }
  }
  // A messaging service counts segments only once it has chosen a sender: zero until then.
  const own = message.files.length === 0 ? countSegments(message.text).segments : 1
  const segments = dialect.segments ? { segments: created.segments || own } : {}
  return {
    outcome: 'sent',
    externalId: created.sid,
    status: status === 'read' ? 'delivered' : status,
    ...segments,
  }
}

function unknown(code: string): Extract<SendResult, { outcome: 'unknown' }> {
  return {
    outcome: 'unknown',
    error: {
      code,
      reason: 'The connection to Twilio broke before it answered',
      action: 'Nothing to do: we ask Twilio whether it has the message.',
    },
  }
}
