// The ways of the world as most providers of texts have them, and as mail servers do.
import type { Failure } from './items.ts'
import type { SimulatedChannel, Way } from './provider.ts'

type Ways = SimulatedChannel['ways']

/** What everybody has who reports “sent” and “delivered”. */
export const receiptWays = {
  normal: { help: 'Sent, then delivered.' },
  late: { help: 'The message arrives; the provider says so much later.' },
  out_of_order: { help: '“Delivered” comes before “sent”. The state only moves forward.' },
  none: { help: 'The message arrives and nobody ever says so.' },
} satisfies Ways

export const OUTAGE_WAY: Way = {
  help: 'Every attempt fails until you change this back; then it is sent once.',
}

/** For providers that cannot be asked afterwards what they took. */
export const OPEN_OUTAGE_WAY: Way = {
  help: 'Every attempt is answered with 503. It stays open whether it was taken, so you are asked before it is sent again.',
}

/** How texts can go at a provider whose carriers report; the codes are its own. */
export function textingWays(own: {
  unreachable: Failure
  unknown: Failure
  filtered: Failure
  optedOut: Way
  outage: Way
  /** What becomes of a message whose answer was lost. */
  lostAnswer: string
}): Ways {
  const coded = ({ code }: Failure) => (code ? ` (${code})` : '')
  return {
    ...receiptWays,
    unreachable: { help: `Fails after a moment${coded(own.unreachable)}.`, fails: own.unreachable },
    unknown_address: {
      help: `Fails for good${coded(own.unknown)} and marks the address.`,
      fails: own.unknown,
    },
    filtered: { help: `The carrier drops it${coded(own.filtered)}.`, fails: own.filtered },
    opted_out: own.optedOut,
    outage: own.outage,
    no_answer: { help: `The text is taken, but the line breaks. ${own.lostAnswer}` },
  }
}

/** What the ways of the world are for mail: what the mail server says, and what becomes of the mail. */
export const mailWays: Ways = {
  normal: { help: 'The mail arrives.' },
  unreachable: { help: 'The mailbox is full (452): refused for now, and tried again.' },
  unknown_address: { help: 'The mailbox does not exist (550 5.1.1), and the address is marked.' },
  filtered: { help: 'A spam filter refuses it (550 5.7.1).' },
  opted_out: { help: 'The customer’s mail system refuses the sender (550 5.7.1).' },
  outage: { help: 'Every attempt fails (421) until you change this back; then it is sent once.' },
}
