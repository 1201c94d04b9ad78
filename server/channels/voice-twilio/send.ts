// Nothing can be written into a telephone call.
import type { Channel } from '#channels/channel.ts'

export const send: Channel['send'] = () =>
  Promise.resolve({
    outcome: 'rejected',
    error: {
      code: 'calls_only',
      reason: 'A telephone line takes no messages',
      action: 'Answer by an inbox that writes (SMS, WhatsApp, email), or call.',
    },
  })

export const reconcile: Channel['reconcile'] = () => Promise.resolve({ outcome: 'not_found' })
