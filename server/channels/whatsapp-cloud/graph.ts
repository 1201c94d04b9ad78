// Calls to Meta's Graph API. What matters is what is known afterwards: answered, certainly never sent, or unknown.
import type { ChannelIo, InboxAccount } from '#channels/channel.ts'
import { cloudSettings, GRAPH_API } from './settings.ts'

/** Upload and message together stay below the lease on an outgoing message (5-deliver). */
export const CALL_TIMEOUT_MS = 15_000
export const UPLOAD_TIMEOUT_MS = 35_000

export type Answer =
  | { outcome: 'answered'; status: number; json: unknown; retryAfterMs?: number }
  /** The request never left us: no name, no connection, no handshake. */
  | { outcome: 'not_sent'; code: string }
  /** It left us and the answer was lost: Meta may have acted on it or not. */
  | { outcome: 'unknown'; code: string }

/** The API that this inbox talks to, without a slash at the end. */
export function apiBaseOf(apiBase: string | null): string {
  return (apiBase ?? GRAPH_API).replace(/\/+$/, '')
}

/** Calls the API for this inbox. `path` follows the version; JSON is sent as such, a form as multipart. */
export async function callGraph(
  io: Pick<ChannelIo, 'fetch' | 'now' | 'apiBase'>,
  account: InboxAccount,
  path: string,
  body: { json: unknown } | { form: FormData } | null,
): Promise<Answer> {
  const settings = cloudSettings(account)
  const form = body !== null && 'form' in body
  let response: Response
  try {
    response = await io.fetch(`${apiBaseOf(io.apiBase)}/${settings.apiVersion}/${path}`, {
      method: body === null ? 'GET' : 'POST',
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${settings.accessToken}`,
        ...(body !== null && !form ? { 'content-type': 'application/json' } : {}),
      },
      body: body === null ? null : 'form' in body ? body.form : JSON.stringify(body.json),
      // An API does not redirect, and credentials must not follow if something in between does.
      redirect: 'manual',
      signal: AbortSignal.timeout(form ? UPLOAD_TIMEOUT_MS : CALL_TIMEOUT_MS),
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
    // Meta has answered, so it has the request; what it did with it broke off on the way.
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
 * connection, no TLS. A reset or a timeout may come after Meta took the message, and a doubled message to a customer is
 * worse than a late one.
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
