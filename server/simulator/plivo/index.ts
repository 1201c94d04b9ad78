// Plivo: texts and pictures.
import { randomUUID } from 'node:crypto'
import { digitsOf } from '#simulator/calls.ts'
import { type SimulatedProvider, settingOf } from '#simulator/provider.ts'
import { OPEN_OUTAGE_WAY, textingWays } from '#simulator/ways.ts'
import { plivoApi } from './api.ts'
import { webhook } from './webhook.ts'

const optedOut = { code: '200', words: 'opted out with the carrier' }

export const plivo: SimulatedProvider = {
  provider: 'plivo',
  channels: [
    {
      channel: 'sms',
      app: 'texts',
      gestures: [],
      tellsRead: false,
      // HELP is left to the business.
      obeysKeywords: ['opt_out', 'opt_in'],
      ways: textingWays({
        unreachable: { code: '80', words: 'phone off or without a network' },
        unknown: { code: '70', words: 'out of service for good' },
        filtered: { code: '30', words: 'filtered as spam' },
        optedOut: { help: 'Fails because the person opted out there (200).', fails: optedOut },
        outage: OPEN_OUTAGE_WAY,
        lostAnswer: 'Its receipt carries our id, and the list of messages has it.',
      }),
      newId: () => randomUUID(),
      names: (account, { phone }) =>
        phone
          ? {
              account: settingOf(account, 'authId'),
              business: digitsOf(account.address),
              customer: digitsOf(phone),
            }
          : null,
      webhook,
      sample: (make) => ({
        address: '+12125550103',
        settings: { authId: `MA${make.word(18).toUpperCase()}`, authToken: make.word(40) },
      }),
    },
  ],
  routes: plivoApi,
}
