// Approved templates of an inbox: fetched from the provider, kept beside the inbox, changed when the provider says so.
import type { InboxAccount, IncomingTemplateChange } from '#channels/channel.ts'
import { appendEvents } from '#db/events.ts'
import type { Tx } from '#db/pool.ts'
import { changeTemplate, replaceTemplates } from '#db/templates.ts'
import { Refusal } from '#domain/errors.ts'
import type { Template } from '#domain/template.ts'
import { ioOf } from './channel-io.ts'
import type { Flow } from './deps.ts'
import { settleNotice } from './notices.ts'

/** Asks the provider for all templates of an inbox and keeps them. Refuses where it has none, or says nothing. */
export async function syncTemplates(flow: Flow, workspaceId: string, inboxId: string): Promise<void> {
  const connected = await flow.accounts.byId(workspaceId, inboxId)
  if (!connected) throw new Refusal('not_found', 'There is no such inbox.')
  const { channel, account } = connected
  if (!channel.templates)
    throw new Refusal('invalid_input', `${channel.capabilities.label} has no templates.`)
  const list = await channel.templates.list(account, ioOf(flow, account))
  if (list.outcome === 'failed') throw new Refusal('unavailable', `${list.reason}. ${list.remedy}`)
  await keepTemplates(flow, account, list.templates)
  // Whoever has mended what kept the chore from it need not wait for its next turn.
  await settleNotice(flow, account, 'chore:templates')
}

/** Makes the stored templates those that the provider has. */
export async function keepTemplates(flow: Flow, account: InboxAccount, all: Template[]): Promise<void> {
  const now = flow.clock.now()
  await flow.store.transaction(async (tx) => {
    // The same id twice on two pages (the list moved meanwhile) is one template.
    const once = [...new Map(all.map((content) => [content.externalId, content])).values()]
    await replaceTemplates(
      tx,
      account.workspaceId,
      account.id,
      once.map((content) => ({ id: flow.ids.next('tpl', now), content })),
      now,
    )
    await tellInbox(tx, account)
  })
}

/** What the provider says about one template. One that is not known yet comes with the next synchronisation. */
export async function changeOneTemplate(
  flow: Flow,
  account: InboxAccount,
  item: IncomingTemplateChange,
): Promise<void> {
  await flow.store.transaction(async (tx) => {
    if (await changeTemplate(tx, account.workspaceId, account.id, item.externalId, item.change))
      await tellInbox(tx, account)
  })
}

function tellInbox(tx: Tx, account: InboxAccount): Promise<void> {
  return appendEvents(tx, account.workspaceId, [
    { type: 'inbox.updated', actor: 'provider', data: { inboxId: account.id, templates: true } },
  ])
}
