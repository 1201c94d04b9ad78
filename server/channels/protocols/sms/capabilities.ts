// What a text message can do, whichever provider carries it.
import type { Capabilities } from '#domain/channel.ts'

/** The capabilities of an SMS channel whose provider takes so long a text, and these files. */
export function smsCapabilities(maxLength: number, attachments: Capabilities['attachments']): Capabilities {
  return {
    channel: 'sms',
    label: 'SMS',
    addressKind: 'phone',
    text: { maxLength, counter: 'segments' },
    formatting: 'plain',
    subject: false,
    attachments,
    replyWindowHours: null,
    mayStart: true,
    startLink: 'sms:{address}?&body={text}',
    receipts: { delivered: true, read: false },
    typing: { fromCustomer: false, toCustomer: false },
    keywords: true,
    metered: true,
    // People text one thought in several messages.
    burst: { quietMs: 3_000, maxMs: 12_000 },
  }
}
