// Twilio: texts, and WhatsApp through it.
import type { ChannelKind } from '#domain/channel.ts'
import { type SimulatedChannel, type SimulatedProvider, settingOf } from '#simulator/provider.ts'
import { OUTAGE_WAY, textingWays } from '#simulator/ways.ts'
import type { SimulatorApp } from '#wire/simulator.ts'
import { providerApi } from './api.ts'
import { contentsApi } from './contents.ts'
import { addressed, newSid } from './form.ts'
import { voiceApi } from './voice/api.ts'
import { webhook } from './webhook.ts'

const SIDS = { text: 'SM', picture: 'MM', file: 'ME' } as const

const ways = textingWays({
  unreachable: { code: '30003', words: 'handset unreachable' },
  unknown: { code: '30005', words: 'unknown number' },
  filtered: { code: '30007', words: 'filtered by the carrier' },
  optedOut: { help: 'Refused because the person opted out there (21610).' },
  outage: OUTAGE_WAY,
  lostAnswer: 'It must be looked up, not sent twice.',
})

function over(channel: ChannelKind, app: SimulatorApp, tellsRead: boolean): SimulatedChannel {
  return {
    channel,
    app,
    gestures: [],
    tellsRead,
    obeysKeywords: ['opt_out', 'opt_in', 'help'],
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

/** Calls: the page dials, and walks through what the business says (voice/line.ts). No message comes or goes. */
const calls: SimulatedChannel = {
  channel: 'voice',
  app: 'calls',
  gestures: [],
  tellsRead: false,
  obeysKeywords: [],
  ways: {},
  newId: () => newSid('SM'),
  names: () => null,
  webhook: () => null,
  sample: (make) => ({
    address: '+12125550100',
    settings: {
      accountSid: `AC${make.hex(32)}`,
      authToken: make.hex(32),
      ring: ['+12125550123 Front office'],
      recordIncoming: true,
      recordOutgoing: true,
      textBack: true,
    },
  }),
}

export const twilio: SimulatedProvider = {
  provider: 'twilio',
  channels: [over('sms', 'texts', false), over('whatsapp', 'whatsapp', true), calls],
  routes(app, world) {
    providerApi(app, world)
    contentsApi(app, world)
    voiceApi(app, world)
  },
}
