// Reading what providers send: JSON made safe to store, names for files that have none, and what else they said.

/** More than any of these providers allows (10), so that a raised limit loses nothing. */
export const MAX_FILES = 30
const MAX_META_FIELDS = 60
const MAX_META_LENGTH = 1_000

/**
 * The JSON of a body, or undefined where it is none. NUL and halves of surrogate pairs, which PostgreSQL takes in no
 * text, are gone from every string.
 */
export function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'), (_key, value: unknown) =>
      typeof value === 'string' ? cleanText(value) : value,
    )
  } catch {
    return undefined
  }
}

export function cleanText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed()
}

/** An instant as a provider writes it (ISO 8601), or null. */
export function readInstant(text: string | null | undefined): Date | null {
  const date = text ? new Date(text) : null
  return date && !Number.isNaN(date.getTime()) ? date : null
}

/** Can a file be fetched from there? */
export function isFetchable(url: string): boolean {
  return /^https?:\/\//i.test(url) && URL.canParse(url)
}

const KINDS = new Map([
  ['image', 'picture'],
  ['video', 'video'],
  ['audio', 'audio'],
])
const ENDINGS = new Map([
  ['image/jpeg', 'jpg'],
  ['image/svg+xml', 'svg'],
  ['video/quicktime', 'mov'],
  ['video/mpeg', 'mpg'],
  ['audio/mpeg', 'mp3'],
  ['text/plain', 'txt'],
  ['text/vcard', 'vcf'],
  ['text/x-vcard', 'vcf'],
  ['text/calendar', 'ics'],
])

/** A name for a file that has none. It says what it is; the type in the end is what the content says. */
export function nameOf(contentType: string, number: number): string {
  const type = (contentType.split(';', 1)[0] ?? '').trim().toLowerCase()
  const [kind = '', subtype = ''] = type.split('/')
  const ending = ENDINGS.get(type) ?? subtype
  return `${KINDS.get(kind) ?? 'file'}-${number}${/^[a-z0-9]{2,5}$/.test(ending) ? `.${ending}` : ''}`
}

/** What else was said, under the provider's name, so that no field of theirs can pose as one of ours. */
export function metaOf(
  provider: string,
  fields: Record<string, unknown>,
  read: ReadonlySet<string>,
): Record<string, unknown> {
  const rest = Object.entries(fields).flatMap(([name, value]): [string, string | number | boolean][] => {
    if (read.has(name) || value === '') return []
    if (typeof value === 'string') return [[cleanText(name), value.slice(0, MAX_META_LENGTH).toWellFormed()]]
    return typeof value === 'number' || typeof value === 'boolean' ? [[cleanText(name), value]] : []
  })
  return rest.length === 0 ? {} : { [provider]: Object.fromEntries(rest.slice(0, MAX_META_FIELDS)) }
}
