// Sending through Plivo. It has no idempotency key; what is not known afterwards is left to reconcile.ts.
import { z } from 'zod'
import type { Channel, ChannelIo, InboxAccount, OutgoingMessage, SendResult } from '#channels/channel.ts'
import { apiBaseOf, callApi } from '#channels/protocols/rest/call.ts'
import { callbackUrl } from '#channels/protocols/rest/callback.ts'
import { toDigits } from '#channels/protocols/rest/digits.ts'
import { judgeSend, type Refusal } from '#channels/protocols/rest/outcome.ts'
import type { DeliveryError } from '#domain/message.ts'
import { countSegments } from '#domain/segments.ts'
import { describeError } from './errors.ts'
import { MAX_FILE_BYTES, MAX_FILE_COUNT, MAX_TEXT, MAX_TOTAL_BYTES, MAX_UNICODE_TEXT } from './limits.ts'
import { authorizationOf, PLIVO_API, plivoSettings } from './settings.ts'

export const send: Channel['send'] = async (message, account, io) => {
  const { powerpackUuid } = plivoSettings(account)
  const wrong = findMistake(message, account)
  if (wrong) return { outcome: 'rejected', error: wrong }
  const callback = callbackUrl(io, message.id)
  const answer = await callApi(io, {
    url: messagesUrl(io, account),
    headers: { authorization: authorizationOf(account) },
    json: {
      // Plivo takes one of them, never both.
      ...(powerpackUuid ? { powerpack_uuid: powerpackUuid } : { src: toDigits(account.address) }),
      dst: toDigits(message.to),
      type: message.files.length === 0 ? 'sms' : 'mms',
      ...(message.text === '' ? {} : { text: message.text }),
      ...(message.files.length === 0 ? {} : { media_urls: message.files.map((file) => file.publicUrl) }),
      ...(callback ? { url: callback, method: 'POST' } : {}),
    },
  })
  return judgeSend('Plivo', answer, { accepted: (json) => accepted(message, json), refused })
}

/** Where messages of this account are made and listed. */
export function messagesUrl(io: Pick<ChannelIo, 'apiBase'>, account: InboxAccount): string {
  const { authId } = plivoSettings(account)
  return `${apiBaseOf(io, PLIVO_API)}/v1/Account/${encodeURIComponent(authId)}/Message/`
}

/** What would be refused anyway, and what we know better how to say. */
function findMistake(message: OutgoingMessage, account: InboxAccount): DeliveryError | null {
  if (!account.address && !plivoSettings(account).powerpackUuid)
    return {
      code: 'no_sender',
      reason: 'The inbox has no number to send from',
      action: 'Fill in the address of the inbox, or its powerpack.',
    }
  // Plivo reads a list of numbers out of this field.
  if (!/^\+?\d{3,15}$/.test(message.to)) return describeError('50', null).error
  if (message.text === '' && message.files.length === 0) return describeError('empty', null).error
  const { encoding } = countSegments(message.text)
  if (message.text.length > (encoding === 'gsm7' ? MAX_TEXT : MAX_UNICODE_TEXT))
    return describeError('110', null).error
  if (message.files.length > MAX_FILE_COUNT)
    return {
      code: 'too_many_files',
      reason: `Only ${MAX_FILE_COUNT} files can go with a message here`,
      action: 'Send the others in messages of their own.',
    }
  const sizes = message.files.map((file) => file.size)
  const total = sizes.reduce((sum, size) => sum + size, 0)
  if (total > MAX_TOTAL_BYTES || sizes.some((size) => size > MAX_FILE_BYTES))
    return describeError('files_too_large', null).error
  return null
}

function accepted(message: OutgoingMessage, json: unknown): SendResult | null {
  const parsed = z
    .looseObject({ message_uuid: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]) })
    .safeParse(json)
  if (!parsed.success) return null
  const ids = parsed.data.message_uuid
  const id = typeof ids === 'string' ? ids : ids[0]
  if (!id) return null
  return {
    outcome: 'sent',
    externalId: id,
    status: 'sending',
    segments: message.files.length === 0 ? countSegments(message.text).segments : 1,
  }
}

/** Plivo's refusals carry words and no code. */
function refused(json: unknown, status: number): Refusal {
  const parsed = z.looseObject({ error: z.unknown() }).safeParse(json)
  const error = parsed.success ? parsed.data.error : null
  const said = typeof error === 'string' ? error : error ? JSON.stringify(error) : null
  const code = status === 429 ? 'throttled' : status === 401 ? 'unauthorized' : `http_${status}`
  return describeError(code, said ?? `HTTP ${status}`)
}
