// Sending an answer. Always as RESPONSE, within the 24 hours: the tag for human agents would stretch them to seven days,
// but only for what a person wrote, after a review by Meta, and this code cannot promise that.
import { z } from 'zod'
import type { Channel, ChannelIo, InboxAccount, OutgoingMessage, SendResult } from '#channels/channel.ts'
import { type Answer, callOnce, jsonBody } from '#channels/protocols/http-call/call.ts'
import { readGraphError } from '#channels/protocols/meta/graph-errors.ts'
import type { DeliveryError } from '#domain/message.ts'
import { type Dialect, toScopedId } from './dialect.ts'
import { describeRefusal, isPassingHere } from './errors.ts'
import { settingsOf } from './settings.ts'

const VERSION = 'v23.0'
/** Echoes come within seconds; after this long none will. */
const ECHO_MS = 120_000
const LOOK_AGAIN_MS = 30_000

/** Sends one message; says what is known afterwards. Never throws for what Meta or the network does. */
export function sendOf(dialect: Dialect): Channel['send'] {
  return async (message, account, io) => {
    const recipient = toScopedId(dialect, message.to)
    const wrong = findMistake(dialect, message)
    if (recipient === null || wrong) return { outcome: 'rejected', error: wrong ?? notThere(dialect) }
    const post = (content: Record<string, unknown>) => call(dialect, account, io, recipient, content)
    const metadata = dialect.carriesMetadata ? { metadata: message.id } : {}
    const [file] = message.files
    if (!file) return judge(dialect, await post({ text: message.text, ...metadata }))
    const attachment = { type: dialect.attachmentType(file.type), payload: { url: file.publicUrl } }
    if (message.text === '') return judge(dialect, await post({ attachment, ...metadata }))
    // Meta takes either a file or a text, so this one message of ours is two of theirs. Our id goes with the last.
    const first = judge(dialect, await post({ attachment }))
    if (first.outcome !== 'sent') return first
    return afterFile(judge(dialect, await post({ text: message.text, ...metadata })))
  }
}

/** The file is with the customer already: to send the message again would be to send the file twice. */
function afterFile(text: SendResult): SendResult {
  if (text.outcome === 'sent' || text.outcome === 'unknown') return text
  const { error } = text
  return {
    outcome: 'rejected',
    error: {
      code: error.code,
      reason: `The file was sent, but not the text beside it: ${error.reason}`,
      action: 'Send the text in a message of its own.',
    },
    ...(text.outcome === 'rejected' && text.effect ? { effect: text.effect } : {}),
  }
}

/**
 * Meta sends back what we send, with our id where it carries one, and that settles the message when it comes. It is
 * waited for; whether Meta took a message of which nothing was heard, only a person can see.
 */
export function reconcileOf(dialect: Dialect): Channel['reconcile'] {
  return (message, _account, io) => {
    const waited = io.now().getTime() - message.claimedAt.getTime()
    return Promise.resolve(
      dialect.carriesMetadata && waited < ECHO_MS
        ? { outcome: 'retry', afterMs: LOOK_AGAIN_MS }
        : { outcome: 'cannot_tell' },
    )
  }
}

function notThere(dialect: Dialect): DeliveryError {
  return {
    code: 'no_address',
    reason: `This is no address on ${dialect.label}`,
    action: 'Choose the inbox over which the customer wrote.',
  }
}

/** What would be refused anyway, and what we know better how to say. */
function findMistake(dialect: Dialect, message: OutgoingMessage): DeliveryError | null {
  const { text, files } = message
  if (text.trim() === '' && files.length === 0)
    return { code: 'empty', reason: 'The message has neither text nor file', action: 'Write something.' }
  if (files.length > 1)
    return {
      code: 'too_many_files',
      reason: 'Only one file can go with a message here',
      action: 'Send the others in messages of their own.',
    }
  const [file] = files
  if (file && dialect.attachmentType(file.type) === null)
    return {
      code: 'bad_file_type',
      reason: `${dialect.label} takes no files of this kind (${file.type})`,
      action: 'Send it as a picture or a PDF, or send a link.',
    }
  const { unit, count } = dialect.maxText
  const length = unit === 'bytes' ? Buffer.byteLength(text) : text.length
  if (length > count)
    return {
      code: 'too_long',
      reason: `A text on ${dialect.label} can have ${count.toLocaleString('en-US')} ${unit === 'bytes' ? 'plain letters, or fewer with accents and emoji' : 'characters'}`,
      action: 'Send it in two messages.',
    }
  return null
}

function call(
  dialect: Dialect,
  account: InboxAccount,
  io: ChannelIo,
  recipient: string,
  message: Record<string, unknown>,
): Promise<Answer> {
  const { ownId, accessToken } = settingsOf(dialect, account)
  const base = (io.apiBase ?? dialect.api).replace(/\/+$/, '')
  return callOnce(io, {
    url: `${base}/${VERSION}/${encodeURIComponent(ownId)}/messages`,
    headers: { authorization: `Bearer ${accessToken}` },
    body: jsonBody({ recipient: { id: recipient }, messaging_type: 'RESPONSE', message }),
  })
}

const Sent = z.object({ message_id: z.string().min(1) })

function judge(dialect: Dialect, answer: Answer): SendResult {
  if (answer.outcome === 'not_sent')
    return {
      outcome: 'retry',
      error: {
        code: answer.code,
        reason: 'Meta could not be reached',
        action: 'Nothing to do: it is tried again.',
      },
    }
  if (answer.outcome === 'unknown') return unknown(dialect, answer.code)
  const sent = Sent.safeParse(answer.json)
  if (answer.status < 300 && sent.success)
    return { outcome: 'sent', externalId: sent.data.message_id, status: 'sent' }
  const refused = readGraphError(answer.json)
  // Only a refusal in Meta's own words is one. A proxy's page may hide an answer that was a yes.
  if (!refused || answer.status < 300) return unknown(dialect, `http_${answer.status}`)
  const described = describeRefusal(dialect, refused)
  const after = answer.retryAfterMs === undefined ? {} : { afterMs: answer.retryAfterMs }
  if (answer.status === 429 || isPassingHere(refused))
    return { outcome: 'retry', error: described.error, ...after }
  if (answer.status >= 500) return unknown(dialect, described.error.code)
  return { outcome: 'rejected', ...described }
}

function unknown(dialect: Dialect, code: string): SendResult {
  return {
    outcome: 'unknown',
    error: {
      code,
      reason: 'The connection to Meta broke before it answered',
      action: dialect.carriesMetadata
        ? 'Nothing to do: Meta tells us of every message that it has sent.'
        : `Look into the conversation in ${dialect.label} before you send it again.`,
    },
  }
}
