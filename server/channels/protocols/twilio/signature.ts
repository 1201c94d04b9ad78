// X-Twilio-Signature, to the letter of Twilio's "webhooks security": who calls, and that nothing was changed.

import type { RawRequest, Verification } from '#channels/channel.ts'
import { constantTimeEqual, hmac, sha256 } from '#lib/crypto.ts'
import { type Form, parseForm } from './form.ts'

/** More fields than Twilio ever sends (a message with ten pictures has about fifty); more would only cost us time. */
const MAX_FIELDS = 1_000

/**
 * The signature of a request: base64(HMAC-SHA1(token, URL + each field's name and value, sorted by name)). A name that
 * is repeated counts each of its different values once, sorted.
 */
export function computeSignature(
  url: string,
  fields: Form | Record<string, string>,
  authToken: string,
): string {
  return sign(url, signedFields(fields), authToken)
}

function sign(url: string, fields: string, authToken: string): string {
  return hmac('sha1', authToken, url + fields).toString('base64')
}

/** The part of the signed text that comes from the form. */
function signedFields(fields: Form | Record<string, string>): string {
  const values = new Map<string, Set<string>>()
  for (const [name, value] of isList(fields) ? fields : Object.entries(fields))
    values.set(name, (values.get(name) ?? new Set()).add(value))
  return [...values.keys()]
    .sort()
    .flatMap((name) => [...(values.get(name) ?? [])].sort().map((value) => name + value))
    .join('')
}

function isList(fields: Form | Record<string, string>): fields is Form {
  return Array.isArray(fields)
}

/**
 * Was this request signed with this auth token? Over the URL exactly as we are known by, and the fields of a form; a
 * body of another kind is covered by its SHA-256 in the URL. There is no time in it, so no replay window: a replayed
 * message has a known id.
 */
export function verifySignature(raw: RawRequest, authToken: string): Verification {
  const given = raw.headers['x-twilio-signature']
  if (!authToken) return refuse('The inbox has no auth token to check signatures with.')
  if (!given) return refuse('The request carries no X-Twilio-Signature.')
  const content = signedContent(raw)
  if (!content.ok) return content
  const fields = signedFields(content.form)
  const matches = spellings(raw.url).some((url) => constantTimeEqual(given, sign(url, fields, authToken)))
  return matches ? { ok: true } : refuse('The signature does not match.')
}

function refuse(reason: string): { ok: false; reason: string } {
  return { ok: false, reason }
}

function signedContent(raw: RawRequest): { ok: true; form: Form } | { ok: false; reason: string } {
  if (raw.method.toUpperCase() === 'GET') return { ok: true, form: [] }
  const type = raw.headers['content-type'] ?? ''
  const digest = /[?&]bodySHA256=([0-9a-f]+)/i.exec(raw.url)?.[1]
  if (digest !== undefined && !isForm(type))
    return constantTimeEqual(digest.toLowerCase(), sha256(raw.body))
      ? { ok: true, form: [] }
      : refuse('The body is not the one whose digest was signed.')
  if (!isForm(type) && raw.body.byteLength > 0)
    return refuse('The body is neither a form nor covered by bodySHA256.')
  const form = parseForm(raw.body)
  return form.length > MAX_FIELDS
    ? refuse(`The form has more than ${MAX_FIELDS} fields.`)
    : { ok: true, form }
}

function isForm(contentType: string): boolean {
  return /^application\/x-www-form-urlencoded\b/i.test(contentType.trim())
}

/**
 * The spellings of one URL under which Twilio may have signed it: with and without the port, and with a quote in the
 * query as it is or escaped (parts of Twilio differ in both). The query is otherwise never re-encoded.
 */
function spellings(url: string): string[] {
  const parts = /^(https?):\/\/([^/?#]*)(.*)$/is.exec(url)
  if (!parts) return [url]
  const [, scheme = '', authority = '', rest = ''] = parts
  const bare = authority.replace(/:\d+$/, '')
  const ports = [authority, bare, `${bare}:${scheme.toLowerCase() === 'https' ? 443 : 80}`]
  const queries = [rest, rest.replaceAll("'", '%27'), rest.replaceAll('%27', "'")]
  return [...new Set(ports.flatMap((host) => queries.map((query) => `${scheme}://${host}${query}`)))]
}
