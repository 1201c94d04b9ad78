// Messenger and Instagram: two dialects of one protocol. What tells them apart is what each reports.
import { randomBytes } from 'node:crypto'
import { idOn } from '#simulator/devices.ts'
import { newNumber } from '#simulator/numbers.ts'
import { type Maker, type SimulatedChannel, settingOf } from '#simulator/provider.ts'
import { OUTAGE_WAY, receiptWays } from '#simulator/ways.ts'
import { webhookOf } from './webhook.ts'

export type Network = {
  channel: 'messenger' | 'instagram'
  object: 'page' | 'instagram'
  /** The setting that holds the business's own id there. */
  ownId: 'pageId' | 'accountId'
}

const onMessenger: Network = { channel: 'messenger', object: 'page', ownId: 'pageId' }
const onInstagram: Network = { channel: 'instagram', object: 'instagram', ownId: 'accountId' }

export const newMid = (): string => `m_${randomBytes(32).toString('base64url')}`

const refusedWays = {
  unknown_address: { help: 'Refused: no such person (100/2018001). The address is marked.' },
  opted_out: { help: 'Refused: the person takes no messages of this account (551).' },
  outage: OUTAGE_WAY,
} satisfies SimulatedChannel['ways']

function shared(network: Network) {
  return {
    channel: network.channel,
    app: network.channel,
    tellsRead: true,
    obeysKeywords: [],
    newId: (what) => (what === 'file' ? newNumber(16) : newMid()),
    names: (account, customer) => {
      const id = idOn(network.channel, customer)
      const own = settingOf(account, network.ownId)
      return id ? { account: own, business: own, customer: id } : null
    },
    webhook: webhookOf(network),
    sample: (make: Maker) => ({
      address: '',
      settings: {
        [network.ownId]: make.digits(15),
        accessToken: `EAA${make.word(60)}`,
        appSecret: make.hex(32),
        verifyToken: make.word(24),
      },
    }),
  } satisfies Partial<SimulatedChannel>
}

export const messenger: SimulatedChannel = {
  ...shared(onMessenger),
  gestures: ['reaction', 'edit', 'choice'],
  ways: {
    ...receiptWays,
    out_of_order: { help: '“Delivered” comes before the echo of the message.' },
    unreachable: { help: 'Stays at “sent” until the phone is on: Messenger waits.', waits: true },
    ...refusedWays,
    no_answer: { help: 'The message is taken, but the line breaks. Its echo carries our id and settles it.' },
  },
}

export const instagram: SimulatedChannel = {
  ...shared(onInstagram),
  gestures: ['reaction', 'unsend', 'choice'],
  ways: {
    normal: { help: 'Sent; Instagram says nothing of delivery, only when it is read.' },
    ...refusedWays,
    no_answer: { help: 'The message is taken, but the line breaks. Instagram cannot be asked: you decide.' },
  },
}
