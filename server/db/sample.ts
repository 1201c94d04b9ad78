// The sample business: conversations as if they had happened, and taking all of it away again in one transaction.
// Only rows that are marked as sample go, and what hangs on them; what people added themselves stays.
import type { ChannelKind } from '#domain/channel.ts'
import type { ConversationStatus, EscalationReason, Handler } from '#domain/conversation.ts'
import type { AuthorKind, Direction } from '#domain/message.ts'
import { query, type Tx } from './pool.ts'

export type SampleConversationRow = {
  id: string
  contactId: string
  inboxId: string
  addressId: string
  channel: ChannelKind
  status: ConversationStatus
  handler: Handler
  handledByName: string | null
  subject: string | null
  lines: number
  lastAt: Date
  lastDirection: Direction
  lastAuthor: AuthorKind
  preview: string
  lastInboundSeq: number
  lastInboundAt: Date
  inboundCount: number
  escalation: { reason: EscalationReason; note: string; at: Date } | null
  createdAt: Date
}

/** A conversation in the state in which its last message left it; its messages are written by the caller. */
export async function insertSampleConversation(
  tx: Tx,
  workspaceId: string,
  c: SampleConversationRow,
): Promise<void> {
  await tx
    .insertInto('conversations')
    .values({
      workspace_id: workspaceId,
      id: c.id,
      contact_id: c.contactId,
      inbox_id: c.inboxId,
      address_id: c.addressId,
      channel: c.channel,
      status: c.status,
      handler: c.handler,
      handled_by_name: c.handledByName,
      subject: c.subject,
      last_seq: c.lines,
      last_message_at: c.lastAt,
      last_direction: c.lastDirection,
      last_author: c.lastAuthor,
      preview: c.preview.slice(0, 160),
      last_inbound_seq: c.lastInboundSeq,
      answered_seq: c.lastInboundSeq,
      last_inbound_at: c.lastInboundAt,
      inbound_count: c.inboundCount,
      ai_spoke: true,
      escalation_reason: c.escalation?.reason ?? null,
      escalation_note: c.escalation?.note ?? null,
      escalated_at: c.escalation?.at ?? null,
      sample: true,
      created_at: c.createdAt,
    })
    .execute()
}

export async function setLastMessage(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
  messageId: string,
): Promise<void> {
  await tx
    .updateTable('conversations')
    .set({ last_message_id: messageId })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', conversationId)
    .execute()
}

export async function removeSample(tx: Tx, workspaceId: string, at: Date): Promise<void> {
  // A real customer may have written into a sample inbox: such conversations are not sample and stay readable.
  await query(tx, 'delete from conversations where workspace_id = $1 and sample', [workspaceId])
  await query(tx, 'delete from appointments where workspace_id = $1 and sample', [workspaceId])
  await query(
    tx,
    `delete from contacts p where p.workspace_id = $1 and p.sample and not exists (
       select 1 from conversations c where c.workspace_id = p.workspace_id and c.contact_id = p.id)`,
    [workspaceId],
  )
  await query(tx, 'delete from knowledge where workspace_id = $1 and sample', [workspaceId])
  await query(tx, 'delete from services where workspace_id = $1 and sample', [workspaceId])
  await query(
    tx,
    `update inboxes set deleted_at = $2, status = 'paused' where workspace_id = $1 and sample and deleted_at is null`,
    [workspaceId, at],
  )
  await query(tx, 'delete from simulator_items where workspace_id = $1', [workspaceId])
  await query(tx, 'update workspaces set has_sample = false where id = $1', [workspaceId])
}
