// Vapi: while a call goes on it tells the state, and at the end everything at once.

import { agentChannel, DISCLOSURE } from '#simulator/agents/channel.ts'
import { listNumbers, serveRecordings } from '#simulator/agents/numbers.ts'
import { tokenOf } from '#simulator/credentials.ts'
import type { SimulatedProvider } from '#simulator/provider.ts'
import { reports } from './reports.ts'

export const vapi: SimulatedProvider = {
  provider: 'vapi',
  channels: [
    agentChannel({
      reports,
      sample: (make) => ({
        address: '+12125550110',
        settings: { proof: 'hmac', secret: make.word(40), apiKey: make.uuid(), disclosure: DISCLOSURE },
      }),
    }),
  ],
  routes(app, world) {
    const list = { provider: 'vapi', path: '/phone-number', field: 'number' }
    listNumbers(app, world, list, (request) => tokenOf(request, 'Bearer'))
    serveRecordings(app)
  },
}
