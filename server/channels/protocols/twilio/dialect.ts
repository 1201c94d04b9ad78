// What tells Twilio's channels apart on the same protocol.
import { normaliseSender } from '#domain/address.ts'

export type Dialect = {
  /** In front of every address on the wire. */
  prefix: '' | 'whatsapp:'
  /** Files that one message can carry. */
  maxFiles: number
  /** Messages are billed by segments. */
  segments: boolean
  /** Senders may be other than phone numbers (WhatsApp's business-scoped user ids). */
  opaqueSenders: boolean
}

/** An address as Twilio wants it. */
export function toWire(dialect: Dialect, address: string): string {
  return dialect.prefix + address
}

/** An address as Twilio names it, in its one spelling; null where nobody could be answered at it. */
export function fromWire(dialect: Dialect, address: string): string | null {
  const bare = address.trim().replace(/^(whatsapp|rcs|sms):/i, '')
  return normaliseSender(bare) ?? (dialect.opaqueSenders && /^[\w.-]{3,128}$/.test(bare) ? bare : null)
}
