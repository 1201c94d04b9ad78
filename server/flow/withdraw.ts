// Taking back what we wrote, where a provider can. The provider is asked first, outside of any transaction; what it did
// is then told like a change that it reports itself.
import type { IncomingChange } from '#channels/channel.ts'
import { newestSent } from '#db/logged.ts'
import { findMessage } from '#db/messages.ts'
import { Refusal } from '#domain/errors.ts'
import { takeItems } from './1-receive.ts'
import type { Ingest } from './2-ingest.ts'
import { ioOf } from './channel-io.ts'
import type { Flow } from './deps.ts'

/** Harmless to repeat. Refuses what cannot be taken back, with the reason. */
export async function withdrawMessage(
  flow: Flow,
  ingest: Ingest,
  workspaceId: string,
  messageId: string,
): Promise<void> {
  const message = await findMessage(flow.store, workspaceId, messageId)
  if (!message) throw new Refusal('not_found', 'There is no such message.')
  const connected = await flow.accounts.byId(workspaceId, message.inbox_id)
  const withdraw = connected?.channel.withdraw
  if (!connected || connected.removed || !withdraw)
    throw new Refusal('conflict', 'What was sent here cannot be taken back.')
  const { external_id: externalId } = message
  if (message.direction !== 'out' || !externalId || !['sent', 'delivered', 'read'].includes(message.status))
    throw new Refusal('conflict', 'Only what we have sent can be taken back.')
  const newest = await newestSent(flow.store, workspaceId, message)
  if (newest !== message.id)
    throw new Refusal('conflict', 'Something newer stands in its place: take that back instead.')
  const result = await withdraw(
    { to: message.address_value, externalId },
    connected.account,
    ioOf(flow, connected.account),
  )
  if (result.outcome === 'failed')
    throw new Refusal('unavailable', `${result.error.reason}. ${result.error.action}`)
  const change: IncomingChange = { kind: 'change', targetId: externalId, text: null, at: flow.clock.now() }
  await takeItems(flow, ingest, connected, [change])
}
