// From what is known after a call to what the flow must do: the same caution for every provider. A message is offered
// again only where it certainly was not taken.
import type { IncomingReceipt, ReconcileResult, SendResult } from '#channels/channel.ts'
import type { DeliveryError } from '#domain/message.ts'
import type { Answer } from './call.ts'

export type Failure = { error: DeliveryError; effect?: IncomingReceipt['effect'] }
/** What a code means, for people. `passing`: the refusal is about this moment, not about the message. */
export type Meaning = {
  reason: string
  action: string
  effect?: IncomingReceipt['effect']
  passing?: boolean
}
export type Refusal = Failure & { passing: boolean }

/** A provider's code in plain words; a code that is not in the table is told in the provider's own. */
export function describeFailure(
  provider: string,
  table: Record<string, Meaning>,
  code: string | null,
  said: string | null,
): Refusal {
  const row = code !== null && Object.hasOwn(table, code) ? table[code] : undefined
  if (code !== null && row)
    return {
      error: { code, reason: row.reason, action: row.action },
      ...(row.effect ? { effect: row.effect } : {}),
      passing: row.passing ?? false,
    }
  const words = said?.replace(/\s+/g, ' ').trim().slice(0, 300)
  return {
    error: {
      code: code ?? 'undelivered',
      reason: `${provider} could not deliver the message${code ? ` (error ${code})` : ''}${words ? `: ${words}` : ''}`,
      action: 'Send it again, or use another channel.',
    },
    passing: false,
  }
}

/** Without `passing`, which only a call needs to know. */
export function failureOf({ error, effect }: Refusal): Failure {
  return { error, ...(effect ? { effect } : {}) }
}

/**
 * What became of a message that was offered. `accepted` reads the provider's yes, and answers null where it makes no
 * sense; `refused` reads its no.
 */
export function judgeSend(
  provider: string,
  answer: Answer,
  read: {
    accepted(json: unknown): SendResult | null
    refused(json: unknown, status: number): Refusal
  },
): SendResult {
  if (answer.outcome === 'not_sent')
    return {
      outcome: 'retry',
      error: {
        code: answer.code,
        reason: `${provider} could not be reached`,
        action: 'Nothing to do: it is tried again.',
      },
    }
  if (answer.outcome === 'unknown') return unknownOutcome(provider, answer.code)
  const { status, json } = answer
  if (status >= 200 && status < 300) return read.accepted(json) ?? unknownOutcome(provider, 'bad_answer')
  const refusal = read.refused(json, status)
  if (status === 429 || (refusal.passing && status < 500))
    return {
      outcome: 'retry',
      error: refusal.error,
      ...(answer.retryAfterMs === undefined ? {} : { afterMs: answer.retryAfterMs }),
    }
  // It failed over there, perhaps after the message was taken.
  if (status >= 500 || status === 408) return unknownOutcome(provider, `http_${status}`)
  return { outcome: 'rejected', ...failureOf(refusal) }
}

export function unknownOutcome(provider: string, code: string): SendResult {
  return {
    outcome: 'unknown',
    error: {
      code,
      reason: `The connection to ${provider} broke before it answered`,
      action: `Look in the log of ${provider} whether it has the message before you send it again.`,
    },
  }
}

/** How long until a provider that did not answer is asked again for a lost message. */
const LOOKUP_AGAIN_MS = 30_000

/**
 * A look-up that did not give a list. Credentials are mended, limits pass and networks come back; any other refusal
 * means that there is no list to ask, and asking for ever would leave the message hanging.
 */
export function judgeLookup(answer: Answer): ReconcileResult {
  if (answer.outcome !== 'answered') return { outcome: 'retry', afterMs: LOOKUP_AGAIN_MS }
  const { status } = answer
  const passing = (status >= 500 && status !== 501 && status !== 505) || [401, 403, 408, 429].includes(status)
  return passing
    ? { outcome: 'retry', afterMs: answer.retryAfterMs ?? LOOKUP_AGAIN_MS }
    : { outcome: 'cannot_tell' }
}
