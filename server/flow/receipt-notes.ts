// Receipts that say something about a message and leave its status: the mail is delayed, the reader complained, it did
// not reach somebody in copy.
import type { InboxAccount, IncomingReceipt } from '#channels/channel.ts'
import { appendEvents } from '#db/events.ts'
import type { Tx } from '#db/pool.ts'
import { findReceiptTarget, noteOnMessage, type ReceiptTarget } from '#db/receipt-notes.ts'
import type { DeliveryError } from '#domain/message.ts'
import { bare } from './mail-out.ts'
import { readerOf } from './mail-reader.ts'

/** Whom a note is about; `effect` says whether what it means for the address is to be done as well. */
export type Noted = { target: ReceiptTarget; effect: boolean }

/**
 * Takes over a receipt that only notes something, in the caller's transaction. Null where it is one that moves the
 * status, or is about no message of ours.
 */
export async function recordNote(
  tx: Tx,
  account: InboxAccount,
  receipt: IncomingReceipt,
): Promise<Noted | null> {
  if (!receipt.keepsStatus && receipt.recipient === undefined) return null
  const target = await findReceiptTarget(tx, account.workspaceId, account.id, receipt)
  if (!target) return null
  const inCopy = isInCopy(target, receipt.recipient)
  if (!receipt.keepsStatus && !inCopy) return null
  const note = receipt.error && (inCopy ? aboutCopy(receipt.error, receipt.recipient ?? '') : receipt.error)
  if (note && (await noteOnMessage(tx, account.workspaceId, target.id, note)))
    await appendEvents(tx, account.workspaceId, [
      {
        type: 'message.status',
        conversationId: target.conversation_id,
        contactId: target.contact_id,
        messageId: target.id,
        actor: 'provider',
        data: { status: target.status, from: target.status, error: note },
      },
    ])
  return { target, effect: !inCopy }
}

/** A mail goes to several; the message's state is about the one to whom it is addressed. */
function isInCopy(target: ReceiptTarget, recipient: string | undefined): boolean {
  if (recipient === undefined || recipient === readerOf(target)) return false
  const { to, cc, bcc = [] } = target.email ?? { to: [], cc: [] }
  return [...to, ...cc, ...bcc].some((other) => bare(other) === recipient)
}

function aboutCopy(error: DeliveryError, recipient: string): DeliveryError {
  return { ...error, reason: `It did not reach ${recipient}, who was in copy. ${error.reason}` }
}
