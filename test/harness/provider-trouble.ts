// A provider that cannot be reached, or answers what nobody expects, as `fetch` shows it.

/** The error of Node's `fetch` where the system's is `code`, such as `ECONNREFUSED`. */
export const fetchFailure = (code: string): TypeError =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) })

/** A `fetch` that fails with the system's error `code`; `TimeoutError` is what one fails with that was given up. */
export function failing(code: string): typeof fetch {
  const error =
    code === 'TimeoutError' ? new DOMException('The operation timed out', code) : fetchFailure(code)
  return () => Promise.reject(error)
}

/** A `fetch` that is always answered with this, as a web page. */
export function answering(status: number, body: string): typeof fetch {
  return () => Promise.resolve(new Response(body, { status, headers: { 'content-type': 'text/html' } }))
}
