// Sending as a bot: one call, one message. Telegram knows no idempotency key and cannot be asked what a bot has sent, so
// what is not known afterwards stays unknown until a person decides.
import { z } from 'zod'
import type { Channel, OutgoingFile, OutgoingMessage, SendResult } from '#channels/channel.ts'
import { type Answer, type Body, jsonBody } from '#channels/protocols/http-call/call.ts'
import { multipartBody } from '#channels/protocols/http-call/multipart.ts'
import type { DeliveryError } from '#domain/message.ts'
import { toChatId, toExternalId } from './address.ts'
import { callTelegram, readRefusal } from './api.ts'
import { describeError } from './errors.ts'

export const MAX_TEXT = 4_096
export const MAX_CAPTION = 1_024
const MAX_PHOTO_BYTES = 10_485_760
/** Larger pictures, and those that Telegram would make still (GIF) or cannot read, go as they are. */
const PHOTOS = new Set(['image/jpeg', 'image/png', 'image/webp'])

/** Sends one message; says what is known afterwards. Never throws for what Telegram or the network does. */
export const send: Channel['send'] = async (message, account, io) => {
  const chat = toChatId(message.to)
  const wrong = findMistake(message, chat)
  if (wrong || chat === null) return { outcome: 'rejected', error: wrong ?? NO_CHAT }
  const [file] = message.files
  const { method, body } = file
    ? await withFile(chat, message.text, file)
    : { method: 'sendMessage', body: jsonBody({ chat_id: chat, text: message.text }) }
  return judge(chat, await callTelegram(io, account, method, body))
}

/** Nobody can be asked: Telegram lists no messages of a bot, and a bot hears nothing of its own. */
export const reconcile: Channel['reconcile'] = () => Promise.resolve({ outcome: 'cannot_tell' })

const NO_CHAT: DeliveryError = {
  code: 'no_chat',
  reason: 'This is no address on Telegram',
  action: 'Choose the inbox over which the customer wrote.',
}

/** What would be refused anyway, and what we know better how to say. */
function findMistake(message: OutgoingMessage, chat: number | null): DeliveryError | null {
  const { text, files } = message
  if (chat === null) return NO_CHAT
  if (text.trim() === '' && files.length === 0)
    return { code: 'empty', reason: 'The message has neither text nor file', action: 'Write something.' }
  if (files.length > 1)
    return {
      code: 'too_many_files',
      reason: 'Only one file can go with a message here',
      action: 'Send the others in messages of their own.',
    }
  const limit = files.length > 0 ? MAX_CAPTION : MAX_TEXT
  if (text.length > limit)
    return {
      code: 'too_long',
      reason: `A text${files.length > 0 ? ' beside a file' : ''} can have ${limit.toLocaleString('en-US')} characters on Telegram`,
      action: files.length > 0 ? 'Send the text in a message of its own.' : 'Send it in two messages.',
    }
  return null
}

async function withFile(
  chat: number,
  text: string,
  file: OutgoingFile,
): Promise<{ method: string; body: Body }> {
  // Uploaded, not named by address: Telegram fetches only some kinds, and nothing from a private network.
  const photo = PHOTOS.has(file.type) && file.size <= MAX_PHOTO_BYTES
  const field = photo ? 'photo' : 'document'
  const fields: [string, string][] = [['chat_id', String(chat)]]
  if (text !== '') fields.push(['caption', text])
  const content = await file.read()
  return {
    method: photo ? 'sendPhoto' : 'sendDocument',
    body: multipartBody(fields, { field, name: file.name, type: file.type, content }),
  }
}

const Sent = z.object({ ok: z.literal(true), result: z.object({ message_id: z.number().int() }) })

function judge(chat: number, answer: Answer): SendResult {
  if (answer.outcome === 'not_sent')
    return {
      outcome: 'retry',
      error: {
        code: answer.code,
        reason: 'Telegram could not be reached',
        action: 'Nothing to do: it is tried again.',
      },
    }
  if (answer.outcome === 'unknown') return unknown(answer.code)
  const sent = Sent.safeParse(answer.json)
  if (sent.success)
    return { outcome: 'sent', externalId: toExternalId(chat, sent.data.result.message_id), status: 'sent' }
  const refused = readRefusal(answer.json)
  if (answer.status === 429 || refused?.code === 429) {
    const afterMs = refused?.retryAfterMs ?? answer.retryAfterMs
    return {
      outcome: 'retry',
      ...describeError(429, ''),
      ...(afterMs === undefined ? {} : { afterMs }),
    }
  }
  // Only a refusal in Telegram's own words is one. A proxy's page may hide an answer that was a yes.
  if (!refused || refused.code >= 500) return unknown(`http_${answer.status}`)
  return { outcome: 'rejected', ...describeError(refused.code, refused.said) }
}

function unknown(code: string): SendResult {
  return {
    outcome: 'unknown',
    error: {
      code,
      reason: 'The connection to Telegram broke before it answered',
      action: 'Look into the chat in Telegram, or ask the customer. Telegram cannot tell us.',
    },
  }
}
