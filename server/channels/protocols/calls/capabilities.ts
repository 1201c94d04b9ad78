// What a telephone line can do, whichever provider it is at: calls are read in the thread, and nothing is written.
import type { Capabilities } from '#domain/channel.ts'

/** `place`: a person may call a customer out of the thread. */
export function callCapabilities(place: boolean): Capabilities {
  return {
    channel: 'voice',
    label: 'Call',
    connectAs: 'Phone calls',
    addressKind: 'phone',
    text: { maxLength: 0, counter: 'characters' },
    formatting: 'plain',
    subject: false,
    attachments: { maxCount: 0, maxBytes: 0, types: [] },
    replyWindowHours: null,
    mayStart: false,
    receipts: { delivered: false, read: false },
    typing: { fromCustomer: false, toCustomer: false },
    keywords: false,
    metered: false,
    writes: false,
    calls: { place },
    burst: { quietMs: 0, maxMs: 1 },
  }
}
