// Messages to a Facebook page. See README.md; the protocol is in protocols/meta-messaging.
import { channelOf } from '#channels/protocols/meta-messaging/channel.ts'
import { dialect } from './dialect.ts'

export const messenger = channelOf(dialect, {
  attachments: { maxCount: 1, maxBytes: 26_214_400, types: ['*/*'] },
  receipts: { delivered: true, read: true },
})
