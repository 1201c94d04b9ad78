// Text and picture messages over a number at Plivo. See README.md.
import type { Channel } from '#channels/channel.ts'
import { senderPace } from '#channels/protocols/pace/sender-pace.ts'
import { MAX_FILE_BYTES, MAX_FILE_COUNT, MAX_TEXT } from './limits.ts'
import { media } from './media.ts'
import { parse } from './parse.ts'
import { probe } from './probe.ts'
import { reconcile } from './reconcile.ts'
import { send } from './send.ts'
import { checkSettings, settingFields } from './settings.ts'
import { verify } from './verify.ts'

export const smsPlivo: Channel = {
  id: 'sms-plivo',
  provider: 'plivo',
  providerName: 'Plivo',
  capabilities: {
    channel: 'sms',
    label: 'SMS',
    addressKind: 'phone',
    text: { maxLength: MAX_TEXT, counter: 'segments' },
    formatting: 'plain',
    subject: false,
    attachments: {
      maxCount: MAX_FILE_COUNT,
      maxBytes: MAX_FILE_BYTES,
      types: ['image/*', 'audio/*', 'video/*', 'text/vcard', 'text/calendar', 'application/pdf'],
    },
    replyWindowHours: null,
    mayStart: true,
    startLink: 'sms:{address}?&body={text}',
    receipts: { delivered: true, read: false },
    typing: { fromCustomer: false, toCustomer: false },
    keywords: true,
    metered: true,
    // People text one thought in several messages.
    burst: { quietMs: 3_000, maxMs: 12_000 },
  },
  settings: settingFields,
  checkSettings,
  verify,
  parse,
  send,
  reconcile,
  probe,
  media,
  pace: senderPace,
}
