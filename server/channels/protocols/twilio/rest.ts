// Calls to Twilio's REST API. What matters is what is known afterwards: answered, certainly never sent, or unknown.
import { z } from 'zod'
import type { ChannelIo } from '#channels/channel.ts'
import { encodeForm, type Form } from './form.ts'
import { authorizationOf, TWILIO_API, type TwilioSettings } from './settings.ts'

/** Shorter than the lease on an outgoing message (5-deliver), so that no call outlives its claim. */
export const CALL_TIMEOUT_MS = 15_000

export type Call = { io: ChannelIo; settings: TwilioSettings; timeoutMs?: number }

export type Answer =
  | { outcome: 'answered'; status: number; json: unknown; retryAfterMs?: number }
  /** The request never left us: no name, no connection, no handshake. */
  | { outcome: 'not_sent'; code: string }
  /** It left us and the answer was lost: Twilio may have acted on it or not. */
  | { outcome: 'unknown'; code: string }

const Numeric = z.union([z.string(), z.number()]).nullish()
/** The fields of a message resource that we read; everything else may come and go. */
const Resource = z.looseObject({
  sid: z.string().min(1),
  status: z.string().nullish(),
  body: z.string().nullish(),
  num_media: Numeric,
  num_segments: Numeric,
  error_code: Numeric,
  error_message: z.string().nullish(),
  direction: z.string().nullish(),
  date_created: z.string().nullish(),
})
export type MessageResource = {
  sid: string
  status: string
  body: string
  media: number
  segments: number
  errorCode: string | null
  errorMessage: string | null
  outbound: boolean
  createdAt: Date | null
}
const Page = z.looseObject({ messages: z.array(z.unknown()), next_page_uri: z.string().nullish() })

/** `{code, message}` of a refusal; both null where the body is not one of Twilio's. */
export function readRefusal(json: unknown): { code: string | null; said: string | null } {
  const parsed = z
    .looseObject({ code: z.union([z.number(), z.string()]), message: z.string().nullish() })
    .safeParse(json)
  return parsed.success
    ? { code: String(parsed.data.code), said: parsed.data.message ?? null }
    : { code: null, said: null }
}

/** A message resource, or null where the JSON is none. */
export function readMessage(json: unknown): MessageResource | null {
  const parsed = Resource.safeParse(json)
  if (!parsed.success) return null
  const r = parsed.data
  const created = r.date_created ? new Date(r.date_created) : null
  return {
    sid: r.sid,
    status: r.status ?? '',
    body: r.body ?? '',
    media: Number(r.num_media ?? 0) || 0,
    segments: Number(r.num_segments ?? 0) || 0,
    errorCode:
      r.error_code === null || r.error_code === undefined || r.error_code === ''
        ? null
        : String(r.error_code),
    errorMessage: r.error_message ?? null,
    outbound: (r.direction ?? 'outbound-api').startsWith('outbound'),
    createdAt: created && !Number.isNaN(created.getTime()) ? created : null,
  }
}

/** Creates a message. There is no idempotency key: the same call twice is two messages. */
export function postMessage(call: Call, form: Form): Promise<Answer> {
  return ask(call, 'POST', messagesPath(call.settings), encodeForm(form))
}

/** One page of the account's messages, the newest first; `next` is the path of the page after it. */
export async function listMessages(
  call: Call,
  query: { filter: Form } | { next: string },
): Promise<{ outcome: 'page'; messages: MessageResource[]; next: string | null } | Answer> {
  const path = 'next' in query ? query.next : `${messagesPath(call.settings)}?${encodeForm(query.filter)}`
  const answer = await ask(call, 'GET', path, null)
  if (answer.outcome !== 'answered' || answer.status !== 200) return answer
  const page = Page.safeParse(answer.json)
  if (!page.success) return { outcome: 'unknown', code: 'bad_answer' }
  return {
    outcome: 'page',
    messages: page.data.messages.flatMap((one) => readMessage(one) ?? []),
    // A path, never a whole address: credentials stay with the host that they are for.
    next: page.data.next_page_uri?.startsWith('/') ? page.data.next_page_uri : null,
  }
}

/** The API that this inbox talks to, without a slash at the end. */
export function apiBaseOf(io: Pick<ChannelIo, 'apiBase'>): string {
  return (io.apiBase ?? TWILIO_API).replace(/\/+$/, '')
}

function messagesPath(settings: TwilioSettings): string {
  return `/2010-04-01/Accounts/${encodeURIComponent(settings.accountSid)}/Messages.json`
}

async function ask(call: Call, method: 'GET' | 'POST', path: string, body: string | null): Promise<Answer> {
  const { io, settings } = call
  let response: Response
  try {
    response = await io.fetch(apiBaseOf(io) + path, {
      method,
      headers: {
        accept: 'application/json',
        authorization: authorizationOf(settings),
        ...(body === null ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      body,
      // An API does not redirect, and credentials must not follow if something in between does.
      redirect: 'manual',
      signal: AbortSignal.timeout(call.timeoutMs ?? CALL_TIMEOUT_MS),
    })
  } catch (error) {
    return { outcome: neverLeft(error) ? 'not_sent' : 'unknown', code: codeOf(error) }
  }
  try {
    const text = await response.text()
    return {
      outcome: 'answered',
      status: response.status,
      json: parseJson(text),
      ...retryAfter(response, io.now()),
    }
  } catch (error) {
    // Twilio has answered, so it has the request; what it did with it broke off on the way.
    return response.status >= 400 && response.status < 500
      ? { outcome: 'answered', status: response.status, json: null }
      : { outcome: 'unknown', code: codeOf(error) }
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function retryAfter(response: Response, now: Date): { retryAfterMs?: number } {
  const value = response.headers.get('retry-after')
  if (!value) return {}
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : new Date(value).getTime() - now.getTime()
  return Number.isFinite(ms) && ms > 0 ? { retryAfterMs: Math.min(ms, 3_600_000) } : {}
}

const HANDSHAKE =
  /^(ENOTFOUND|EAI_|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|ERR_INVALID_URL|CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/

/**
 * Did the request certainly never leave us? Only what happens before the first byte is written counts: no name, no
 * connection, no TLS. A reset or a timeout may come after Twilio took the message, and a doubled message to a customer
 * is worse than a late one; so everything else is unknown, and is looked up before anything is sent again.
 */
function neverLeft(error: unknown): boolean {
  const causes = causesOf(error)
  return (
    causes.length > 0 &&
    causes.every(
      (cause) => HANDSHAKE.test(cause.code) || cause.syscall === 'connect' || cause.syscall === 'getaddrinfo',
    )
  )
}

function codeOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return 'timeout'
  return causesOf(error)[0]?.code || 'connection'
}

/** `fetch` wraps what happened; where several addresses were tried, each has its own error. */
function causesOf(error: unknown): { code: string; syscall: string }[] {
  if (!(error instanceof Error)) return []
  if (error instanceof AggregateError) return error.errors.flatMap(causesOf)
  if (error.cause instanceof Error) return causesOf(error.cause)
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const syscall = 'syscall' in error && typeof error.syscall === 'string' ? error.syscall : ''
  return [{ code, syscall }]
}
