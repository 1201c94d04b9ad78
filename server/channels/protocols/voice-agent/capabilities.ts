// What all AI telephone agents are to us: they report calls after the fact, and take no orders.
import type { Channel } from '#channels/channel.ts'
import { callCapabilities } from '#channels/protocols/calls/capabilities.ts'

export const agentCapabilities = callCapabilities(false)

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
