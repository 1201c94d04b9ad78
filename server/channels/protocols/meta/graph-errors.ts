// Errors of Meta's Graph API: one envelope and one set of general codes for all its products. Titles change without
// notice, so only code, subcode and details are used; an unknown code is told in Meta's own words.
import { z } from 'zod'
import type { IncomingReceipt } from '#channels/channel.ts'
import type { DeliveryError } from '#domain/message.ts'

export type GraphError = {
  code: number
  subcode: number | null
  said: string | null
}
export type Described = { error: DeliveryError; effect?: IncomingReceipt['effect'] }
/** The codes of one product, in words. */
export type GraphCodes = Record<
  number,
  { reason: string; action: string; effect?: NonNullable<IncomingReceipt['effect']> }
>

const words = z.string().nullish().catch(null)
const One = z.object({
  code: z.coerce.number().int(),
  error_subcode: z.number().nullish().catch(null),
  title: words,
  message: words,
  error_user_msg: words,
  error_data: z.object({ details: words }).nullish().catch(null),
})

/** The error in an answer of the API (`{"error": {…}}`), or null where there is none of Meta's form. */
export function readGraphError(json: unknown): GraphError | null {
  const envelope = z.object({ error: z.unknown() }).safeParse(json)
  return envelope.success ? toError(envelope.data.error) : null
}

/** The first error of a list, as webhooks carry them (`"errors": [{…}]`). */
export function firstGraphError(list: unknown): GraphError | null {
  return Array.isArray(list) ? toError(list[0]) : null
}

function toError(value: unknown): GraphError | null {
  const parsed = One.safeParse(value)
  if (!parsed.success) return null
  const e = parsed.data
  const said = e.error_data?.details || e.error_user_msg || e.message || e.title
  return {
    code: e.code,
    subcode: e.error_subcode ?? null,
    said: said?.replace(/\s+/g, ' ').trim().slice(0, 300) || null,
  }
}

const RECONNECT = 'Create a new access token in the Meta app and enter it in the settings of the inbox.'
const general: GraphCodes = {
  0: { reason: 'Meta does not accept the access token of this inbox', action: RECONNECT },
  1: { reason: 'Meta had a fault of its own', action: 'Send it once more.' },
  2: { reason: 'Meta is out of order at the moment', action: 'Nothing to do: it is tried again.' },
  4: { reason: 'The Meta app has made too many calls', action: 'Nothing to do: it is tried again.' },
  10: {
    reason: 'The access token of this inbox lacks a permission',
    action: `Give the permission to the app. ${RECONNECT}`,
  },
  100: {
    reason: 'Meta did not understand the request',
    action: 'Check the ids in the settings of the inbox, and whether the access token may use them.',
  },
  190: { reason: 'The access token of this inbox is not valid or has expired', action: RECONNECT },
  368: {
    reason: 'Meta has restricted this account for a breach of its policies',
    action: 'Look in the Business Support Home of Meta for what is wrong.',
  },
  80007: {
    reason: 'The account has made too many calls to Meta',
    action: 'Nothing to do: it is tried again.',
  },
}

/** An error in plain words: from the product's own table, then from what all of Meta shares, then as Meta says it. */
export function describeGraphError(error: GraphError, codes: GraphCodes = {}): Described {
  const row = codes[error.code] ?? generalRow(error.code)
  const code = String(error.code)
  if (row) {
    const { reason, action, effect } = row
    return { error: { code, reason, action }, ...(effect ? { effect } : {}) }
  }
  return {
    error: {
      code,
      reason: `Meta refused the message (error ${code})${error.said ? `: ${error.said}` : ''}`,
      action: 'Look the code up in Meta’s documentation, then send it again or use another channel.',
    },
  }
}

function generalRow(code: number): GraphCodes[number] | undefined {
  return code >= 200 && code <= 299 ? general[10] : general[code]
}

/** Codes of limits and outages of Meta: the call was not carried out, and may be made again later. */
const PASSING = new Set([2, 4, 80007])

/** Did Meta certainly not act on the call, and does it pass by itself? */
export function isPassing(error: GraphError): boolean {
  return PASSING.has(error.code)
}
