// What email can do where a provider carries it. The same as over one's own server, and it is told what arrived.
import { mailCapabilities } from '#channels/protocols/mail/capabilities.ts'
import type { Capabilities } from '#domain/channel.ts'

/** `maxBytes`: what the files of a message may weigh together at this provider. */
export function carriedMailCapabilities(maxBytes: number): Capabilities {
  return {
    ...mailCapabilities,
    attachments: { ...mailCapabilities.attachments, maxBytes },
    receipts: { delivered: true, read: false },
    aiTextsPerDay: 5,
  }
}
