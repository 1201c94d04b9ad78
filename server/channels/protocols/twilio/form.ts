// Twilio speaks in forms, and signs them field by field: order and repeated names must survive, so a form is a list.

export type Form = readonly (readonly [name: string, value: string])[]

/** The fields of an urlencoded body in their order, blank and repeated ones included. */
export function parseForm(body: Uint8Array | string): Form {
  const text =
    typeof body === 'string'
      ? body
      : Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8')
  // URLSearchParams drops a leading question mark, which in a body is content; behind an ampersand it stays.
  return [...new URLSearchParams(`&${text}`)]
}

/** The urlencoded text of a form. */
export function encodeForm(form: Form): string {
  return new URLSearchParams(form.map(([name, value]) => [name, value])).toString()
}

/**
 * A reader of fields by name: the first of that name, or null where there is none. Without NUL, which PostgreSQL
 * takes in no text; the signature is over the fields as they came.
 */
export function fieldsOf(form: Form): (name: string) => string | null {
  const first = new Map<string, string>()
  for (const [name, value] of form) if (!first.has(name)) first.set(name, withoutNul(value))
  return (name) => first.get(name) ?? null
}

export function withoutNul(text: string): string {
  return text.replaceAll('\0', '')
}
