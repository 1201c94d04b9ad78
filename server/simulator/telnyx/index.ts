// Telnyx: texts and pictures. Its webhooks are signed with a key pair of the simulator's own; an inbox that is made to
// try it gets the public half as its setting.
import { randomUUID } from 'node:crypto'
import { type SimulatedProvider, settingOf } from '#simulator/provider.ts'
import { OPEN_OUTAGE_WAY, textingWays } from '#simulator/ways.ts'
import { telnyxApi } from './api.ts'
import { publicKeyOf } from './key.ts'
import { webhook } from './webhook.ts'

export const telnyx: SimulatedProvider = {
  provider: 'telnyx',
  channels: [
    {
      channel: 'sms',
      app: 'texts',
      gestures: [],
      tellsRead: false,
      obeysKeywords: ['opt_out', 'opt_in', 'help'],
      ways: textingWays({
        unreachable: { code: '40008', words: 'undeliverable' },
        unknown: { code: '40012', words: 'unknown number' },
        filtered: { code: '40002', words: 'filtered as spam' },
        optedOut: { help: 'Refused because the person texted STOP (40300).' },
        outage: OPEN_OUTAGE_WAY,
        lostAnswer: 'Its receipt names our message, and so tells that it went.',
      }),
      newId: () => randomUUID(),
      names: (account, { phone }) =>
        phone
          ? { account: settingOf(account, 'messagingProfileId'), business: account.address, customer: phone }
          : null,
      webhook,
      sample: (make) => ({
        address: '+12125550101',
        settings: { apiKey: `KEY${make.hex(32).toUpperCase()}`, publicKey: publicKeyOf(make) },
      }),
    },
  ],
  routes: telnyxApi,
}
