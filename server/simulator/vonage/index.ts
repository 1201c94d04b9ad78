// Vonage's Messages API: texts and pictures.
import { randomUUID } from 'node:crypto'
import { digitsOf } from '#simulator/calls.ts'
import { type SimulatedProvider, settingOf } from '#simulator/provider.ts'
import { OPEN_OUTAGE_WAY, textingWays } from '#simulator/ways.ts'
import { vonageApi } from './api.ts'
import { webhook } from './webhook.ts'

const optedOut = { code: '1240', words: 'opted out with the carrier' }

export const vonage: SimulatedProvider = {
  provider: 'vonage',
  channels: [
    {
      channel: 'sms',
      app: 'texts',
      gestures: [],
      tellsRead: false,
      obeysKeywords: [],
      ways: textingWays({
        unreachable: { code: '1180', words: 'phone off or without a network' },
        unknown: { code: '1190', words: 'no longer in service' },
        filtered: { code: '1210', words: 'filtered as spam' },
        optedOut: { help: 'Fails because the person opted out with the carrier (1240).', fails: optedOut },
        outage: OPEN_OUTAGE_WAY,
        lostAnswer: 'Its receipt carries our id, and so tells that it went.',
      }),
      newId: () => randomUUID(),
      names: (account, { phone }) =>
        phone
          ? {
              account: settingOf(account, 'apiKey'),
              business: digitsOf(account.address),
              customer: digitsOf(phone),
            }
          : null,
      webhook,
      sample: (make) => ({
        address: '+12125550102',
        settings: { apiKey: make.hex(8), apiSecret: make.word(16), signatureSecret: make.word(40) },
      }),
    },
  ],
  routes: vonageApi,
}
