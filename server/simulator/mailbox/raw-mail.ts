// A finished mail as a mail service takes it: whom it goes to, and what the others may see of that.
import type { Email } from 'postal-mime'

/** Everybody whom the mail names, each once. */
export function recipientsOf({ to, cc, bcc }: Email): string[] {
  const named = [to, cc, bcc].flatMap((list) => list ?? [])
  const people = named.flatMap((one) => one.group ?? [one])
  return [...new Set(people.flatMap(({ address }) => address?.toLowerCase() ?? []))]
}

/** The mail without the header that names the blind recipients; every other byte as it was. */
export function withoutBcc(raw: Buffer): Buffer {
  const text = raw.toString('latin1')
  const blank = /(?<=\n)\r?\n/.exec(text)
  const end = blank?.index ?? text.length
  const head = text.slice(0, end).replace(/^bcc:[^\n]*\n(?:[ \t][^\n]*\n)*/im, '')
  return Buffer.from(head + text.slice(end), 'latin1')
}
