// Sending a direct message: text or one picture. TikTok knows no idempotency key, but lists the last messages of a
// conversation with who sent them, so what became of a lost call can be looked up.
import { z } from 'zod'
import type {
  Channel,
  ChannelIo,
  InboxAccount,
  OutgoingFile,
  OutgoingMessage,
  SendResult,
} from '#channels/channel.ts'
import { jsonBody } from '#channels/protocols/http-call/call.ts'
import { multipartBody } from '#channels/protocols/http-call/multipart.ts'
import { judgeSend, unknownOutcome } from '#channels/protocols/rest/outcome.ts'
import type { DeliveryError } from '#domain/message.ts'
import { toConversationId } from './address.ts'
import { type Called, callTikTok } from './api.ts'
import { describeRefusal, RULES, readAnswer, SYSTEM_ERROR } from './errors.ts'
import { tiktokSettings } from './settings.ts'

/** The API says 6,000; in practice longer texts than this have failed, so this is what we promise. */
export const MAX_TEXT = 950
export const MAX_PICTURE_BYTES = 3_145_728
export const PICTURES = ['image/jpeg', 'image/png']
/** A message that TikTok's rules hold back is offered so often, then given up, so that later ones are not stuck. */
const RULE_ATTEMPTS = 4
const BACK_OFF_MS = 60_000

/** Sends one message; says what is known afterwards. Never throws for what TikTok or the network does. */
export const send: Channel['send'] = async (message, account, io) => {
  const conversation = toConversationId(message.to)
  const wrong = findMistake(message, conversation)
  if (wrong || conversation === null) return { outcome: 'rejected', error: wrong ?? NO_CONVERSATION }
  const [file] = message.files
  if (!file) return offer(message, account, io, conversation, 'TEXT', { text: { body: message.text } })
  const uploaded = await upload(file, account, io, conversation)
  if (uploaded.outcome !== 'uploaded') return uploaded
  return offer(message, account, io, conversation, 'IMAGE', { image: { media_id: uploaded.id } })
}

const NO_CONVERSATION: DeliveryError = {
  code: 'no_conversation',
  reason: 'This is no address on TikTok',
  action: 'Choose the inbox over which the customer wrote.',
}

/** What would be refused anyway, and what we know better how to say. */
function findMistake({ text, files }: OutgoingMessage, conversation: string | null): DeliveryError | null {
  if (conversation === null) return NO_CONVERSATION
  if (text.trim() === '' && files.length === 0)
    return { code: 'empty', reason: 'The message has neither text nor file', action: 'Write something.' }
  if (files.length > 1 || (files.length === 1 && text !== ''))
    return {
      code: 'too_much',
      reason: 'A message on TikTok is either a text or one picture',
      action: 'Send them in messages of their own.',
    }
  const [file] = files
  if (file && (!PICTURES.includes(file.type) || file.size > MAX_PICTURE_BYTES))
    return {
      code: 'bad_file',
      reason: 'TikTok takes JPEG and PNG pictures of up to 3 MB',
      action: 'Send a smaller picture, or a link.',
    }
  if (text.length > MAX_TEXT)
    return {
      code: 'too_long',
      reason: `A text on TikTok can have ${MAX_TEXT} characters`,
      action: 'Send it in two messages.',
    }
  return null
}

const Sent = z.object({ message: z.object({ message_id: z.string().min(1) }) })

async function offer(
  message: OutgoingMessage,
  account: InboxAccount,
  io: ChannelIo,
  conversation: string,
  type: 'TEXT' | 'IMAGE',
  content: Record<string, unknown>,
): Promise<SendResult> {
  const called = await callTikTok(
    io,
    account,
    'business/message/send',
    jsonBody({
      business_id: tiktokSettings(account).businessId,
      recipient_type: 'CONVERSATION',
      recipient: conversation,
      message_type: type,
      ...content,
    }),
  )
  return judge(called, message.attempt)
}

/** Nothing has left before the token was there. */
function withoutToken(called: Extract<Called, { outcome: 'no_token' }>): SendResult {
  const { code, said, lasting } = called.token
  return {
    outcome: 'retry',
    error: lasting
      ? {
          code,
          reason: `TikTok gave no access token for this account${said ? ` (${said})` : ''}`,
          action: 'Let the account authorise the app again, and put the new refresh token into the settings.',
        }
      : { code, reason: 'TikTok could not be reached', action: 'Nothing to do: it is tried again.' },
    ...(lasting ? { afterMs: 10 * BACK_OFF_MS } : {}),
  }
}

function judge(called: Called, attempt: number): SendResult {
  if (called.outcome === 'no_token') return withoutToken(called)
  const answer = called.outcome === 'answered' ? readAnswer(called.json) : null
  // Only a refusal in TikTok's own words is one. A proxy's page may hide an answer that was a yes.
  if (!answer || called.outcome !== 'answered')
    return judgeSend(
      'TikTok',
      called.outcome === 'answered' ? { outcome: 'unknown', code: `http_${called.status}` } : called,
      {
        accepted: () => null,
        refused: () => describeRefusal({ code: 0, message: null, data: null }),
      },
    )
  if (answer.code === 0) {
    const sent = Sent.safeParse(answer.data)
    return sent.success
      ? { outcome: 'sent', externalId: sent.data.message.message_id, status: 'sent' }
      : unknownOutcome('TikTok', 'bad_answer')
  }
  if (answer.code === SYSTEM_ERROR) return unknownOutcome('TikTok', String(SYSTEM_ERROR))
  const { error, passing } = describeRefusal(answer)
  if (!passing || (answer.code === RULES && attempt >= RULE_ATTEMPTS)) return { outcome: 'rejected', error }
  return { outcome: 'retry', error, ...(answer.code === RULES ? { afterMs: BACK_OFF_MS * attempt } : {}) }
}

const Uploaded = z.object({ media_id: z.string().min(1) })
const Can = z.object({
  capability_infos: z.array(z.object({ capability_type: z.string(), capability_result: z.boolean() })),
})

/** Lays the picture down at TikTok. Nobody has seen it yet: whatever goes wrong here can be tried again. */
async function upload(
  file: OutgoingFile,
  account: InboxAccount,
  io: ChannelIo,
  conversation: string,
): Promise<{ outcome: 'uploaded'; id: string } | SendResult> {
  const { businessId } = tiktokSettings(account)
  const asked = await callTikTok(io, account, 'business/message/capabilities/get', null, {
    business_id: businessId,
    conversation_id: conversation,
    conversation_type: 'SINGLE',
    capability_types: '["IMAGE_SEND"]',
  })
  const can = asked.outcome === 'answered' ? Can.safeParse(readAnswer(asked.json)?.data) : null
  const image = can?.data?.capability_infos.find((one) => one.capability_type === 'IMAGE_SEND')
  if (image?.capability_result === false)
    return {
      outcome: 'rejected',
      error: {
        code: 'no_pictures',
        reason: 'TikTok lets no pictures through between your country and the customer’s',
        action: 'Send a link to the picture, or use another channel.',
      },
    }
  const content = await file.read()
  const called = await callTikTok(
    io,
    account,
    'business/message/media/upload',
    multipartBody(
      [
        ['business_id', businessId],
        ['media_type', 'IMAGE'],
      ],
      { field: 'file', name: file.name, type: file.type, content },
    ),
  )
  if (called.outcome === 'no_token') return withoutToken(called)
  const answer = called.outcome === 'answered' ? readAnswer(called.json) : null
  const uploaded = Uploaded.safeParse(answer?.data)
  if (answer?.code === 0 && uploaded.success) return { outcome: 'uploaded', id: uploaded.data.media_id }
  const refused = answer && answer.code !== 0 && answer.code !== SYSTEM_ERROR ? describeRefusal(answer) : null
  if (refused && !refused.passing) return { outcome: 'rejected', error: refused.error }
  return {
    outcome: 'retry',
    error: refused?.error ?? {
      code: 'upload',
      reason: 'The picture could not be laid down at TikTok',
      action: 'Nothing to do: it is tried again.',
    },
  }
}
