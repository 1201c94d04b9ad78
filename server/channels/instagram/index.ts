// Direct messages to an Instagram account. See README.md; the protocol is in protocols/meta-messaging.
import { channelOf } from '#channels/protocols/meta-messaging/channel.ts'
import { dialect, sendableTypes } from './dialect.ts'

export const instagram = channelOf(dialect, {
  attachments: {
    maxCount: 1,
    maxBytes: 26_214_400,
    types: sendableTypes,
    byType: [{ types: ['image/*'], maxBytes: 8_388_608 }],
  },
  receipts: { delivered: false, read: true },
})
