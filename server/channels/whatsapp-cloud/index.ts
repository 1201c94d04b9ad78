// WhatsApp over Meta's own Cloud API. See README.md; what Meta's channels share is in protocols/meta.
import type { Channel } from '#channels/channel.ts'
import { CHOICES } from './interactive.ts'
import { accessMedia, locateMedia } from './media.ts'
import { probe, watchNumber } from './number.ts'
import { paceOf } from './pace.ts'
import { parse } from './parse.ts'
import { MAX_FILE_BYTES, MAX_TEXT } from './payload.ts'
import { reconcile, send } from './send.ts'
import { checkSettings, settingFields } from './settings.ts'
import { sharing } from './sharing.ts'
import { signal } from './signal.ts'
import { listTemplates, refreshTemplates } from './templates.ts'
import { watchToken } from './token.ts'
import { verify } from './verify.ts'

const HOUR_MS = 3_600_000

export const whatsappCloud: Channel = {
  id: 'whatsapp-cloud',
  provider: 'meta',
  providerName: 'Meta’s Cloud API',
  capabilities: {
    channel: 'whatsapp',
    label: 'WhatsApp',
    addressKind: 'phone',
    moreAddressKinds: ['whatsapp_user'],
    text: { maxLength: MAX_TEXT, counter: 'characters' },
    formatting: 'plain',
    subject: false,
    // What WhatsApp does not show or play goes as a document, and documents may be anything.
    attachments: { maxCount: 1, maxBytes: MAX_FILE_BYTES, types: ['*/*'] },
    // Outside of it WhatsApp takes only approved templates, which also alone may start a conversation.
    replyWindowHours: 24,
    mayStart: false,
    templates: true,
    quotes: true,
    choices: CHOICES,
    readMarks: true,
    startLink: 'https://wa.me/{digits}?text={text}',
    receipts: { delivered: true, read: true },
    typing: { fromCustomer: false, toCustomer: true },
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
  probe,
  signal,
  marks: true,
  pace: paceOf,
  templates: { list: listTemplates },
  chores: [
    { name: 'templates', everyMs: 6 * HOUR_MS, run: refreshTemplates },
    { name: 'token', everyMs: 24 * HOUR_MS, run: watchToken },
    { name: 'number', everyMs: 6 * HOUR_MS, run: watchNumber },
  ],
  sharing,
}
