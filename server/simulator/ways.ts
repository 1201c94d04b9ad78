import type { SimulatedChannel } from './provider.ts'

/** What the ways of the world are for mail: what the mail server says, and what becomes of the mail. */
export const mailWays: SimulatedChannel['ways'] = {
  normal: { help: 'The mail arrives.' },
  unreachable: { help: 'The mailbox is full (452): refused for now, and tried again.' },
  unknown_address: { help: 'The mailbox does not exist (550 5.1.1), and the address is marked.' },
  filtered: { help: 'A spam filter refuses it (550 5.7.1).' },
  opted_out: { help: 'The customer’s mail system refuses the sender (550 5.7.1).' },
  outage: { help: 'Every attempt fails (421) until you change this back; then it is sent once.' },
}
