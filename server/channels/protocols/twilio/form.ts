// The provider's webhooks are forms: in the body, or for inboxes that chose GET in the query.
import type { RawRequest } from '#channels/channel.ts'

/** The fields of a request, of the part of it that the signature covers. Without NUL, which no database takes. */
export function readForm(raw: RawRequest): URLSearchParams {
  const form =
    raw.method.toUpperCase() === 'GET' ? readQuery(raw.url) : new URLSearchParams(raw.body.toString('utf8'))
  for (const [name, value] of [...form]) if (value.includes('\0')) form.set(name, value.replaceAll('\0', ''))
  return form
}

/** The query of the address that was called. */
export function readQuery(url: string): URLSearchParams {
  const at = url.indexOf('?')
  return new URLSearchParams(at < 0 ? '' : url.slice(at + 1).split('#', 1)[0])
}

/** "Nothing to say": answers go over the REST API, where they get an id, a status and the policy checks. */
export const EMPTY_TWIML = { status: 200, contentType: 'text/xml', body: '<Response/>' }
