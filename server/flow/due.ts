// A provider told that there is something to fetch: the chore that fetches it runs now, and not when its turn comes.
import type { InboxAccount, IncomingDue } from '#channels/channel.ts'
import { hurryChore } from '#db/inbox-health.ts'
import { enqueueChores } from '#jobs/queue.ts'
import type { Flow } from './deps.ts'

/** Harmless to repeat. A chore that has never run is planned by the next turn of the schedule anyway. */
export async function recordDue(flow: Flow, account: InboxAccount, { chore }: IncomingDue): Promise<void> {
  await flow.store.transaction(async (tx) => {
    if (await hurryChore(tx, account.workspaceId, account.id, chore, flow.clock.now()))
      await enqueueChores(tx)
  })
}
