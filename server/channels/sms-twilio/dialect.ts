import type { Dialect } from '#channels/protocols/twilio/dialect.ts'

export const dialect: Dialect = { prefix: '', maxFiles: 10, segments: true, opaqueSenders: false }
