// TikTok: direct messages to a business account. It says that something went and that it was read, never that it arrived.
import { idOn } from '#simulator/devices.ts'
import { newNumber } from '#simulator/numbers.ts'
import { type SimulatedProvider, settingOf } from '#simulator/provider.ts'
import { OUTAGE_WAY } from '#simulator/ways.ts'
import { tiktokApi } from './api.ts'
import { newRefreshToken } from './tokens.ts'
import { webhook } from './webhook.ts'

export const tiktok: SimulatedProvider = {
  provider: 'tiktok',
  channels: [
    {
      channel: 'tiktok',
      app: 'tiktok',
      gestures: [],
      tellsRead: true,
      obeysKeywords: [],
      splitsPictures: true,
      ways: {
        normal: { help: 'Sent, echoed, and told when it is read. TikTok says nothing of delivery.' },
        unknown_address: { help: 'Refused: TikTok no longer knows the conversation (40007).' },
        filtered: { help: 'Refused: TikTok did not take the message as it was (40002).' },
        outage: { ...OUTAGE_WAY, help: `TikTok has a fault (51065). ${OUTAGE_WAY.help}` },
        no_answer: {
          help: 'The message is taken, but the line breaks. It is found in the list of the conversation.',
        },
      },
      newId: () => newNumber(19),
      names: (account, customer) => {
        const id = idOn('tiktok', customer)
        const own = settingOf(account, 'businessId')
        return id ? { account: own, business: own, customer: id } : null
      },
      webhook,
      sample: (make) => ({
        address: '',
        settings: {
          appId: make.digits(19),
          appSecret: make.hex(40),
          businessId: `-000${make.word(32)}`,
          refreshToken: newRefreshToken(),
        },
      }),
    },
  ],
  routes: tiktokApi,
}
