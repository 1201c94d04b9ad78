// Step 6: a provider's word on a message of ours moves its status forward, never back, and is told as an event.
import type { InboxAccount, IncomingReceipt } from '#channels/channel.ts'
import { setUnusable } from '#db/contacts.ts'
import { appendEvents } from '#db/events.ts'
import { applyReceipt } from '#db/outbox.ts'
import type { Tx } from '#db/pool.ts'
import type { Flow } from './deps.ts'
import { recordOptOut } from './opt-out.ts'
import { recordNote } from './receipt-notes.ts'

/** `moved`: the status changed. `nothing`: late, double, or about a message that is not ours. */
export function track(
  flow: Flow,
  account: InboxAccount,
  receipt: IncomingReceipt,
): Promise<'moved' | 'nothing'> {
  return flow.store.transaction((tx) => trackInside(flow, tx, account, receipt))
}

/** The same in the caller's transaction. */
export async function trackInside(
  flow: Flow,
  tx: Tx,
  account: InboxAccount,
  receipt: IncomingReceipt,
): Promise<'moved' | 'nothing'> {
  const { workspaceId } = account
  const noted = await recordNote(tx, account, receipt)
  if (noted) {
    if (noted.effect) await applyEffect(flow, tx, account, receipt, noted.target)
    return 'nothing'
  }
  if (receipt.keepsStatus) return 'nothing'
  const row = await applyReceipt(tx, workspaceId, account.id, {
    externalId: receipt.externalId,
    messageId: receipt.messageId,
    status: receipt.status,
    error: receipt.error,
    returned: receipt.returned ?? false,
    at: receipt.at ?? flow.clock.now(),
  })
  if (!row) return 'nothing'
  await appendEvents(tx, workspaceId, [
    {
      type: 'message.status',
      conversationId: row.conversation_id,
      contactId: row.contact_id,
      messageId: row.id,
      actor: 'provider',
      data: { status: row.to, from: row.from, ...(receipt.error ? { error: receipt.error } : {}) },
    },
  ])
  await applyEffect(flow, tx, account, receipt, row)
  return 'moved'
}

/** What a receipt means for the address that the message went to. */
async function applyEffect(
  flow: Flow,
  tx: Tx,
  account: InboxAccount,
  receipt: IncomingReceipt,
  row: { address_id: string; contact_id: string },
): Promise<void> {
  const { workspaceId } = account
  if (receipt.effect === 'address_unusable' && receipt.error) {
    await setUnusable(tx, workspaceId, row.address_id, {
      reason: receipt.error.reason,
      at: flow.clock.now(),
    })
    await appendEvents(tx, workspaceId, [
      {
        type: 'contact.address_unusable',
        contactId: row.contact_id,
        actor: 'provider',
        data: { addressId: row.address_id, reason: receipt.error.reason },
      },
    ])
  }
  if (receipt.effect === 'opted_out' || receipt.complained)
    await recordOptOut(flow, tx, workspaceId, {
      addressId: row.address_id,
      channel: account.channel,
      source: receipt.complained ? 'complaint' : 'carrier',
      actor: null,
      text: receipt.error?.reason ?? null,
      messageId: null,
    })
}
