// A provider that says only "there is something" makes the inbox's own work due now. Committed before it is answered,
// so what it told of is fetched whatever happens to this process.
import type { InboxAccount } from '#channels/channel.ts'
import { hurryChores } from '#db/inbox-health.ts'
import { enqueueChores } from '#jobs/queue.ts'
import type { Flow } from './deps.ts'

export async function wakeChores(
  flow: Flow,
  account: Pick<InboxAccount, 'workspaceId' | 'id'>,
  names: string[],
): Promise<void> {
  await flow.store.transaction(async (tx) => {
    await hurryChores(tx, account.workspaceId, account.id, names, flow.clock.now())
    await enqueueChores(tx)
  })
}
