import { randomBytes } from 'node:crypto'
import { digitsOf } from '#simulator/calls.ts'
import { newNumber } from '#simulator/numbers.ts'
import { type SimulatedChannel, settingOf } from '#simulator/provider.ts'
import { OUTAGE_WAY, receiptWays } from '#simulator/ways.ts'
import { webhook } from './webhook.ts'

export const newWamid = (): string => `wamid.${randomBytes(24).toString('base64')}`

/** WhatsApp over the Cloud API. Customers' edits and unsent messages are told as to businesses that also use the app. */
export const whatsapp: SimulatedChannel = {
  channel: 'whatsapp',
  app: 'whatsapp',
  gestures: ['reaction', 'edit', 'unsend', 'choice'],
  tellsRead: true,
  obeysKeywords: [],
  ways: {
    ...receiptWays,
    unreachable: { help: 'Stays at “sent” until the phone is on: WhatsApp waits.', waits: true },
    unknown_address: {
      help: 'Fails: the number is not on WhatsApp (131026).',
      fails: { code: '131026', words: 'undeliverable' },
    },
    filtered: {
      help: 'Meta chose not to deliver it (131049).',
      fails: { code: '131049', words: 'held back by Meta' },
    },
    opted_out: {
      help: 'Fails: the customer has stopped messages of this business (131050).',
      fails: { code: '131050', words: 'stopped by the customer' },
    },
    outage: OUTAGE_WAY,
    no_answer: {
      help: 'The message is taken, but the line breaks. Its receipt carries our id, and so tells that it went.',
    },
  },
  newId: (what) => (what === 'file' ? newNumber(16) : newWamid()),
  names: (account, { phone }) =>
    phone
      ? {
          account: settingOf(account, 'phoneNumberId'),
          business: digitsOf(account.address),
          customer: digitsOf(phone),
        }
      : null,
  webhook,
  sample: (make) => ({
    address: '+12125550105',
    settings: {
      phoneNumberId: make.digits(15),
      accessToken: `EAA${make.word(60)}`,
      appSecret: make.hex(32),
      verifyToken: make.word(24),
    },
  }),
}
