// Sending an answer. Within the 24 hours as RESPONSE; after that only what a person wrote, under the tag for human
// agents, and only where the flow says that the rule allows it. Nothing that a machine wrote ever carries a tag.
import { z } from 'zod'
import type { Channel, ChannelIo, InboxAccount, OutgoingMessage, SendResult } from '#channels/channel.ts'
import { type Answer, callOnce, jsonBody } from '#channels/protocols/http-call/call.ts'
import { readGraphError } from '#channels/protocols/meta/graph-errors.ts'
import type { DeliveryError } from '#domain/message.ts'
import { type Dialect, toScopedId } from './dialect.ts'
import { describeRefusal, isPassingHere, OTHER_APP } from './errors.ts'
import { settingsOf } from './settings.ts'

export const VERSION = 'v23.0'
/** Echoes come within seconds; after this long none will. */
const ECHO_MS = 120_000
const LOOK_AGAIN_MS = 30_000

/** Sends one message; says what is known afterwards. Never throws for what Meta or the network does. */
export function sendOf(dialect: Dialect): Channel['send'] {
  return async (message, account, io) => {
    const recipient = toScopedId(dialect, message.to)
    const wrong = findMistake(dialect, message)
    if (recipient === null || wrong) return { outcome: 'rejected', error: wrong ?? notThere(dialect) }
    const tagged = message.humanAgent === true && !message.automatic
    const kind = tagged
      ? { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' }
      : { messaging_type: 'RESPONSE' }
    const metadata = dialect.carriesMetadata ? { metadata: message.id } : {}
    const body = {
      recipient: { id: recipient },
      ...kind,
      message: { ...contentOf(dialect, message), ...metadata },
    }
    const post = async () => judge(dialect, await call(dialect, account, io, 'messages', body))
    const result = await post()
    const held = result.outcome === 'rejected' && result.error.code === OTHER_APP
    // A person may take the conversation from another app; a machine of ours never does.
    if (!held || message.automatic) return result
    const control = { recipient: { id: recipient }, metadata: 'A person answers' }
    const taken = await call(dialect, account, io, 'take_thread_control', control)
    return taken.outcome === 'answered' && taken.status < 300 ? post() : result
  }
}

function contentOf(dialect: Dialect, { text, files: [file] }: OutgoingMessage): Record<string, unknown> {
  if (!file) return { text }
  return { attachment: { type: dialect.attachmentType(file.type), payload: { url: file.publicUrl } } }
}

/**
 * Meta sends back what we send, and that settles the message when it comes: by our id where it carries one, by its words
 * otherwise. It is waited for; whether Meta took a message of which nothing was heard, only a person can see.
 */
export const reconcile: Channel['reconcile'] = (message, _account, io) => {
  const waited = io.now().getTime() - message.claimedAt.getTime()
  return Promise.resolve(
    waited < ECHO_MS ? { outcome: 'retry', afterMs: LOOK_AGAIN_MS } : { outcome: 'cannot_tell' },
  )
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
  if (files.length > 1 || (files.length === 1 && text !== ''))
    return {
      code: 'too_much',
      reason: `A message on ${dialect.label} is either a text or one file`,
      action: 'Send them in messages of their own.',
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

/** Calls one edge of the account. */
export function call(
  dialect: Dialect,
  account: InboxAccount,
  io: Pick<ChannelIo, 'fetch' | 'now' | 'apiBase'>,
  edge: string,
  body: Record<string, unknown> | null,
): Promise<Answer> {
  const { ownId, accessToken } = settingsOf(dialect, account)
  const base = (io.apiBase ?? dialect.api).replace(/\/+$/, '')
  return callOnce(io, {
    url: `${base}/${VERSION}/${encodeURIComponent(ownId)}${edge ? `/${edge}` : ''}`,
    headers: { authorization: `Bearer ${accessToken}` },
    body: body === null ? null : jsonBody(body),
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
      action: `Nothing to do: Meta tells us of every message that it has sent on ${dialect.label}.`,
    },
  }
}
