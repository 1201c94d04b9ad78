// Twilio: texts, and WhatsApp through it.
import type { ChannelKind } from '#domain/channel.ts'
import type { SimulatedChannel, SimulatedProvider } from '#simulator/provider.ts'
import { settingOf } from '#simulator/provider.ts'
import type { SimulatorApp } from '#wire/simulator.ts'
import { providerApi } from './api.ts'
import { addressed, newSid } from './form.ts'
import { webhook } from './webhook.ts'

const SIDS = { text: 'SM', picture: 'MM', file: 'ME' } as const

const ways: SimulatedChannel['ways'] = {
  normal: { help: 'Sent, then delivered.' },
  late: { help: 'The message arrives; the carrier says so much later.' },
  out_of_order: { help: '“Delivered” comes before “sent”. The state only moves forward.' },
  none: { help: 'The message arrives and nobody ever says so.' },
  unreachable: {
    help: 'Fails after a moment (30003).',
    fails: { code: '30003', words: 'handset unreachable' },
  },
  unknown_address: {
    help: 'Fails for good (30005) and marks the address.',
    fails: { code: '30005', words: 'unknown number' },
  },
  filtered: {
    help: 'The carrier drops it (30007).',
    fails: { code: '30007', words: 'filtered by the carrier' },
  },
  opted_out: { help: 'Refused because the person opted out there (21610).' },
  outage: { help: 'Every attempt fails until you change this back; then it is sent once.' },
  no_answer: { help: 'The text is taken, but the line breaks. It must be looked up, not sent twice.' },
}

function over(channel: ChannelKind, app: SimulatorApp, tellsRead: boolean): SimulatedChannel {
  return {
    channel,
    app,
    gestures: [],
    tellsRead,
    obeysKeywords: true,
    ways,
    newId: (what) => newSid(SIDS[what]),
    names: (account, { phone }) =>
      phone
        ? {
            account: settingOf(account, 'accountSid'),
            business: addressed(account, account.address),
            customer: addressed(account, phone),
          }
        : null,
    webhook,
    sample: (make) => ({
      address: '+12125550100',
      settings: { accountSid: `AC${make.hex(32)}`, authToken: make.hex(32) },
    }),
  }
}

export const twilio: SimulatedProvider = {
  provider: 'twilio',
  channels: [over('sms', 'texts', false), over('whatsapp', 'whatsapp', true)],
  routes: providerApi,
}
