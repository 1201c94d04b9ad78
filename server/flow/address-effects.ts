// What a provider's word on a message means for an address: it cannot be reached, or its person wants no more.
import type { InboxAccount } from '#channels/channel.ts'
import { setUnusable } from '#db/contacts.ts'
import { appendEvents } from '#db/events.ts'
import type { Tx } from '#db/pool.ts'
import type { Flow } from './deps.ts'
import { readerAddress, type Sent } from './mail-reader.ts'
import { type ConsentSource, recordOptOut } from './opt-out.ts'

type Said = {
  effect: 'address_unusable' | 'opted_out' | 'complained' | null
  reason: string | null
  actor: 'provider' | 'system'
}

/** Marks the address of whoever the message was for, where it is one that we know; the customer's own it need not be. */
export async function applyEffect(
  flow: Flow,
  tx: Tx,
  account: InboxAccount,
  message: Sent & { conversation_id: string; contact_id?: string },
  { effect, reason, actor }: Said,
): Promise<void> {
  const { workspaceId } = account
  const addressId = effect && (await readerAddress(tx, workspaceId, message))
  if (!addressId) return
  if (effect !== 'address_unusable') {
    const source: ConsentSource['source'] = effect === 'complained' ? 'complaint' : 'carrier'
    const consent = {
      addressId,
      channel: account.channel,
      source,
      actor: null,
      text: reason,
      messageId: null,
    }
    await recordOptOut(flow, tx, workspaceId, consent)
    return
  }
  if (reason === null) return
  await setUnusable(tx, workspaceId, addressId, { reason, at: flow.clock.now() })
  await appendEvents(tx, workspaceId, [
    {
      type: 'contact.address_unusable',
      conversationId: message.conversation_id,
      contactId: message.contact_id ?? null,
      actor,
      data: { addressId, reason },
    },
  ])
}
