// WhatsApp over a sender at Twilio. See README.md; the protocol is in protocols/twilio.
import type { Channel } from '#channels/channel.ts'
import { accessMedia } from '#channels/protocols/twilio/media.ts'
import { dialect } from './dialect.ts'
import { PAIR } from './pace.ts'
import { parse } from './parse.ts'
import { probe } from './probe.ts'
import { reconcile, send } from './send.ts'
import { checkSettings, settingFields } from './settings.ts'
import { signal } from './signal.ts'
import { listTemplates, refreshTemplates } from './templates.ts'
import { verify } from './verify.ts'

export const whatsappTwilio: Channel = {
  id: 'whatsapp-twilio',
  provider: 'twilio',
  providerName: 'Twilio',
  capabilities: {
    channel: 'whatsapp',
    label: 'WhatsApp',
    addressKind: 'phone',
    moreAddressKinds: ['whatsapp_user'],
    text: { maxLength: 1_600, counter: 'characters' },
    formatting: 'plain',
    subject: false,
    attachments: {
      maxCount: dialect.maxFiles,
      maxBytes: 16_777_216,
      types: [
        'image/jpeg',
        'image/png',
        'image/webp',
        'audio/*',
        'video/mp4',
        'application/pdf',
        'text/vcard',
      ],
    },
    // Outside of it WhatsApp takes only approved templates, which also alone may start a conversation.
    replyWindowHours: 24,
    mayStart: false,
    templates: true,
    pace: [PAIR],
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
  probe,
  signal,
  templates: { list: listTemplates },
  chores: [{ name: 'templates', everyMs: 21_600_000, run: refreshTemplates }],
}
