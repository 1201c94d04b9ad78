// What a provider says about a message of ours without moving its status: a delay, a complaint, somebody in copy.
import type { DeliveryError, EmailHeaders, MessageStatus } from '#domain/message.ts'
import { query, type Tx } from './pool.ts'

export type ReceiptTarget = {
  id: string
  conversation_id: string
  contact_id: string
  address_id: string
  address: string
  email: EmailHeaders | null
  status: MessageStatus
}

/** The message of ours that a receipt names by the provider's id or by ours; null where it names none. */
export async function findReceiptTarget(
  tx: Tx,
  workspaceId: string,
  inboxId: string,
  receipt: { externalId: string; messageId: string | null },
): Promise<ReceiptTarget | null> {
  const [row] = await query<ReceiptTarget>(
    tx,
    `select m.id, m.conversation_id, c.contact_id, m.address_id, a.value as address, m.email, m.status
     from messages m
     join conversations c on c.workspace_id = m.workspace_id and c.id = m.conversation_id
     join addresses a on a.workspace_id = m.workspace_id and a.id = m.address_id
     where m.workspace_id = $1 and m.inbox_id = $2 and m.direction = 'out'
       and (m.external_id = $3 or (m.id = $4 and (m.external_id is null or m.email is not null) and not coalesce(m.meta -> 'pastIds' ? $3, false)))`,
    [workspaceId, inboxId, receipt.externalId, receipt.messageId],
  )
  return row ?? null
}

/** Puts a reason at a message that has left. False where it failed or was canceled: then its own reason stays. */
export async function noteOnMessage(
  tx: Tx,
  workspaceId: string,
  messageId: string,
  note: DeliveryError,
): Promise<boolean> {
  const rows = await query(
    tx,
    `update messages set error = $3::jsonb where workspace_id = $1 and id = $2 and direction = 'out'
       and status in ('sending', 'sent', 'delivered', 'read') and error is distinct from $3::jsonb returning id`,
    [workspaceId, messageId, JSON.stringify(note)],
  )
  return rows.length === 1
}
