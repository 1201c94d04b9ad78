// Sending through Bird's Channels API. It has no idempotency key; what is not known afterwards is left to reconcile.ts.
import { z } from 'zod'
import type { Channel, InboxAccount, OutgoingMessage, SendResult } from '#channels/channel.ts'
import { callApi } from '#channels/protocols/rest/call.ts'
import { judgeSend, type Refusal } from '#channels/protocols/rest/outcome.ts'
import type { DeliveryError } from '#domain/message.ts'
import { countSegments } from '#domain/segments.ts'
import { describeError, knownWord } from './errors.ts'
import { MAX_FILE_BYTES, MAX_FILE_COUNT, MAX_TEXT } from './limits.ts'
import { authorizationOf, birdSettings, messagesUrl } from './settings.ts'
import { ChannelMessage, stateOf } from './wire.ts'

export const send: Channel['send'] = async (message, account, io) => {
  const wrong = findMistake(message, account)
  if (wrong) return { outcome: 'rejected', error: wrong }
  const answer = await callApi(io, {
    url: messagesUrl(io, account),
    headers: { authorization: authorizationOf(account) },
    json: {
      receiver: { contacts: [{ identifierKey: 'phonenumber', identifierValue: message.to }] },
      body: bodyOf(message),
      // Comes back with every receipt, and stands in the list of messages.
      reference: message.id,
    },
  })
  return judgeSend('Bird', answer, { accepted: (json) => accepted(message, json), refused })
}

function bodyOf(message: OutgoingMessage): Record<string, unknown> {
  if (message.files.length === 0) return { type: 'text', text: { text: message.text } }
  return {
    type: 'image',
    image: {
      ...(message.text === '' ? {} : { text: message.text }),
      images: message.files.map((file) => ({ mediaUrl: file.publicUrl })),
    },
  }
}

/** What would be refused anyway, and what we know better how to say. */
function findMistake(message: OutgoingMessage, account: InboxAccount): DeliveryError | null {
  const { workspaceId, channelId } = birdSettings(account)
  if (!workspaceId || !channelId) return describeError('not_found', null).error
  if (message.text === '' && message.files.length === 0)
    return {
      code: 'empty',
      reason: 'The message has neither text nor picture',
      action: 'Write something.',
    }
  if (message.text.length > MAX_TEXT)
    return {
      code: 'too_long',
      reason: 'The text is longer than 1,377 characters',
      action: 'Send it in two messages.',
    }
  if (message.files.length > MAX_FILE_COUNT)
    return {
      code: 'too_many_files',
      reason: `Only ${MAX_FILE_COUNT} pictures can go with a message here`,
      action: 'Send the others in messages of their own.',
    }
  if (message.files.some((file) => !/^image\//i.test(file.type)))
    return {
      code: 'only_pictures',
      reason: 'Only pictures can go with a message here',
      action: 'Send the file by mail, or as a link.',
    }
  if (message.files.reduce((sum, file) => sum + file.size, 0) > MAX_FILE_BYTES)
    return {
      code: 'files_too_large',
      reason: 'The pictures of a message may together be 600 KB here',
      action: 'Send smaller ones, or a link.',
    }
  return null
}

function accepted(message: OutgoingMessage, json: unknown): SendResult | null {
  const parsed = ChannelMessage.safeParse(json)
  if (!parsed.success) return null
  const state = stateOf(parsed.data)
  if (state?.failure) return { outcome: 'rejected', ...state.failure }
  const status = state?.status ?? 'sending'
  return {
    outcome: 'sent',
    externalId: parsed.data.id,
    status:
      status === 'read' || status === 'delivered' ? 'delivered' : status === 'sent' ? 'sent' : 'sending',
    segments: message.files.length === 0 ? countSegments(message.text).segments : 1,
  }
}

const Words = z.looseObject({ code: z.string().nullish(), message: z.string().nullish() })
/** Two forms are documented: the words bare, and inside `error`. */
const Refused = z.union([z.looseObject({ error: Words }).transform(({ error }) => error), Words])

const BY_STATUS = new Map([
  [401, 'unauthorized'],
  [402, 'insufficient_balance'],
  [403, 'forbidden'],
  [404, 'not_found'],
  [429, 'throttled'],
])

function refused(json: unknown, status: number): Refusal {
  const parsed = Refused.safeParse(json)
  const said = parsed.success ? (parsed.data.message ?? null) : null
  const own = parsed.success ? (parsed.data.code ?? null) : null
  // A status that people can act on says more than Bird's numbers; for the rest, its word if we know it.
  const code = BY_STATUS.get(status) ?? knownWord(own) ?? own
  return describeError(code, said ?? `HTTP ${status}`)
}
