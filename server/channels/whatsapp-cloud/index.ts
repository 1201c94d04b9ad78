// WhatsApp over Meta's own Cloud API. See README.md; what Meta's channels share is in protocols/meta.
import type { Channel } from '#channels/channel.ts'
import { accessMedia, locateMedia } from './media.ts'
import { parse } from './parse.ts'
import { MAX_FILE_BYTES, MAX_TEXT } from './payload.ts'
import { reconcile, send } from './send.ts'
import { checkSettings, settingFields } from './settings.ts'
import { sharing } from './sharing.ts'
import { verify } from './verify.ts'

export const whatsappCloud: Channel = {
  id: 'whatsapp-cloud',
  provider: 'meta',
  providerName: 'Meta’s Cloud API',
  capabilities: {
    channel: 'whatsapp',
    label: 'WhatsApp',
    addressKind: 'phone',
    text: { maxLength: MAX_TEXT, counter: 'characters' },
    formatting: 'plain',
    subject: false,
    // What WhatsApp does not show or play goes as a document, and documents may be anything.
    attachments: { maxCount: 1, maxBytes: MAX_FILE_BYTES, types: ['*/*'] },
    // Outside of it WhatsApp takes only approved templates, which also alone may start a conversation.
    replyWindowHours: 24,
    mayStart: false,
    startLink: 'https://wa.me/{digits}?text={text}',
    receipts: { delivered: true, read: true },
    typing: { fromCustomer: false, toCustomer: false },
    keywords: true,
    metered: false,
    burst: { quietMs: 4_000, maxMs: 15_000 },
  },
  settings: settingFields,
  checkSettings,
  verify,
  parse,
  send,
  reconcile,
  media: accessMedia,
  locateMedia,
  sharing,
}
