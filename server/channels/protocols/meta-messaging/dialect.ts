// What tells Messenger and Instagram apart on the same protocol.
export type Dialect = {
  network: 'messenger' | 'instagram'
  /** As people call it. */
  label: string
  /** What Meta calls the sender of webhooks. */
  object: 'page' | 'instagram'
  /** Where messages are sent, unless the inbox names another API. */
  api: string
  /** The setting that holds our own id there, and what it is. */
  account: { field: string; label: string; help: string }
  /** Of one text, in bytes of UTF-8 or in characters. */
  maxText: { unit: 'bytes' | 'characters'; count: number }
  /** What of a file decides how it is shown; null where it cannot be sent. */
  attachmentType(type: string): 'image' | 'video' | 'audio' | 'file' | null
  /** How our own account is asked for with its token. */
  self: { node: 'me' | 'id'; fields: string }
  /** How long a token lasts where Meta cannot be asked; null where it can. */
  tokenDays: number | null
  /** What is asked of a person, for their name. */
  profileFields: string
  /** Whoever of the business answers elsewhere, as people call them. */
  elsewhere: string
  /** An id of ours travels along and comes back with the echo. */
  carriesMetadata: boolean
}

/** People are numbered for each page and account, so an address says on which network its number is valid. */
export function toAddress(dialect: Dialect, scopedId: string): string {
  return `${dialect.network}:${scopedId}`
}

/** The id of the person there, or null where this is no address on that network. */
export function toScopedId(dialect: Dialect, address: string): string | null {
  const prefix = `${dialect.network}:`
  const id = address.startsWith(prefix) ? address.slice(prefix.length) : ''
  return isScopedId(id) ? id : null
}

export function isScopedId(id: string): boolean {
  return /^[\w-]{1,64}$/.test(id)
}
