// Microsoft 365: a mailbox that is looked into over Graph, with notifications that say when.
import { randomBytes } from 'node:crypto'
import { mailboxWays } from '#simulator/mailbox/ways.ts'
import type { SimulatedProvider } from '#simulator/provider.ts'
import { graphApi } from './api.ts'
import { messageId } from './resource.ts'
import { webhook } from './webhook.ts'

export const graph: SimulatedProvider = {
  provider: 'graph',
  channels: [
    {
      channel: 'email',
      app: 'mail',
      gestures: [],
      tellsRead: false,
      obeysKeywords: [],
      ways: mailboxWays,
      newId: () => messageId({ id: randomBytes(8).toString('hex') }),
      names: (account, { email }) =>
        email ? { account: account.address, business: account.address, customer: email } : null,
      webhook,
      sample: (make) => ({
        address: 'team@harborstreet.example',
        settings: {
          clientId: make.uuid(),
          clientSecret: make.word(40),
          tenant: make.uuid(),
          refreshToken: `1.A${make.word(60)}`,
          signedInAs: 'team@harborstreet.example',
          fromName: '',
          aliases: '',
        },
      }),
    },
  ],
  routes: graphApi,
}
