// Step 6: a provider's word on a message of ours moves its status forward, never back, and is told as an event.
import type { InboxAccount, IncomingReceipt } from '#channels/channel.ts'
import { appendEvents } from '#db/events.ts'
import { applyReceipt } from '#db/outbox.ts'
import type { Tx } from '#db/pool.ts'
import { findReceiptTarget, type ReceiptTarget } from '#db/receipt-notes.ts'
import { applyEffect } from './address-effects.ts'
import type { Flow } from './deps.ts'
import { handOverUndelivered } from './hand-over.ts'
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
    if (noted.effect) await effectOf(flow, tx, account, receipt, noted.target)
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
  if (row.to === 'failed')
    await handOverUndelivered(tx, workspaceId, row, receipt.error?.reason ?? 'the provider says so')
  if (receipt.effect || receipt.complained) {
    const target = await findReceiptTarget(tx, workspaceId, account.id, receipt)
    if (target) await effectOf(flow, tx, account, receipt, target)
  }
  return 'moved'
}

function effectOf(
  flow: Flow,
  tx: Tx,
  account: InboxAccount,
  receipt: IncomingReceipt,
  target: ReceiptTarget,
) {
  return applyEffect(flow, tx, account, target, {
    effect: receipt.complained ? 'complained' : (receipt.effect ?? null),
    reason: receipt.error?.reason ?? null,
    actor: 'provider',
  })
}
