// Which of our messages is it that a provider shows us as sent? Its echo may be faster than the answer to the send.
import type { Attachment } from '#domain/message.ts'
import { query, type Tx } from './pool.ts'

export type Unproved = {
  id: string
  body: string
  attachments: Attachment[] | null
  status: 'sending' | 'failed'
}

/** So far back in a thread a message can be that nobody has proved yet. */
const RECENT = 100

/**
 * Messages of a conversation that are on their way over an inbox, or of which nobody knows whether they left; locked, the
 * oldest first. Whoever settles one of them waits, or was before and has given it its id.
 */
export async function lockUnproved(
  tx: Tx,
  workspaceId: string,
  inboxId: string,
  conversationId: string,
): Promise<Unproved[]> {
  return query<Unproved>(
    tx,
    `select m.id, m.body, m.attachments, m.status from messages m
     where m.workspace_id = $1 and m.conversation_id = $3 and m.inbox_id = $2 and m.direction = 'out' and m.external_id is null
       and m.seq > (select last_seq - ${RECENT} from conversations where workspace_id = $1 and id = $3)
       and (m.status = 'sending' or (m.status = 'failed' and m.error ->> 'code' = 'unknown'))
     order by m.seq for update`,
    [workspaceId, inboxId, conversationId],
  )
}

/** The provider has it under this id. False where its answer was faster. */
export async function proveSent(
  tx: Tx,
  workspaceId: string,
  messageId: string,
  externalId: string,
  at: Date,
): Promise<boolean> {
  const rows = await query(
    tx,
    `update messages set external_id = $3, status = 'sent', sent_at = coalesce(sent_at, $4::timestamptz), error = null, next_attempt_at = null
     where workspace_id = $1 and id = $2 and external_id is null and status in ('sending', 'failed') returning id`,
    [workspaceId, messageId, externalId, at],
  )
  return rows.length > 0
}
