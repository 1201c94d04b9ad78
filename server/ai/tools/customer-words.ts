// Did the customer really say this? Names, numbers and addresses that a model files away must be the customer's own,
// or known already: a model that fills a gap with "John Doe" would poison the address book.
import type { DeskContext } from '#domain/desk.ts'

/** Everything that the customer wrote in the part of the thread that we see, and what the contact card says. */
export function customerText(context: DeskContext): string {
  const { contact, thread, pending, elsewhere = [] } = context
  const lines = [...elsewhere.flatMap((other) => other.lines), ...thread, ...pending]
    .filter((line) => line.author === 'contact')
    .map((line) => line.text)
  return [contact.name, contact.phone, contact.email, ...lines].filter(Boolean).join('\n')
}

const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** Every word of `phrase` is a word of what the customer said, without regard to case and accents. */
export function saidWords(phrase: string, context: DeskContext): boolean {
  const said = new Set(fold(customerText(context)).match(/[\p{L}\p{N}]+/gu))
  const words = fold(phrase).match(/[\p{L}\p{N}]+/gu) ?? []
  return words.length > 0 && words.every((word) => said.has(word))
}

/** The customer gave this email address. */
export function saidEmail(email: string, context: DeskContext): boolean {
  return customerText(context).toLowerCase().includes(email.toLowerCase())
}

/** Numbers shorter than this stand everywhere by chance. */
const MIN_DIGITS = 6

/** The customer gave this number, in whatever grouping, with or without the country's code. */
export function saidPhone(phone: string, context: DeskContext): boolean {
  const digits = phone.replace(/\D/g, '')
  if (digits.length < MIN_DIGITS) return false
  const said = [...customerText(context).matchAll(/\+?\d[\d\s().\-/]{4,}\d/g)].map((m) =>
    m[0].replace(/\D/g, ''),
  )
  return said.some((one) => one.length >= MIN_DIGITS && (endsAlike(one, digits) || endsAlike(digits, one)))
}

/** `long` ends in `short` once the trunk prefix (a leading 0) is gone. */
function endsAlike(long: string, short: string): boolean {
  return long.endsWith(short.replace(/^0+/, ''))
}
