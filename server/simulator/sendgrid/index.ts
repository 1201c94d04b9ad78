// SendGrid: mail in by Inbound Parse, out by its API, and events about what became of it, all signed.
import { randomBytes } from 'node:crypto'
import type { SimulatedProvider } from '#simulator/provider.ts'
import { OPEN_OUTAGE_WAY } from '#simulator/ways.ts'
import { sendgridApi } from './api.ts'
import { publicKeyOf } from './key.ts'
import { webhook } from './webhook.ts'

export const sendgrid: SimulatedProvider = {
  provider: 'sendgrid',
  channels: [
    {
      channel: 'email',
      app: 'mail',
      gestures: [],
      tellsRead: false,
      obeysKeywords: [],
      ways: {
        normal: { help: 'The mail arrives, and SendGrid says so.' },
        late: { help: 'The mail arrives; SendGrid says so much later.' },
        none: { help: 'The mail arrives and nobody ever says so.' },
        unknown_address: {
          help: 'Bounces for good (bounce, 5.1.1), and the address is marked.',
          fails: { code: 'bounce', words: '550 5.1.1 The mailbox does not exist.' },
        },
        filtered: {
          help: 'Bounces as unwanted (blocked, 5.7.1).',
          fails: { code: 'blocked', words: '550 5.7.1 Blocked by a policy of the recipient.' },
        },
        opted_out: {
          help: 'The mail arrives, and its reader reports it as spam (spamreport).',
          complains: true,
        },
        outage: OPEN_OUTAGE_WAY,
        no_answer: {
          help: 'The mail is taken, but the line breaks. Its event carries our id and settles it.',
        },
      },
      newId: () => randomBytes(16).toString('base64url'),
      names: (account, { email }) =>
        email ? { account: account.address, business: account.address, customer: email } : null,
      webhook,
      sample: (make) => ({
        address: 'hello@parse.harborstreet.example',
        settings: {
          apiKey: `SG.${make.word(22)}.${make.word(43)}`,
          publicKey: publicKeyOf(make, 'Inbound Parse'),
          eventPublicKey: publicKeyOf(make, 'the event webhook'),
          fromName: '',
          aliases: '',
        },
      }),
    },
  ],
  routes: sendgridApi,
}
