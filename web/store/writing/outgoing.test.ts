import { expect, it } from 'vitest'
import { aMessage, minute } from '#web/store/test-rows.ts'
import { type Outgoing, pendingOf } from './outgoing.ts'

const outgoing = (clientId: string, conversationId = 'a'): Outgoing => ({
  clientId,
  conversationId,
  route: null,
  text: 'Hello',
  subject: null,
  attachments: [],
  createdAt: minute(1),
  problem: null,
})

it('a bubble gives way to the server’s copy with its client id, and only in its own thread', () => {
  const all = [outgoing('one'), outgoing('two'), outgoing('three', 'b')]
  const items = [aMessage(1), aMessage(2, { direction: 'out', clientId: 'one' })]
  expect(pendingOf(all, 'a', items).map((o) => o.clientId)).toEqual(['two'])
})
