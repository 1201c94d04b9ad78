// What all AI telephone agents are to us: they report calls after the fact, and take no orders.
import type { Channel } from '#channels/channel.ts'
import type { Capabilities } from '#domain/channel.ts'

export const agentCapabilities: Capabilities = {
  channel: 'voice',
  label: 'Call',
  connectAs: 'Phone calls',
  addressKind: 'phone',
  text: { maxLength: 0, counter: 'characters' },
  formatting: 'plain',
  subject: false,
  attachments: { maxCount: 0, maxBytes: 0, types: [] },
  replyWindowHours: null,
  mayStart: false,
  receipts: { delivered: false, read: false },
  typing: { fromCustomer: false, toCustomer: false },
  keywords: false,
  metered: false,
  writes: false,
  calls: { place: false },
  burst: { quietMs: 0, maxMs: 1 },
}

export const send: Channel['send'] = () =>
  Promise.resolve({
    outcome: 'rejected',
    error: {
      code: 'calls_only',
      reason: 'A telephone agent takes no messages',
      action: 'Answer by an inbox that writes (SMS, WhatsApp, email), or call.',
    },
  })

export const reconcile: Channel['reconcile'] = () => Promise.resolve({ outcome: 'not_found' })
