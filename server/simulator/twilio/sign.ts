// The provider's side of its signature. Deliberately not the function by which the product checks it: a mistake that
// both shared would pass every test and every try here, and fail with the real provider.
import { createHmac } from 'node:crypto'
import type { Form } from './form.ts'

/** `X-Twilio-Signature`: base64 of HMAC-SHA1 over the URL and each field's name and value, sorted by name. */
export function signForm(authToken: string, url: string, form: Form): string {
  const fields = Object.keys(form)
    .sort()
    .map((name) => name + form[name])
  return createHmac('sha1', authToken)
    .update(url + fields.join(''))
    .digest('base64')
}
