// What only mails need: the long parts of one, and the ids that a provider gave ours.
import { query, type Store, type Tx } from './pool.ts'

/** Keeps the long parts of a mail beside its message. */
export async function insertMailBody(
  tx: Tx,
  workspaceId: string,
  body: { messageId: string; html: string | null; fullText: string | null; rawFileId: string | null },
): Promise<void> {
  await tx
    .insertInto('mail_bodies')
    .values({
      workspace_id: workspaceId,
      message_id: body.messageId,
      html: body.html,
      full_text: body.fullText,
      raw_file_id: body.rawFileId,
    })
    .execute()
}

/** A message of ours goes by another id at the provider than we thought: answers are found by this one. */
export async function renameMessage(
  tx: Tx,
  workspaceId: string,
  inboxId: string,
  name: { messageId: string; externalId: string },
): Promise<void> {
  await query(
    tx,
    `update messages set external_id = $4 where workspace_id = $1 and inbox_id = $2 and id = $3 and direction = 'out'
       and external_id is distinct from $4
       and not exists (select 1 from messages o where o.workspace_id = $1 and o.inbox_id = $2 and o.external_id = $4)`,
    [workspaceId, inboxId, name.messageId, name.externalId],
  )
}

/** The conversation that holds the newest mail of a mail service's thread, or null. */
export async function findByMailThread(
  store: Store,
  workspaceId: string,
  inboxId: string,
  thread: string,
): Promise<string | null> {
  const [row] = await store.run<{ conversation_id: string }>(
    'thread-by-mail-thread',
    `select conversation_id from messages where workspace_id = $1 and inbox_id = $2 and email ->> 'thread' = $3
     order by created_at desc limit 1`,
    [workspaceId, inboxId, thread],
  )
  return row?.conversation_id ?? null
}
