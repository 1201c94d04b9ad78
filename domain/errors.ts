// The catalogue of refusals. Every refusal says what was wrong and what to do; the HTTP doors map `category`
// to a status in one table, so a code means the same everywhere.

export const refusals = {
  invalid_input: { category: 'invalid', title: 'The request is not valid' },
  not_found: { category: 'missing', title: 'Not found' },
  unauthenticated: { category: 'unauthenticated', title: 'Sign in or send a valid token' },
  forbidden: { category: 'forbidden', title: 'Your role does not allow this' },
  already_set_up: { category: 'conflict', title: 'This installation already has an owner' },
  conflict: { category: 'conflict', title: 'Somebody changed this at the same time' },
  idempotency_mismatch: {
    category: 'unprocessable',
    title: 'This Idempotency-Key was used for another request',
  },
  idempotency_running: {
    category: 'conflict',
    title: 'The first request with this Idempotency-Key is still running',
  },
  blocked_by_gate: { category: 'unprocessable', title: 'The send gate blocked this message' },
  draft_closed: { category: 'conflict', title: 'This draft can no longer be approved' },
  no_address: { category: 'unprocessable', title: 'The contact has no address on this channel' },
  slot_taken: { category: 'conflict', title: 'This time is no longer free' },
  outside_hours: { category: 'unprocessable', title: 'This time lies outside the opening hours' },
  bad_signature: { category: 'forbidden', title: 'The signature does not match' },
  unknown_inbox: { category: 'missing', title: 'No inbox has this key' },
  unparsable: { category: 'accepted', title: 'Stored in quarantine: the content could not be read' },
  too_large: { category: 'too_large', title: 'The content is too large' },
  rate_limited: { category: 'rate_limited', title: 'Too many requests' },
  origin_not_allowed: { category: 'forbidden', title: 'This web site may not show this widget' },
  unavailable: { category: 'unavailable', title: 'Not available at the moment' },
} as const satisfies Record<string, { category: RefusalCategory; title: string }>

export type RefusalCategory =
  | 'invalid'
  | 'missing'
  | 'unauthenticated'
  | 'forbidden'
  | 'conflict'
  | 'unprocessable'
  | 'accepted'
  | 'too_large'
  | 'rate_limited'
  | 'unavailable'
export type RefusalCode = keyof typeof refusals

/** One field that was wrong: where (dotted path) and why, in words. */
export type FieldError = { path: string; message: string }

/** An expected refusal. Thrown only towards a door (HTTP, job) that turns it into an answer. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly detail: string
  readonly fields: FieldError[]
  readonly facts: Record<string, unknown>
  constructor(
    code: RefusalCode,
    detail: string,
    more: { fields?: FieldError[]; facts?: Record<string, unknown> } = {},
  ) {
    super(`${code}: ${detail}`)
    this.name = 'Refusal'
    this.code = code
    this.detail = detail
    this.fields = more.fields ?? []
    this.facts = more.facts ?? {}
  }
}
