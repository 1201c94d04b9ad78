// Private chats with a Telegram bot. See README.md.
import type { Channel } from '#channels/channel.ts'
import { connect } from './connect.ts'
import { accessMedia, locateMedia } from './media.ts'
import { parse } from './parse.ts'
import { probe } from './probe.ts'
import { MAX_CAPTION, MAX_TEXT, reconcile, send } from './send.ts'
import { checkSettings, settingFields } from './settings.ts'
import { signal } from './signal.ts'
import { verify } from './verify.ts'

export const telegram: Channel = {
  id: 'telegram',
  provider: 'bot',
  providerName: 'a Telegram bot',
  capabilities: {
    channel: 'telegram',
    label: 'Telegram',
    addressKind: 'page_scoped',
    text: { maxLength: MAX_TEXT, counter: 'characters' },
    formatting: 'plain',
    subject: false,
    // 50 MB at Telegram; what we take in for upload is smaller.
    attachments: { maxCount: 1, maxBytes: 26_214_400, types: ['*/*'] },
    captionLength: MAX_CAPTION,
    replyWindowHours: null,
    // A bot answers: the person presses Start first.
    mayStart: false,
    receipts: { delivered: false, read: false },
    typing: { fromCustomer: false, toCustomer: true },
    // Who wants no more messages blocks the bot.
    keywords: false,
    metered: false,
    burst: { quietMs: 3_000, maxMs: 12_000 },
  },
  settings: settingFields,
  checkSettings,
  verify,
  parse,
  send,
  reconcile,
  signal,
  probe,
  marks: true,
  locateMedia,
  media: accessMedia,
  connect,
}
