// Sending through the Cloud API. There is no idempotency key and no list of messages to look in: what is not known
// afterwards is told by a receipt, which carries our own id, or by nobody.
import { z } from 'zod'
import type {
  Channel,
  ChannelIo,
  InboxAccount,
  OutgoingFile,
  OutgoingMessage,
  ReconcileResult,
  SendResult,
} from '#channels/channel.ts'
import { readGraphError } from '#channels/protocols/meta/graph-errors.ts'
import { describeError, isPassing, PAIR_LIMIT } from './errors.ts'
import { type Answer, callGraph } from './graph.ts'
import { findMistake, payloadOf } from './payload.ts'
import { cloudSettings } from './settings.ts'

/** Sends one message; says what is known afterwards. Never throws for what Meta or the network does. */
export async function send(
  message: OutgoingMessage,
  account: InboxAccount,
  io: ChannelIo,
): Promise<SendResult> {
  const wrong = findMistake(message)
  if (wrong) return { outcome: 'rejected', error: wrong }
  const [file] = message.files
  const uploaded = file ? await upload(file, message, account, io) : null
  if (uploaded && 'outcome' in uploaded) return uploaded
  const answer = await callGraph(io, account, path(account, 'messages'), {
    json: payloadOf(message, uploaded?.id ?? null),
  })
  return judge(message, answer)
}

const path = (account: InboxAccount, what: 'messages' | 'media') =>
  `${encodeURIComponent(cloudSettings(account).phoneNumberId)}/${what}`

/**
 * Files are uploaded, not linked: so they need no address that Meta can reach, and a file that WhatsApp does not take
 * is refused before there is a message. An upload that failed is only that: the customer has got nothing, so it is
 * never unknown.
 */
async function upload(
  file: OutgoingFile,
  message: OutgoingMessage,
  account: InboxAccount,
  io: ChannelIo,
): Promise<{ id: string } | SendResult> {
  const form = new FormData()
  form.set('messaging_product', 'whatsapp')
  form.set('type', file.type)
  form.set('file', new Blob([Buffer.from(await file.read())], { type: file.type }), file.name)
  const answer = await callGraph(io, account, path(account, 'media'), { form })
  if (answer.outcome === 'answered') {
    const made = z.object({ id: z.coerce.string().min(1) }).safeParse(answer.json)
    if (answer.status < 300 && made.success) return { id: made.data.id }
    if (readGraphError(answer.json)) {
      const judged = judge(message, answer)
      if (judged.outcome !== 'unknown') return judged
    }
  }
  return {
    outcome: 'retry',
    error: {
      code: answer.outcome === 'answered' ? `http_${answer.status}` : answer.code,
      reason: 'The file could not be brought to WhatsApp',
      action: 'Nothing to do: it is tried again.',
    },
  }
}

const Sent = z.object({ messages: z.array(z.object({ id: z.string().min(1) })).min(1) })

function judge(message: OutgoingMessage, answer: Answer): SendResult {
  if (answer.outcome === 'not_sent')
    return {
      outcome: 'retry',
      error: {
        code: answer.code,
        reason: 'WhatsApp could not be reached',
        action: 'Nothing to do: it is tried again.',
      },
    }
  if (answer.outcome === 'unknown') return unknown(answer.code)
  const { status, json } = answer
  if (status >= 200 && status < 300) {
    const sent = Sent.safeParse(json)
    const id = sent.success ? sent.data.messages[0]?.id : undefined
    // Taken only means that it was accepted: that it left, a receipt tells.
    return id ? { outcome: 'sent', externalId: id, status: 'sending' } : unknown('bad_answer')
  }
  const error = readGraphError(json)
  const { error: words, effect } = describeError(error)
  if (error && isPassing(error)) {
    const pause = error.code === PAIR_LIMIT ? 1_000 * 4 ** Math.min(message.attempt, 5) : 0
    const afterMs = Math.max(pause, answer.retryAfterMs ?? 0)
    return { outcome: 'retry', error: words, ...(afterMs > 0 ? { afterMs } : {}) }
  }
  if (status === 429)
    return {
      outcome: 'retry',
      error: { ...words, code: error ? words.code : 'http_429' },
      ...(answer.retryAfterMs === undefined ? {} : { afterMs: answer.retryAfterMs }),
    }
  // A fault over there may have come after the message was taken.
  if (status >= 500 || status === 408) return unknown(error ? words.code : `http_${status}`)
  if (!error)
    return {
      outcome: 'rejected',
      error: {
        code: `http_${status}`,
        reason: `WhatsApp refused the message (HTTP ${status}), and did not say why`,
        action: 'Check the settings of the inbox, above all its API address.',
      },
    }
  return { outcome: 'rejected', error: words, ...(effect ? { effect } : {}) }
}

function unknown(code: string): Extract<SendResult, { outcome: 'unknown' }> {
  return {
    outcome: 'unknown',
    error: {
      code,
      reason: 'The connection to WhatsApp broke before it answered',
      action: 'Nothing to do: if WhatsApp has the message, it reports so within a minute.',
    },
  }
}

/** WhatsApp reports "sent" within seconds. So long after we began, no report means that there will be none. */
export const RECEIPT_WAIT_MS = 60_000
const LOOK_AGAIN_MS = 10_000

/**
 * The API keeps no list that tells what was said to whom. But every receipt brings our own id along, so waiting for one
 * is the question; where none has come in time, only a person can find out.
 */
export const reconcile: Channel['reconcile'] = (message, _account, io): Promise<ReconcileResult> => {
  const since = io.now().getTime() - message.claimedAt.getTime()
  return Promise.resolve(
    since < RECEIPT_WAIT_MS
      ? { outcome: 'retry', afterMs: Math.min(LOOK_AGAIN_MS, RECEIPT_WAIT_MS - since) }
      : { outcome: 'cannot_tell' },
  )
}
