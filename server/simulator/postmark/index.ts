// Postmark: mail in and out. It signs nothing; it shows the name and the password of the webhook's address.
import { randomUUID } from 'node:crypto'
import type { SimulatedProvider } from '#simulator/provider.ts'
import { OPEN_OUTAGE_WAY } from '#simulator/ways.ts'
import { postmarkApi } from './api.ts'
import { webhook } from './webhook.ts'

export const postmark: SimulatedProvider = {
  provider: 'postmark',
  channels: [
    {
      channel: 'email',
      app: 'mail',
      gestures: [],
      tellsRead: false,
      obeysKeywords: [],
      ways: {
        normal: { help: 'The mail arrives, and Postmark says so.' },
        late: { help: 'The mail arrives; Postmark says so much later.' },
        none: { help: 'The mail arrives and nobody ever says so.' },
        unknown_address: {
          help: 'Bounces for good (HardBounce), and the address is marked.',
          fails: { code: 'HardBounce', words: 'smtp;550 5.1.1 The mailbox does not exist.' },
        },
        filtered: {
          help: 'Bounces as unwanted (SpamNotification).',
          fails: { code: 'SpamNotification', words: 'smtp;550 5.7.1 Blocked by a policy of the recipient.' },
        },
        opted_out: { help: 'Refused: the address is suppressed at Postmark (406).' },
        outage: OPEN_OUTAGE_WAY,
        no_answer: {
          help: 'The mail is taken, but the line breaks. Its report carries our id and settles it.',
        },
      },
      newId: () => randomUUID(),
      names: (account, { email }) =>
        email ? { account: account.address, business: account.address, customer: email } : null,
      webhook,
      sample: (make) => ({
        address: 'desk@harborstreet.example',
        settings: {
          serverToken: make.uuid(),
          webhookUser: 'frontdesk',
          webhookPassword: make.word(24),
          fromName: '',
          aliases: '',
        },
      }),
    },
  ],
  routes: postmarkApi,
}
