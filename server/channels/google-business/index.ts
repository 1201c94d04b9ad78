// Reviews of a Google Business Profile, answered in public. See README.md.
import type { Channel } from '#channels/channel.ts'
import { connect, probe } from './connect.ts'
import { parse } from './parse.ts'
import { reviewsChore } from './reviews.ts'
import { MAX_BYTES, reconcile, send, withdraw } from './send.ts'
import { checkSettings, settingFields } from './settings.ts'
import { confirm, verify } from './verify.ts'

export const googleBusiness: Channel = {
  id: 'google-business',
  provider: 'google',
  providerName: 'Google Business Profile',
  capabilities: {
    channel: 'google_business',
    label: 'Google reviews',
    addressKind: 'google_review',
    text: { maxLength: MAX_BYTES, counter: 'characters' },
    formatting: 'plain',
    subject: false,
    attachments: { maxCount: 0, maxBytes: 0, types: [] },
    replyWindowHours: null,
    mayStart: false,
    receipts: { delivered: true, read: false },
    typing: { fromCustomer: false, toCustomer: false },
    keywords: false,
    metered: false,
    burst: { quietMs: 3_000, maxMs: 12_000 },
    automaticReplies: false,
    withdraw: true,
    composerNote:
      'Public: everybody sees this under the review. Writing again replaces it. The AI writes nothing here.',
    connectNote:
      'Google ended chat in Business Profile on 31 July 2024, so nobody can write to you there any more. What comes here are reviews, and you can answer them. For chats, put a link to text or WhatsApp you on your profile: Settings → Start links.',
  },
  settings: settingFields,
  checkSettings,
  verify,
  confirm,
  parse,
  send,
  reconcile,
  probe,
  connect,
  withdraw,
  chores: [reviewsChore],
}
