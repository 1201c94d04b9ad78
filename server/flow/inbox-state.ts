// Pausing an inbox holds what people write there; making it active again lets it go at once.
import { appendEvents } from '#db/events.ts'
import { type InboxRecord, updateInbox } from '#db/inboxes.ts'
import { releaseDeferred } from '#db/outbox.ts'
import { enqueueDeliver } from '#jobs/queue.ts'
import type { Actor } from './axes.ts'
import type { Flow } from './deps.ts'
import { silence } from './stop.ts'

type Change = Parameters<typeof updateInbox>[3]

/** Changes an inbox, tells of it, and wakes its outbox where it becomes active. */
export async function changeInbox(
  flow: Flow,
  workspaceId: string,
  actor: Pick<Actor, 'id' | 'name'>,
  row: InboxRecord,
  change: Change,
): Promise<void> {
  await flow.store.transaction(async (tx) => {
    if (change.ai_enabled === false && row.ai_enabled)
      await silence(
        flow,
        tx,
        workspaceId,
        actor,
        { inboxId: row.id },
        `${actor.name} switched the AI off for the inbox ${row.name}`,
      )
    await updateInbox(tx, workspaceId, row.id, change)
    await appendEvents(tx, workspaceId, [
      { type: 'inbox.updated', actor: actor.id, data: { inboxId: row.id } },
    ])
    if (row.status === 'paused' && change.status === 'active')
      for (const conversationId of await releaseDeferred(tx, workspaceId, row.id))
        await enqueueDeliver(tx, workspaceId, conversationId)
  })
  flow.accounts.forget()
}
