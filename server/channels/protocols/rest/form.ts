// Forms that providers send. Order and repeated names survive, as signatures are made over them.
import { cleanText } from './incoming.ts'

export type Form = readonly (readonly [name: string, value: string])[]

/** The fields of an urlencoded body in their order, blank and repeated ones included. */
export function parseForm(body: Uint8Array): Form {
  // URLSearchParams drops a leading question mark, which in a body is content; behind an ampersand it stays.
  return [...new URLSearchParams(`&${Buffer.from(body).toString('utf8')}`)]
}

export function isForm(contentType: string | undefined): boolean {
  return /^application\/x-www-form-urlencoded\b/i.test(contentType?.trim() ?? '')
}

/** A reader of fields by name: the first of that name, or null. Without what no database takes. */
export function fieldsOf(form: Form): (name: string) => string | null {
  const first = new Map<string, string>()
  for (const [name, value] of form) if (!first.has(name)) first.set(name, cleanText(value))
  return (name) => first.get(name) ?? null
}
