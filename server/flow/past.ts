// Messages from before the account was connected come into their thread at their own time, and set nothing in motion:
// no answer, nothing unread, no alert, no takeover. Any number of chunks in any order, each message once.
import type { Channel, InboxAccount, IncomingPast } from '#channels/channel.ts'
import { nameIfUnknown } from '#db/contacts.ts'
import { appendEvents } from '#db/events.ts'
import { insertPast, orderPast, type PastRow, showPast } from '#db/past.ts'
import type { AddressKind } from '#domain/channel.ts'
import { enqueueFetchMedia } from '#jobs/queue.ts'
import { attach } from './2-ingest.ts'
import { mustLock } from './axes.ts'
import type { Flow } from './deps.ts'
import { findPlace } from './echoes.ts'

/** So many messages of one thread are written in one transaction: others wait for its conversation meanwhile. */
const AT_ONCE = 500

/** Stores what is not known yet. Resolves after everything is committed; harmless to repeat. */
export async function recordPast(
  flow: Flow,
  account: InboxAccount,
  channel: Channel,
  items: IncomingPast[],
): Promise<void> {
  const byPerson = Map.groupBy(items, (item) => `${item.addressKind ?? ''} ${item.address}`)
  for (const theirs of byPerson.values())
    for (let from = 0; from < theirs.length; from += AT_ONCE)
      await recordThread(flow, account, channel, theirs.slice(from, from + AT_ONCE))
}

async function recordThread(
  flow: Flow,
  account: InboxAccount,
  channel: Channel,
  items: IncomingPast[],
): Promise<void> {
  const { workspaceId } = account
  const [one] = items
  if (!one) return
  const kind: AddressKind = one.addressKind ?? channel.capabilities.addressKind
  // The provider may name one message twice in a chunk.
  const once = [...new Map(items.map((item) => [item.externalId, item])).values()]
  const rows = await Promise.all(once.map((item) => toRow(flow, workspaceId, item)))
  await flow.store.transaction(async (tx) => {
    const place = await findPlace(flow, tx, account, { kind, value: one.address })
    await mustLock(tx, workspaceId, place.conversationId)
    const written = await insertPast(
      tx,
      workspaceId,
      { ...place, inboxId: account.id, channel: account.channel },
      rows,
    )
    if (written.length === 0) return
    await orderPast(tx, workspaceId, place.conversationId)
    await showPast(tx, workspaceId, place.conversationId)
    const name = items.find((item) => item.name)?.name
    if (name) await nameIfUnknown(tx, workspaceId, place.contactId, name)
    for (const row of rows) {
      const kept = written.find((one) => one.external_id === row.external_id)
      if (kept && row.attachments?.some((a) => a.id === null && a.sourceUrl))
        await enqueueFetchMedia(tx, workspaceId, kept.id)
    }
    await appendEvents(tx, workspaceId, [
      {
        type: 'conversation.past_added',
        conversationId: place.conversationId,
        contactId: place.contactId,
        actor: 'provider',
        data: { messages: written.length },
      },
    ])
  })
}

async function toRow(flow: Flow, workspaceId: string, item: IncomingPast): Promise<PastRow> {
  const theirs = item.direction === 'in'
  return {
    id: flow.ids.next('msg', item.at),
    direction: item.direction,
    external_id: item.externalId,
    author: theirs ? 'contact' : 'phone',
    author_name: theirs ? item.name : null,
    body: item.text.replaceAll('\u0000', ''),
    attachments: await attach(flow, workspaceId, item.files),
    meta: item.meta || item.quotes ? { ...item.meta, ...(item.quotes && { quotes: item.quotes }) } : null,
    status: theirs ? 'received' : (item.status ?? 'sent'),
    created_at: item.at.toISOString(),
  }
}
