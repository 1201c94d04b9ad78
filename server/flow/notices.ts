// What a provider says about the account itself is kept with the inbox, the newest word on each matter, and told.
import type { InboxAccount, IncomingNotice } from '#channels/channel.ts'
import { appendEvents } from '#db/events.ts'
import { dropNotice, putNotice } from '#db/inbox-health.ts'
import type { Flow } from './deps.ts'

type Inbox = Pick<InboxAccount, 'workspaceId' | 'id'>

/** The same word again changes nothing. */
export async function recordNotice(
  flow: Flow,
  inbox: Inbox,
  notice: Omit<IncomingNotice, 'kind'>,
): Promise<void> {
  const { workspaceId, id } = inbox
  const { code, level, text, data } = notice
  await flow.store.transaction(async (tx) => {
    if (await putNotice(tx, workspaceId, { inbox_id: id, code, level, text, data, at: flow.clock.now() }))
      await appendEvents(tx, workspaceId, [
        { type: 'inbox.updated', actor: 'provider', data: { inboxId: id, notice: code } },
      ])
  })
}

/** Takes a notice back: what it told of is over. */
export async function settleNotice(flow: Flow, inbox: Inbox, code: string): Promise<void> {
  const { workspaceId, id } = inbox
  await flow.store.transaction(async (tx) => {
    if (await dropNotice(tx, workspaceId, id, code))
      await appendEvents(tx, workspaceId, [
        { type: 'inbox.updated', actor: 'system', data: { inboxId: id, notice: code, settled: true } },
      ])
  })
}
