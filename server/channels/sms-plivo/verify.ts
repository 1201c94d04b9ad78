// Did Plivo send this? Signature V3: HMAC-SHA256 over address, query, fields and nonce. The older V2 covers neither
// query nor fields, so that whoever has seen one request could write any other; it is not taken.
import type { InboxAccount, RawRequest, Verification } from '#channels/channel.ts'
import { type Form, isForm, parseForm } from '#channels/protocols/rest/form.ts'
import { constantTimeEqual, hmac } from '#lib/crypto.ts'
import { plivoSettings } from './settings.ts'

/** More than Plivo ever sends; more would only cost us time. */
const MAX_FIELDS = 1_000
const MAX_SIGNATURES = 10

export function verify(raw: RawRequest, account: InboxAccount): Verification {
  const { authToken } = plivoSettings(account)
  if (!authToken) return refuse('The inbox has no auth token to check signatures with.')
  // Messages are signed in the second; both are made over the same, with the token of the account or of its main one.
  const given = [raw.headers['x-plivo-signature-ma-v3'], raw.headers['x-plivo-signature-v3']]
    .flatMap((header) => header?.split(',') ?? [])
    .slice(0, MAX_SIGNATURES)
  const nonce = raw.headers['x-plivo-signature-v3-nonce'] ?? ''
  if (given.length === 0 || !nonce)
    return refuse(
      raw.headers['x-plivo-signature-v2']
        ? 'The request is signed by V2 only, which does not cover what it says. Ask Plivo for V3 signatures.'
        : 'The request carries no X-Plivo-Signature-V3.',
    )
  if (raw.method.toUpperCase() !== 'POST')
    return refuse('The request came by GET: choose POST as the method of the message URL at Plivo.')
  if (!isForm(raw.headers['content-type'])) return refuse('The body is no form.')
  const form = parseForm(raw.body)
  if (form.length > MAX_FIELDS) return refuse(`The form has more than ${MAX_FIELDS} fields.`)
  const ours = signedTexts(raw.url, form).map((text) =>
    hmac('sha256', authToken, `${text}.${nonce}`).toString('base64'),
  )
  const matches = given.some((signature) => ours.some((one) => constantTimeEqual(signature, one)))
  return matches ? { ok: true } : refuse('The signature does not match.')
}

function refuse(reason: string): { ok: false; reason: string } {
  return { ok: false, reason }
}

/**
 * Address without query, question mark, sorted query, point, sorted fields. Without a query Plivo's libraries write the
 * question mark and its documentation does not: either may be meant.
 */
function signedTexts(url: string, form: Form): string[] {
  const [, base = url, query = ''] = /^([^?#]*)(?:\?([^#]*))?/.exec(url) ?? []
  const asked = sorted([...new URLSearchParams(query)], (name, value) => `${name}=${value}`).join('&')
  const fields = sorted(form, (name, value) => name + value).join('')
  if (asked !== '') return [`${base}?${asked}${fields === '' ? '' : `.${fields}`}`]
  return [`${base}${fields === '' ? '' : `?${fields}`}`, `${base}${fields}`]
}

function sorted(form: Form, write: (name: string, value: string) => string): string[] {
  const names = [...new Set(form.map(([name]) => name))].sort()
  return names.flatMap((name) => {
    const values = form.flatMap(([other, value]) => (other === name ? [value] : []))
    return values.sort().map((value) => write(name, value))
  })
}
