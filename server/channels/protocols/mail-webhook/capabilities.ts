// What email can do where a provider carries it. The same as over one's own server, and it is told what arrived.
import type { Capabilities } from '#domain/channel.ts'

/** `maxBytes`: what the files of a message may weigh together at this provider. */
export function mailCapabilities(maxBytes: number): Capabilities {
  return {
    channel: 'email',
    label: 'Email',
    addressKind: 'email',
    text: { maxLength: 100_000, counter: 'characters' },
    formatting: 'rich',
    subject: true,
    attachments: { maxCount: 20, maxBytes, types: ['*/*'] },
    replyWindowHours: null,
    mayStart: true,
    receipts: { delivered: true, read: false },
    typing: { fromCustomer: false, toCustomer: false },
    keywords: false,
    metered: false,
    // People write mails whole; the pause is for the second one that corrects the first.
    burst: { quietMs: 4_000, maxMs: 20_000 },
    aiTextsPerDay: 5,
  }
}
