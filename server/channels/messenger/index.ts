// Messages to a Facebook page. See README.md; the protocol is in protocols/meta-messaging.
import type { Channel } from '#channels/channel.ts'
import { probeOf } from '#channels/protocols/meta-messaging/probe.ts'
import { profileOf } from '#channels/protocols/meta-messaging/profile.ts'
import { reconcile, sendOf } from '#channels/protocols/meta-messaging/send.ts'
import { checkSettingsOf, fieldsOf } from '#channels/protocols/meta-messaging/settings.ts'
import { sharingOf } from '#channels/protocols/meta-messaging/sharing.ts'
import { signalOf } from '#channels/protocols/meta-messaging/signal.ts'
import { tokenChoreOf } from '#channels/protocols/meta-messaging/token-chore.ts'
import { verifyOf } from '#channels/protocols/meta-messaging/verify.ts'
import { parseOf } from '#channels/protocols/meta-messaging/webhook.ts'
import { dialect } from './dialect.ts'

export const messenger: Channel = {
  id: 'messenger',
  provider: 'meta',
  providerName: 'Meta',
  capabilities: {
    channel: 'messenger',
    label: 'Messenger',
    addressKind: 'page_scoped',
    text: { maxLength: dialect.maxText.count, counter: 'characters' },
    formatting: 'plain',
    subject: false,
    attachments: { maxCount: 1, maxBytes: 26_214_400, types: ['*/*'] },
    captionLength: 0,
    replyWindowHours: 24,
    humanAgentHours: 168,
    mayStart: false,
    receipts: { delivered: true, read: true },
    typing: { fromCustomer: false, toCustomer: true },
    readMarks: true,
    keywords: false,
    metered: false,
    burst: { quietMs: 3_000, maxMs: 12_000 },
  },
  settings: fieldsOf(dialect),
  checkSettings: checkSettingsOf(dialect),
  verify: verifyOf(dialect),
  parse: parseOf(dialect),
  send: sendOf(dialect),
  reconcile,
  probe: probeOf(dialect),
  chores: [tokenChoreOf(dialect)],
  profile: profileOf(dialect),
  sharing: sharingOf(dialect),
  signal: signalOf(dialect),
  marks: true,
  // Files lie on Meta's servers for everybody who has the address: nobody is told who we are.
  media: () => ({ allowed: true, headers: {} }),
}
