import type { WebhookCall } from './provider.ts'

/** A webhook in JSON. `sign` gets the body as it travels. */
export function jsonCall(
  url: string,
  content: unknown,
  sign: (body: string) => Record<string, string>,
): WebhookCall {
  const body = JSON.stringify(content)
  return { url, headers: { 'content-type': 'application/json', ...sign(body) }, body }
}

/** A webhook as a form. `sign` gets its fields. */
export function formCall(
  url: string,
  fields: Record<string, string>,
  sign: (fields: Record<string, string>) => Record<string, string>,
): WebhookCall {
  return {
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...sign(fields) },
    body: new URLSearchParams(fields).toString(),
  }
}

/** A number as providers write it that leave the plus away. */
export function digitsOf(phone: string): string {
  return phone.replace(/^\+/, '')
}
