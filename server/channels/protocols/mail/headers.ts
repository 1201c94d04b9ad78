// Headers, addresses and ids of a parsed mail, read the same way everywhere.
import { type Address, type Email } from 'postal-mime'
import { normaliseAddress } from '#domain/address.ts'

/** A mail to more people than this is no conversation; the rest is not kept. */
const MAX_ADDRESSES = 100
const MAX_IDS = 50
const MAX_ID = 500
const MAX_HEADER = 4_000

export type Headers = {
  /** The first header of this name, trimmed; null where there is none. */
  get(name: string): string | null
  all(name: string): string[]
}

export function readHeaders(mail: Email): Headers {
  const all = (name: string): string[] =>
    mail.headers
      .filter((header) => header.key === name)
      .map((header) => header.value.slice(0, MAX_HEADER).trim())
  return { all, get: (name) => all(name)[0] ?? null }
}

export type Mailbox = { address: string; name: string | null }

/** The mail addresses of a header in their one spelling, groups unfolded, without what is no address. */
export function mailboxes(addresses: Address | Address[] | undefined): Mailbox[] {
  const list = addresses === undefined ? [] : Array.isArray(addresses) ? addresses : [addresses]
  const flat = list.flatMap((one) => (one.group ? one.group : [one]))
  return flat
    .flatMap((one) => {
      const address = spelled(one.address ?? '')
      return address ? [{ address, name: clean(one.name).slice(0, 200) || null }] : []
    })
    .slice(0, MAX_ADDRESSES)
}

/** One mail address in its one spelling; null where the text is none. International addresses pass as they are. */
export function spelled(text: string): string | null {
  const written = withoutComments(clean(text).slice(0, MAX_HEADER)).trim().replace(/^<|>$/g, '')
  const bare = written.replace(ROUTE, '')
  const normal = normaliseAddress('email', bare)
  if (normal) return normal
  return /^[^\s@<>,;"]{1,64}@[^\s@<>,;"]{1,255}$/.test(bare) ? bare.toLowerCase() : null
}

/** `@relay.example,@other.example:jdoe@machine.example`: the way there, as mails of the last century name it. */
const ROUTE = /^@[^\s:@<>]+(?:,\s*@[^\s:@<>]+)*:/

/** `jdoe(comment)@machine . example` is an address too (RFC 5322 4.4). */
function withoutComments(text: string): string {
  if (!text.includes('(') && !/\s/.test(text.trim())) return text
  return text.replace(/\([^()]*\)/g, '').replace(/\s*([@.])\s*/g, '$1')
}

/** The ids in a Message-ID, In-Reply-To or References header, with their angle brackets, in order, each once. */
export function messageIds(text: string | null | undefined): string[] {
  if (!text) return []
  const whole = clean(text).trim()
  // Some programs forget the brackets.
  const found = /^[^\s<>]+@[^\s<>]+$/.test(whole) ? [`<${whole}>`] : (whole.match(/<[^<>]+>/g) ?? [])
  return [...new Set(found)].filter((id) => id.length <= MAX_ID).slice(0, MAX_IDS)
}

/** Text that every store takes: no NUL, which PostgreSQL refuses, and no half of a surrogate pair. */
export function clean(text: string | null | undefined): string {
  return (text ?? '').replaceAll('\0', '').toWellFormed()
}

/** `local+anything@domain` as `local@domain`. */
export function withoutTag(address: string): string {
  const at = address.lastIndexOf('@')
  const local = address.slice(0, at)
  const plus = local.indexOf('+')
  return plus > 0 ? `${local.slice(0, plus)}${address.slice(at)}` : address
}

/** Is `address` one of these, plus-addressing included? */
export function isAmong(address: string, own: readonly string[]): boolean {
  return own.includes(address) || own.includes(withoutTag(address))
}
