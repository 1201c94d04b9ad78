// One call to a provider's API. What matters is what is known afterwards: answered, certainly never sent, or unknown.
import type { ChannelIo } from '#channels/channel.ts'
import { hideCredentials } from './hide-credentials.ts'

/** Shorter than the lease on an outgoing message (5-deliver), so that no call outlives its claim. */
const CALL_TIMEOUT_MS = 15_000
/** A file of the largest size still gets through a slow line, and the claim is not outlived. */
const UPLOAD_TIMEOUT_MS = 45_000
const MAX_RETRY_AFTER_MS = 3_600_000
/** The largest mail in base64 with room to spare; what is longer is nobody's answer. */
const MAX_ANSWER_BYTES = 104_857_600

/** `type` is null where `fetch` names it itself, with the boundary of a form. */
export type Body = { type: string | null; content: string | Uint8Array<ArrayBuffer> | FormData }
export type Request = {
  url: string
  headers?: Record<string, string>
  body: Body | null
  /** POST with a body and GET without, where nothing is said. */
  method?: 'PUT' | 'DELETE' | 'PATCH'
  /** The answer is no JSON but a file. */
  file?: true
}

export type Answer =
  /** `bytes`: a file that was asked for, where there is one. */
  | { outcome: 'answered'; status: number; json: unknown; bytes?: Uint8Array; retryAfterMs?: number }
  /** The request never left us: no name, no connection, no handshake. */
  | { outcome: 'not_sent'; code: string }
  /** It left us and the answer was lost: the provider may have acted on it or not. */
  | { outcome: 'unknown'; code: string }

/** The API that an inbox talks to, without a slash at the end. */
export function apiBaseOf(apiBase: string | null, own: string): string {
  return (apiBase ?? own).replace(/\/+$/, '')
}

export function jsonBody(value: unknown): Body {
  return { type: 'application/json', content: JSON.stringify(value) }
}

/**
 * Calls once: POST with a body, GET without, or as said. Never throws for what the provider or the network does; an answer that is
 * no JSON is read as null.
 */
export async function callOnce(
  io: Pick<ChannelIo, 'fetch' | 'now'>,
  request: Request,
  timeoutMs?: number,
): Promise<Answer> {
  const { body } = request
  const upload = body !== null && typeof body.content !== 'string'
  let response: Response
  try {
    response = await io.fetch(request.url, {
      method: request.method ?? (body === null ? 'GET' : 'POST'),
      headers: {
        accept: 'application/json',
        ...request.headers,
        ...(body?.type ? { 'content-type': body.type } : {}),
      },
      body: body === null ? null : body.content,
      // An API does not redirect, and credentials must not follow if something in between does.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs ?? (upload ? UPLOAD_TIMEOUT_MS : CALL_TIMEOUT_MS)),
    })
  } catch (error) {
    return { outcome: neverLeft(error) ? 'not_sent' : 'unknown', code: codeOf(error) }
  }
  try {
    if (request.file && response.ok) {
      const bytes = await readBytes(response)
      return { outcome: 'answered', status: response.status, json: null, bytes }
    }
    const text = new TextDecoder().decode(await readBytes(response))
    const json = parseJson(response.ok ? text : hideCredentials(text, request))
    return { outcome: 'answered', status: response.status, json, ...retryAfter(response, io.now()) }
  } catch (error) {
    // It has answered, so it has the request; what it did with it broke off on the way.
    return response.status >= 400 && response.status < 500
      ? { outcome: 'answered', status: response.status, json: null }
      : { outcome: 'unknown', code: codeOf(error) }
  }
}

async function readBytes(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    if (size > MAX_ANSWER_BYTES) throw new Error('the answer is larger than any', { cause: TOO_LARGE })
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks, size))
}

const TOO_LARGE = Object.assign(new Error('too large'), { code: 'answer_too_large' })

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
  return Number.isFinite(ms) && ms > 0 ? { retryAfterMs: Math.min(ms, MAX_RETRY_AFTER_MS) } : {}
}

const HANDSHAKE =
  /^(ENOTFOUND|EAI_|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|ERR_INVALID_URL|CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/

/**
 * Did the request certainly never leave us? Only what happens before the first byte is written counts: no name, no
 * connection, no TLS. A reset or a timeout may come after the message was taken, and a doubled message to a customer
 * is worse than a late one.
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
