// Messenger and Instagram are one protocol: the same parts, each told by the dialect which of the two it is.
import type { Channel } from '#channels/channel.ts'
import type { Capabilities } from '#domain/channel.ts'
import type { Dialect } from './dialect.ts'
import { probeOf } from './probe.ts'
import { profileOf } from './profile.ts'
import { reconcile, sendOf } from './send.ts'
import { checkSettingsOf, fieldsOf } from './settings.ts'
import { sharingOf } from './sharing.ts'
import { signalOf } from './signal.ts'
import { tokenChoreOf } from './token-chore.ts'
import { verifyOf } from './verify.ts'
import { parseOf } from './webhook.ts'

/** The channel of a network. Which files it takes and what it reports are its own; the rest is common. */
export function channelOf(dialect: Dialect, own: Pick<Capabilities, 'attachments' | 'receipts'>): Channel {
  return {
    id: dialect.network,
    provider: 'meta',
    providerName: 'Meta',
    capabilities: {
      channel: dialect.network,
      label: dialect.label,
      addressKind: 'page_scoped',
      text: { maxLength: dialect.maxText.count, counter: 'characters' },
      formatting: 'plain',
      subject: false,
      captionLength: 0,
      replyWindowHours: 24,
      humanAgentHours: 168,
      mayStart: false,
      typing: { fromCustomer: false, toCustomer: true },
      readMarks: true,
      keywords: false,
      metered: false,
      burst: { quietMs: 3_000, maxMs: 12_000 },
      ...own,
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
}
