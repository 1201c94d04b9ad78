// Direct messages to a TikTok business account. See README.md.
import type { Channel } from '#channels/channel.ts'
import { connect, probe } from './connect.ts'
import { accessMedia, locateMedia } from './media.ts'
import { parse } from './parse.ts'
import { reconcile } from './reconcile.ts'
import { MAX_PICTURE_BYTES, MAX_TEXT, PICTURES, send } from './send.ts'
import { checkSettings, settingFields } from './settings.ts'
import { verify } from './verify.ts'

export const tiktok: Channel = {
  id: 'tiktok',
  provider: 'tiktok',
  providerName: 'TikTok’s API for Business',
  capabilities: {
    channel: 'tiktok',
    label: 'TikTok',
    addressKind: 'tiktok_user',
    text: { maxLength: MAX_TEXT, counter: 'characters' },
    formatting: 'plain',
    subject: false,
    attachments: { maxCount: 1, maxBytes: MAX_PICTURE_BYTES, types: PICTURES },
    replyWindowHours: 48,
    replyWindowMessages: 10,
    captionLength: 0,
    mayStart: false,
    receipts: { delivered: false, read: true },
    typing: { fromCustomer: false, toCustomer: false },
    // Who wants no more messages blocks the account.
    keywords: false,
    metered: false,
    burst: { quietMs: 3_000, maxMs: 12_000 },
    connectNote:
      'TikTok approves each developer app before it may send. Accounts in the European Economic Area, Switzerland and the United Kingdom cannot take part.',
  },
  settings: settingFields,
  checkSettings,
  verify,
  parse,
  send,
  reconcile,
  marks: true,
  locateMedia,
  media: accessMedia,
  probe,
  connect,
}
