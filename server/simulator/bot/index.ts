// Telegram's Bot API. It has no receipts: what it took is sent, and more is never known.
import { randomBytes } from 'node:crypto'
import { idOn } from '#simulator/devices.ts'
import { type SimulatedProvider, settingOf } from '#simulator/provider.ts'
import { OPEN_OUTAGE_WAY } from '#simulator/ways.ts'
import { botApi } from './api.ts'
import { nextId } from './chat.ts'
import { webhook } from './webhook.ts'

export const bot: SimulatedProvider = {
  provider: 'bot',
  channels: [
    {
      channel: 'telegram',
      app: 'telegram',
      gestures: ['reaction', 'edit', 'choice'],
      tellsRead: false,
      obeysKeywords: [],
      ways: {
        normal: { help: 'Sent. Telegram tells bots nothing of delivery or reading.' },
        unknown_address: { help: 'Refused: the chat is not there (400 chat not found).' },
        opted_out: { help: 'Refused: the bot was blocked (403). The address is marked.' },
        outage: OPEN_OUTAGE_WAY,
        no_answer: {
          help: 'The message is taken, but the line breaks. Telegram cannot be asked: you decide.',
        },
      },
      newId: (what, customer) =>
        what === 'file'
          ? `AgAC${randomBytes(18).toString('base64url')}`
          : `${idOn('telegram', customer) ?? ''}:${nextId()}`,
      names: (account, customer) => {
        const id = idOn('telegram', customer)
        const own = settingOf(account, 'botToken').split(':', 1)[0] ?? ''
        return id ? { account: own, business: own, customer: id } : null
      },
      webhook,
      sample: (make) => ({
        address: '',
        settings: { botToken: `${make.digits(10)}:AA${make.word(33)}`, webhookSecret: make.word(40) },
      }),
    },
  ],
  routes: botApi,
}
