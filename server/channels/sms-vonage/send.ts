// Sending through Vonage's Messages API. It has no idempotency key and no list to search, so nothing is sent twice on a
// guess: an unknown outcome is settled by a receipt, which carries our id, or by a person.
import { z } from 'zod'
import type { Channel, InboxAccount, OutgoingMessage, SendResult } from '#channels/channel.ts'
import { apiBaseOf, callApi } from '#channels/protocols/rest/call.ts'
import { callbackUrl } from '#channels/protocols/rest/callback.ts'
import { toDigits } from '#channels/protocols/rest/digits.ts'
import { judgeSend, type Refusal } from '#channels/protocols/rest/outcome.ts'
import type { DeliveryError } from '#domain/message.ts'
import { countSegments } from '#domain/segments.ts'
import { describeError } from './errors.ts'
import { MAX_FILE_BYTES, MAX_FILE_COUNT, MAX_TEXT } from './limits.ts'
import { VONAGE_API, vonageSettings } from './settings.ts'
import { Problem, problemOf } from './wire.ts'

export const send: Channel['send'] = async (message, account, io) => {
  const { apiKey, apiSecret } = vonageSettings(account)
  const wrong = findMistake(message, account)
  if (wrong) return { outcome: 'rejected', error: wrong }
  const answer = await callApi(io, {
    url: `${apiBaseOf(io, VONAGE_API)}/v1/messages`,
    headers: { authorization: `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString('base64')}` },
    json: {
      ...contentOf(message),
      to: toDigits(message.to),
      from: toDigits(account.address),
      // Comes back with every receipt.
      client_ref: message.id,
      // Without an id of ours in it: Vonage does not sign addresses.
      ...(callbackUrl(io, message.id) ? { webhook_url: io.webhookUrl, webhook_version: 'v1' } : {}),
    },
  })
  return judgeSend('Vonage', answer, { accepted: (json) => accepted(message, json), refused })
}

/** Vonage shows no messages by what they say. */
export const reconcile: Channel['reconcile'] = () => Promise.resolve({ outcome: 'cannot_tell' })

function contentOf(message: OutgoingMessage): Record<string, unknown> {
  const [file] = message.files
  if (!file) return { channel: 'sms', message_type: 'text', text: message.text }
  const type = typeOf(file.type)
  const caption = message.text === '' ? {} : { caption: message.text }
  return { channel: 'mms', message_type: type, [type]: { url: file.publicUrl, ...caption } }
}

function typeOf(mime: string): 'image' | 'audio' | 'video' | 'vcard' | 'file' {
  if (/^text\/(x-)?vcard\b/i.test(mime)) return 'vcard'
  const kind = /^(image|audio|video)\//i.exec(mime)?.[1]?.toLowerCase()
  return kind === 'image' || kind === 'audio' || kind === 'video' ? kind : 'file'
}

/** What would be refused anyway, and what we know better how to say. */
function findMistake(message: OutgoingMessage, account: InboxAccount): DeliveryError | null {
  const [file] = message.files
  if (!account.address)
    return {
      code: 'no_sender',
      reason: 'The inbox has no number to send from',
      action: 'Fill in the address of the inbox.',
    }
  if (message.text === '' && !file)
    return {
      code: 'empty',
      reason: 'The message has neither text nor file',
      action: 'Write something.',
    }
  if (message.text.length > MAX_TEXT) return describeError('1090', null).error
  if (message.files.length > MAX_FILE_COUNT)
    return {
      code: 'too_many_files',
      reason: 'Only one file can go with a message here',
      action: 'Send the others in messages of their own.',
    }
  if (file && message.text !== '' && typeOf(file.type) === 'file')
    return {
      code: 'text_with_file',
      reason: 'No text can go with a file of this kind here',
      action: 'Send the text in a message of its own.',
    }
  if (file && file.size > MAX_FILE_BYTES)
    return {
      code: 'files_too_large',
      reason: 'A file may be 600 KB here',
      action: 'Send a smaller file, or a link.',
    }
  return null
}

function accepted(message: OutgoingMessage, json: unknown): SendResult | null {
  const parsed = z.looseObject({ message_uuid: z.string().min(1) }).safeParse(json)
  if (!parsed.success) return null
  return {
    outcome: 'sent',
    externalId: parsed.data.message_uuid,
    status: 'sending',
    segments: message.files.length === 0 ? countSegments(message.text).segments : 1,
  }
}

function refused(json: unknown, status: number): Refusal {
  const parsed = Problem.safeParse(json)
  const { code, said } = problemOf(parsed.success ? parsed.data : null)
  const known = code ?? (status === 429 ? 'throttled' : status === 401 ? 'unauthorized' : null)
  return describeError(known, said ?? `HTTP ${status}`)
}
