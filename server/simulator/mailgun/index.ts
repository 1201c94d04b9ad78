// Mailgun: mail in by a route, out by its API, and events about what became of it, signed in their bodies.
import { randomBytes } from 'node:crypto'
import type { SimulatedProvider } from '#simulator/provider.ts'
import { OPEN_OUTAGE_WAY } from '#simulator/ways.ts'
import { mailgunApi } from './api.ts'
import { webhook } from './webhook.ts'

const DOMAIN = 'mg.harborstreet.example'

export const mailgun: SimulatedProvider = {
  provider: 'mailgun',
  channels: [
    {
      channel: 'email',
      app: 'mail',
      gestures: [],
      tellsRead: false,
      obeysKeywords: [],
      ways: {
        normal: { help: 'The mail arrives, and Mailgun says so.' },
        late: { help: 'The mail arrives; Mailgun says so much later.' },
        none: { help: 'The mail arrives and nobody ever says so.' },
        unknown_address: {
          help: 'Bounces for good (failed, 5.1.1), and the address is marked.',
          fails: { code: 'bounce', words: '5.1.1 The mailbox does not exist.' },
        },
        filtered: {
          help: 'Bounces as unwanted (failed, 5.7.1).',
          fails: { code: 'generic', words: '5.7.1 Blocked by a policy of the recipient.' },
        },
        opted_out: {
          help: 'The mail arrives, and its reader reports it as spam (complained).',
          complains: true,
        },
        outage: OPEN_OUTAGE_WAY,
        no_answer: {
          help: 'The mail is taken, but the line breaks. Its event carries our id and settles it.',
        },
      },
      newId: () => `${randomBytes(12).toString('hex')}@${DOMAIN}`,
      names: (account, { email }) =>
        email ? { account: account.address, business: account.address, customer: email } : null,
      webhook,
      sample: (make) => ({
        address: `desk@${DOMAIN}`,
        settings: {
          apiKey: `${make.hex(32)}-${make.hex(8)}-${make.hex(8)}`,
          signingKey: make.hex(32),
          domain: DOMAIN,
          fromName: '',
          aliases: '',
        },
      }),
    },
  ],
  routes: mailgunApi,
}
