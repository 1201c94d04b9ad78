// Sending through Telnyx. It has no idempotency key and no list of messages that could be searched by what they say,
// so nothing is sent twice on a guess: an unknown outcome is settled by a receipt or by a person.
import { z } from 'zod'
import type { Channel, InboxAccount, OutgoingMessage, SendResult } from '#channels/channel.ts'
import { apiBaseOf, callApi } from '#channels/protocols/rest/call.ts'
import { callbackUrl } from '#channels/protocols/rest/callback.ts'
import { failureOf, judgeSend, type Refusal } from '#channels/protocols/rest/outcome.ts'
import type { DeliveryError } from '#domain/message.ts'
import { countSegments } from '#domain/segments.ts'
import { describeError } from './errors.ts'
import { MAX_FILE_BYTES, MAX_FILE_COUNT, MAX_TEXT } from './limits.ts'
import { TELNYX_API, telnyxSettings } from './settings.ts'
import { MessageResource, Problems, problemOf, recipientsOf, statusOf } from './wire.ts'

export const send: Channel['send'] = async (message, account, io) => {
  const { apiKey, messagingProfileId } = telnyxSettings(account)
  const wrong = findMistake(message, account)
  if (wrong) return { outcome: 'rejected', error: wrong }
  const callback = callbackUrl(io, message.id)
  const answer = await callApi(io, {
    url: `${apiBaseOf(io, TELNYX_API)}/v2/messages`,
    headers: { authorization: `Bearer ${apiKey}` },
    json: {
      ...(account.address ? { from: account.address } : {}),
      ...(messagingProfileId ? { messaging_profile_id: messagingProfileId } : {}),
      to: message.to,
      ...(message.text === '' ? {} : { text: message.text }),
      ...(message.files.length === 0 ? {} : { media_urls: message.files.map((file) => file.publicUrl) }),
      type: message.files.length === 0 ? 'SMS' : 'MMS',
      // One report of each state is enough: not also to the webhook of the profile.
      ...(callback ? { webhook_url: callback, use_profile_webhooks: false } : {}),
    },
  })
  return judgeSend('Telnyx', answer, { accepted: (json) => accepted(message, json), refused })
}

/** Telnyx shows single messages by its own id only, and that is what was lost. */
export const reconcile: Channel['reconcile'] = () => Promise.resolve({ outcome: 'cannot_tell' })

/** What would be refused anyway, and what we know better how to say. */
function findMistake(message: OutgoingMessage, account: InboxAccount): DeliveryError | null {
  if (!account.address && !telnyxSettings(account).messagingProfileId)
    return {
      code: 'no_sender',
      reason: 'The inbox has no number to send from',
      action: 'Fill in the address of the inbox, or its messaging profile.',
    }
  if (message.text === '' && message.files.length === 0) return describeError('40316', null).error
  if (message.text.length > MAX_TEXT) return describeError('40302', null).error
  if (message.files.length > MAX_FILE_COUNT)
    return {
      code: 'too_many_files',
      reason: `Only ${MAX_FILE_COUNT} files can go with a message here`,
      action: 'Send the others in messages of their own.',
    }
  if (message.files.reduce((sum, file) => sum + file.size, 0) > MAX_FILE_BYTES)
    return {
      code: 'files_too_large',
      reason: 'The files of a message may together be 1 MB here',
      action: 'Send smaller files, or a link.',
    }
  return null
}

function accepted(message: OutgoingMessage, json: unknown): SendResult | null {
  const parsed = z.looseObject({ data: MessageResource }).safeParse(json)
  if (!parsed.success) return null
  const created = parsed.data.data
  const status = statusOf(recipientsOf(created)[0]?.status) ?? 'sending'
  if (status === 'failed') {
    const problem = problemOf(created.errors)
    return { outcome: 'rejected', ...failureOf(describeError(problem.code, problem.said)) }
  }
  const own = message.files.length === 0 ? countSegments(message.text).segments : 1
  return {
    outcome: 'sent',
    externalId: created.id,
    status: status === 'read' ? 'delivered' : status,
    segments: created.parts || own,
  }
}

function refused(json: unknown, status: number): Refusal {
  const parsed = z.looseObject({ errors: Problems }).safeParse(json)
  const { code, said } = problemOf(parsed.success ? parsed.data.errors : null)
  const known = code ?? (status === 429 ? '10011' : status === 401 ? '10009' : null)
  return describeError(known, said ?? `HTTP ${status}`)
}
