// Bird's Channels API: texts and pictures.
import { randomUUID } from 'node:crypto'
import { type SimulatedProvider, settingOf } from '#simulator/provider.ts'
import { OPEN_OUTAGE_WAY, textingWays } from '#simulator/ways.ts'
import { birdApi } from './api.ts'
import { webhook } from './webhook.ts'

const failure = (code: string, words: string) => ({ code, words })
const optedOut = failure('opted_out', 'opted out with the carrier')

export const bird: SimulatedProvider = {
  provider: 'bird',
  channels: [
    {
      channel: 'sms',
      app: 'texts',
      gestures: [],
      tellsRead: false,
      obeysKeywords: [],
      ways: textingWays({
        unreachable: failure('unavailable_subscriber', 'phone off or without a network'),
        unknown: failure('unknown_subscriber', 'unknown number'),
        filtered: failure('carrier_rejected', 'refused by the carrier'),
        optedOut: { help: 'Fails because the person opted out there (opted_out).', fails: optedOut },
        outage: OPEN_OUTAGE_WAY,
        lostAnswer: 'The list of messages has it with our id.',
      }),
      newId: () => randomUUID(),
      names: (account, { phone }) =>
        phone
          ? { account: settingOf(account, 'workspaceId'), business: account.address, customer: phone }
          : null,
      webhook,
      sample: (make) => ({
        address: '+12125550104',
        settings: {
          accessKey: make.word(40),
          workspaceId: make.uuid(),
          channelId: make.uuid(),
          signingKey: make.word(32),
        },
      }),
    },
  ],
  routes: birdApi,
}
