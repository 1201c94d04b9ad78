// What all telephone agents are in the simulator: nobody dials, the provider reports what its agent has done.
import type { SimulatedChannel } from '#simulator/provider.ts'

export function agentChannel(
  own: Pick<SimulatedChannel, 'sample'> & { reports: NonNullable<SimulatedChannel['agent']>['reports'] },
): SimulatedChannel {
  return {
    channel: 'voice',
    app: 'calls',
    gestures: [],
    tellsRead: false,
    obeysKeywords: [],
    ways: {},
    newId: () => '',
    names: (account, { phone }) =>
      phone ? { account: account.address, business: account.address, customer: phone } : null,
    webhook: () => null,
    agent: { reports: own.reports },
    sample: own.sample,
  }
}

export const DISCLOSURE = 'You are speaking with an AI assistant, and this call is recorded.'
