// The two HTTP requests. Both say how it ended as a value: the callers decide what to try again and what to show.
import type { WidgetSession } from '#wire/widget.ts'

export type Answer<Value> =
  | { kind: 'ok'; value: Value }
  /** No line, a busy or a failing server: the same request may succeed later. */
  | { kind: 'again' }
  /** The visitor's token is not (or no longer) good. */
  | { kind: 'signed-out' }
  /** Asking again would not help. */
  | { kind: 'refused' }

export type Outgoing = { clientId: string; text: string; page?: string }

// Slower than any healthy answer, faster than a visitor's patience with a dead line.
const patience = 15_000

/** Opens a visitor's session, or a new visitor's without a token. Addresses are relative to /widget/{inboxKey}/frame. */
export function openSession(token: string | undefined): Promise<Answer<WidgetSession>> {
  return post<WidgetSession>('session', { token }, {})
}

/** Hands a message over. May be repeated with the same clientId without doubling it. */
export function sendMessage(token: string, message: Outgoing): Promise<Answer<{ id: string }>> {
  return post<{ id: string }>('messages', message, { authorization: `Visitor ${token}` })
}

/** Where the live stream is; a WebSocket carries no headers, so the token travels in the address. */
export function streamAddress(token: string, after: number): string {
  const url = new URL('stream', location.href)
  url.protocol = url.protocol.replace('http', 'ws')
  url.search = new URLSearchParams({ token, after: String(after) }).toString()
  url.hash = ''
  return url.href
}

async function post<Value>(
  path: string,
  body: object,
  headers: Record<string, string>,
): Promise<Answer<Value>> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      credentials: 'omit',
      signal: AbortSignal.timeout(patience),
    })
    if (response.ok) return { kind: 'ok', value: (await response.json()) as Value }
    if (response.status === 401) return { kind: 'signed-out' }
    return { kind: mayPass(response.status) ? 'again' : 'refused' }
  } catch {
    // No network, a timeout, or a body cut off half-way: whether it was accepted is unknown, and repeating is harmless.
    return { kind: 'again' }
  }
}

function mayPass(status: number): boolean {
  return status >= 500 || status === 408 || status === 425 || status === 429
}
