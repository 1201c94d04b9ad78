// What somebody at the business wrote elsewhere (on the phone, in the provider's own app) becomes a message of theirs in
// the thread. A person has answered, so the AI stays out, exactly as if they had written here.
import type { Channel, InboxAccount, IncomingEcho } from '#channels/channel.ts'
import { settleBurst } from '#db/conversations.ts'
import { claimExternalId, openAddress, openThread } from '#db/echoes.ts'
import { appendEvents } from '#db/events.ts'
import { insertOutbound } from '#db/messages.ts'
import type { Tx } from '#db/pool.ts'
import type { AddressKind } from '#domain/channel.ts'
import { enqueueFetchMedia } from '#jobs/queue.ts'
import { attach } from './2-ingest.ts'
import { mustLock, takeConversation } from './axes.ts'
import type { Flow } from './deps.ts'
import { linkOwn } from './own-echoes.ts'

const SOMEBODY = { id: 'phone', name: 'Somebody on the phone' }

/** `stored` once; `known` for what was stored before, in any number of copies at once. */
export async function recordEcho(
  flow: Flow,
  account: InboxAccount,
  channel: Channel,
  echo: IncomingEcho,
): Promise<'stored' | 'known'> {
  const { workspaceId } = account
  const attachments = (await attach(flow, workspaceId, echo.files)) ?? []
  return flow.store.transaction(async (tx) => {
    if (!(await claimExternalId(tx, workspaceId, account.id, echo.externalId))) return 'known'
    if ((await linkOwn(flow, tx, account, channel, echo)) || echo.own) return 'known'
    const somebody = { id: SOMEBODY.id, name: echo.by ?? SOMEBODY.name }
    const place = await findPlace(flow, tx, account, {
      kind: echo.toKind ?? channel.capabilities.addressKind,
      value: echo.to,
    })
    const conversation = await mustLock(tx, workspaceId, place.conversationId)
    await takeConversation(flow, tx, workspaceId, conversation, somebody, 'takeover')
    const now = flow.clock.now()
    const messageId = flow.ids.next('msg', now)
    await insertOutbound(tx, workspaceId, {
      id: messageId,
      conversationId: conversation.id,
      seq: conversation.last_seq + 1,
      channel: account.channel,
      inboxId: account.id,
      addressId: place.addressId,
      externalId: echo.externalId,
      author: 'phone',
      authorId: null,
      authorName: echo.by ?? null,
      purpose: 'reply',
      body: echo.text,
      subject: null,
      attachments,
      email: null,
      turn: conversation.turn,
      turnId: null,
      status: 'sent',
      // It has left already, and not through us: there was nothing to ask the gate.
      verdict: null,
      error: null,
      clientId: null,
      meta:
        echo.meta || echo.quotes ? { ...echo.meta, ...(echo.quotes ? { quotes: echo.quotes } : {}) } : null,
      at: now,
      nextAttemptAt: null,
    })
    await settleBurst(tx, workspaceId, conversation.id)
    await appendEvents(tx, workspaceId, [
      {
        type: 'message.status',
        conversationId: conversation.id,
        contactId: conversation.contact_id,
        messageId,
        actor: somebody.id,
        data: { status: 'sent', echo: true },
      },
    ])
    if (attachments.some((a) => a.id === null && a.sourceUrl))
      await enqueueFetchMedia(tx, workspaceId, messageId)
    return 'stored'
  })
}

/** The customer's thread on this inbox; whoever was written to first on the phone becomes a contact here. */
export async function findPlace(
  flow: Flow,
  tx: Tx,
  account: InboxAccount,
  to: { kind: AddressKind; value: string },
): Promise<{ conversationId: string; addressId: string; contactId: string }> {
  const { workspaceId } = account
  const at = flow.clock.now()
  const address = await openAddress(tx, workspaceId, {
    id: flow.ids.next('adr', at),
    contactId: flow.ids.next('con', at),
    ...to,
    at,
  })
  const thread = await openThread(tx, workspaceId, {
    conversationId: flow.ids.next('conv', at),
    contactId: address.contactId,
    inboxId: account.id,
    addressId: address.id,
    channel: account.channel,
    at,
  })
  if (address.made)
    await appendEvents(tx, workspaceId, [
      { type: 'contact.created', contactId: address.contactId, actor: 'system' },
    ])
  if (thread.made)
    await appendEvents(tx, workspaceId, [
      {
        type: 'conversation.created',
        conversationId: thread.id,
        contactId: address.contactId,
        actor: 'system',
      },
    ])
  return { conversationId: thread.id, addressId: address.id, contactId: address.contactId }
}
