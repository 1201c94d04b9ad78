// What only mails need: the long parts of one, and the ids that a provider gave ours.
import type { EmailHeaders } from '#domain/message.ts'
import { query, type Store, type Tx } from './pool.ts'

/** Keeps the long parts of a mail beside its message. */
export async function insertMailBody(
  tx: Tx,
  workspaceId: string,
  body: { messageId: string; html: string | null; fullText?: string | null; rawFileId?: string | null },
): Promise<void> {
  await tx
    .insertInto('mail_bodies')
    .values({
      workspace_id: workspaceId,
      message_id: body.messageId,
      html: body.html,
      full_text: body.fullText ?? null,
      raw_file_id: body.rawFileId ?? null,
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

/** The conversation to which one of our or their mails belongs, by the first known id of a list. */
export async function findByExternalIds(
  store: Store,
  workspaceId: string,
  inboxId: string,
  ids: string[],
): Promise<string | null> {
  if (ids.length === 0) return null
  const [row] = await store.run<{ conversation_id: string }>(
    'thread-by-ids',
    `select m.conversation_id from messages m where m.workspace_id = $1 and m.inbox_id = $2 and m.external_id = any($3)
     order by array_position($3, m.external_id) limit 1`,
    [workspaceId, inboxId, ids],
  )
  return row?.conversation_id ?? null
}

/** The mail headers that an answer in this conversation must carry: those of the last mail that came in. */
export async function lastInboundMail(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
): Promise<{ email: EmailHeaders | null; subject: string | null; external_id: string | null } | null> {
  const [row] = await query<{
    email: EmailHeaders | null
    subject: string | null
    external_id: string | null
  }>(
    tx,
    `select email, subject, external_id from messages where workspace_id = $1 and conversation_id = $2 and direction = 'in' and email is not null and not automatic
     order by seq desc limit 1`,
    [workspaceId, conversationId],
  )
  return row ?? null
}

export async function findMailBody(
  store: Store,
  workspaceId: string,
  messageId: string,
): Promise<{ html: string | null; full_text: string | null; raw_file_id: string | null } | null> {
  const [row] = await store.run<{
    html: string | null
    full_text: string | null
    raw_file_id: string | null
  }>(
    'mail-body',
    'select html, full_text, raw_file_id from mail_bodies where workspace_id = $1 and message_id = $2',
    [workspaceId, messageId],
  )
  return row ?? null
}
