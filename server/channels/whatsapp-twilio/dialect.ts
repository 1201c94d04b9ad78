import type { Dialect } from '#channels/protocols/twilio/dialect.ts'

// WhatsApp carries one file a message, and names people who hide their number by an id of their own.
export const dialect: Dialect = { prefix: 'whatsapp:', maxFiles: 1, segments: false, opaqueSenders: true }
