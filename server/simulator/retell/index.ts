// Retell: three events a call, and the last has what was made of it.

import { agentChannel, DISCLOSURE } from '#simulator/agents/channel.ts'
import { listNumbers, serveRecordings } from '#simulator/agents/numbers.ts'
import { tokenOf } from '#simulator/credentials.ts'
import type { SimulatedProvider } from '#simulator/provider.ts'
import { reports } from './reports.ts'

export const retell: SimulatedProvider = {
  provider: 'retell',
  channels: [
    agentChannel({
      reports,
      sample: (make) => ({
        address: '+12125550111',
        settings: { apiKey: `key_${make.hex(28)}`, disclosure: DISCLOSURE },
      }),
    }),
  ],
  routes(app, world) {
    const list = { provider: 'retell', path: '/list-phone-numbers', field: 'phone_number' }
    listNumbers(app, world, list, (request) => tokenOf(request, 'Bearer'))
    serveRecordings(app)
  },
}
