// Answering a review in public. There is one answer under each: writing again changes it, and writing the same twice
// changes nothing, so a call whose answer was lost may be made again.
import type { Channel, SendResult } from '#channels/channel.ts'
import { jsonBody } from '#channels/protocols/http-call/call.ts'
import type { TokenAnswer } from '#channels/protocols/oauth/call.ts'
import { judgeSend } from '#channels/protocols/rest/outcome.ts'
import type { DeliveryError } from '#domain/message.ts'
import { toReplyId, toReviewName } from './address.ts'
import { callGoogle, readRefusal, sayNoToken } from './api.ts'
import { googleSettings } from './settings.ts'
import { Reply, Review } from './shapes.ts'

/** Google counts bytes. */
export const MAX_BYTES = 4_096

/** Writes the answer; says what is known afterwards. Never throws for what Google or the network does. */
export const send: Channel['send'] = async (message, account, io) => {
  const name = toReviewName(message.to, googleSettings(account).location)
  const wrong = findMistake(message.text, message.files.length)
  if (wrong || name === null) return { outcome: 'rejected', error: wrong ?? NO_REVIEW }
  const called = await callGoogle(io, account, `/v4/${name}/reply`, {
    method: 'PUT',
    body: jsonBody({ comment: message.text }),
  })
  return judge(called, message.to)
}

const NO_REVIEW: DeliveryError = {
  code: 'no_review',
  reason: 'This is no review of this location',
  action: 'Choose the inbox of the location that was reviewed.',
}

function findMistake(text: string, files: number): DeliveryError | null {
  if (files > 0)
    return {
      code: 'no_files',
      reason: 'An answer to a review takes no files',
      action: 'Send the text alone.',
    }
  if (text.trim() === '')
    return { code: 'empty', reason: 'The answer says nothing', action: 'Write something.' }
  if (Buffer.byteLength(text) > MAX_BYTES)
    return {
      code: 'too_long',
      reason: 'An answer to a review can have 4,096 plain letters, or fewer with accents and emoji',
      action: 'Shorten it.',
    }
  return null
}

function judge(called: TokenAnswer, to: string): SendResult {
  if (called.outcome === 'no_token') {
    const { reason, remedy } = sayNoToken(called.failure)
    return {
      outcome: 'retry',
      error: { code: called.failure.error.code, reason, action: remedy },
      ...(called.failure.final ? { afterMs: 600_000 } : {}),
    }
  }
  // Only a refusal in Google's own words is one. A proxy's page may hide an answer that was a yes.
  const strange = called.outcome === 'answered' && called.status >= 300 && !readRefusal(called.json)
  return judgeSend('Google', strange ? { outcome: 'unknown', code: `http_${called.status}` } : called, {
    accepted(json) {
      const reply = Reply.safeParse(json)
      return reply.success
        ? { outcome: 'sent', externalId: toReplyId(to, reply.data.updateTime), status: 'delivered' }
        : null
    },
    refused: (json, status) =>
      readRefusal(json) ?? {
        error: { code: `http_${status}`, reason: 'Google refused the answer', action: 'Send it again.' },
        passing: false,
      },
  })
}

/** Does it stand there? Where not, it may be written again: Google keeps one answer. */
export const reconcile: Channel['reconcile'] = async (message, account, io) => {
  const name = toReviewName(message.to, googleSettings(account).location)
  if (name === null) return { outcome: 'not_found' }
  const called = await callGoogle(io, account, `/v4/${name}`)
  if (called.outcome !== 'answered') return { outcome: 'retry', afterMs: 30_000 }
  if (called.status === 404) return { outcome: 'not_found' }
  const review = called.status < 300 ? Review.safeParse(called.json) : null
  if (!review?.success) return { outcome: 'retry', afterMs: 30_000 }
  const reply = review.data.reviewReply
  return reply && reply.comment === message.text.trim()
    ? { outcome: 'found', externalId: toReplyId(message.to, reply.updateTime), status: 'sent' }
    : { outcome: 'not_found' }
}

/** Takes the answer down. One that is not there any more is down already. */
export const withdraw: NonNullable<Channel['withdraw']> = async ({ to }, account, io) => {
  const name = toReviewName(to, googleSettings(account).location)
  if (name === null) return { outcome: 'failed', error: NO_REVIEW }
  const called = await callGoogle(io, account, `/v4/${name}/reply`, { method: 'DELETE' })
  if (called.outcome === 'no_token') {
    const { reason, remedy } = sayNoToken(called.failure)
    return { outcome: 'failed', error: { code: called.failure.error.code, reason, action: remedy } }
  }
  if (called.outcome === 'answered' && (called.status < 300 || called.status === 404))
    return { outcome: 'done' }
  const refused = called.outcome === 'answered' ? readRefusal(called.json) : null
  return {
    outcome: 'failed',
    error: refused?.error ?? {
      code: 'no_answer',
      reason: 'Google did not answer',
      action: 'Try again in a moment.',
    },
  }
}
