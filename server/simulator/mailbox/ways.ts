import type { SimulatedChannel } from '#simulator/provider.ts'

/** How mail can go at a service that keeps it: what went wrong comes back as a mail, and what went well is not told. */
export const mailboxWays: SimulatedChannel['ways'] = {
  normal: { help: 'The mail arrives.' },
  unknown_address: {
    help: 'The mailbox does not exist: a report comes back as a mail (550 5.1.1), and the address is marked.',
    fails: { code: '5.1.1', words: '550 5.1.1 The mailbox does not exist.' },
  },
  filtered: {
    help: 'A spam filter refuses it: a report comes back as a mail (550 5.7.1).',
    fails: { code: '5.7.1', words: '550 5.7.1 Blocked by a policy of the recipient.' },
  },
  outage: {
    help: 'Every attempt is answered with 503. The mailbox is asked whether it was taken, and then it is sent again.',
  },
  no_answer: {
    help: 'The mail is taken, but the line breaks. It is found among the sent mails, and not sent again.',
  },
}
