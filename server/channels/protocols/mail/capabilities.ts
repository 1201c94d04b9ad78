// What every way of mail can do, whoever carries it; each says what it can beyond that.
import type { Capabilities } from '#domain/channel.ts'
import { MAX_MAIL_SIZE } from './compose.ts'

export const mailCapabilities: Capabilities = {
  channel: 'email',
  label: 'Email',
  addressKind: 'email',
  text: { maxLength: 100_000, counter: 'characters' },
  formatting: 'rich',
  subject: true,
  attachments: { maxCount: 20, maxBytes: MAX_MAIL_SIZE, types: ['*/*'] },
  replyWindowHours: null,
  mayStart: true,
  receipts: { delivered: false, read: false },
  typing: { fromCustomer: false, toCustomer: false },
  keywords: false,
  metered: false,
  // People write mails whole; the pause is for the second one that corrects the first.
  burst: { quietMs: 4_000, maxMs: 20_000 },
}
