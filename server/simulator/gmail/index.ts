// Gmail: a mailbox that is looked into, with pushes by Pub/Sub that say when.
import { randomBytes } from 'node:crypto'
import { mailboxWays } from '#simulator/mailbox/ways.ts'
import type { SimulatedProvider } from '#simulator/provider.ts'
import { gmailApi } from './api.ts'
import { webhook } from './webhook.ts'

export const gmail: SimulatedProvider = {
  provider: 'gmail',
  channels: [
    {
      channel: 'email',
      app: 'mail',
      gestures: [],
      tellsRead: false,
      obeysKeywords: [],
      ways: mailboxWays,
      newId: () => randomBytes(8).toString('hex'),
      names: (account, { email }) =>
        email ? { account: account.address, business: account.address, customer: email } : null,
      webhook,
      sample: (make) => ({
        address: 'office@harborstreet.example',
        settings: {
          clientId: `${make.digits(12)}-${make.word(32)}.apps.googleusercontent.com`,
          clientSecret: `GOCSPX-${make.word(28)}`,
          refreshToken: `1//0${make.word(60)}`,
          signedInAs: 'office@harborstreet.example',
          topic: 'projects/harborstreet/topics/frontdesk',
          pushServiceAccount: 'frontdesk-push@harborstreet.iam.gserviceaccount.com',
          fromName: '',
          aliases: '',
        },
      }),
    },
  ],
  routes: gmailApi,
}
