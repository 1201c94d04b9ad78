import type { Capabilities } from '#domain/channel.ts'

export const capabilities: Capabilities = {
  channel: 'webchat',
  label: 'Web chat',
  addressKind: 'visitor',
  text: { maxLength: 4000, counter: 'characters' },
  formatting: 'plain',
  subject: false,
  attachments: { maxCount: 10, maxBytes: 26_214_400, types: ['*/*'] },
  replyWindowHours: null,
  mayStart: false,
  receipts: { delivered: false, read: true },
  typing: { fromCustomer: true, toCustomer: true },
  keywords: false,
  metered: false,
  burst: { quietMs: 1_200, maxMs: 6_000 },
}
