// How far each mailbox has been read. Saved after the mails are committed.
import type { Tx } from './pool.ts'

/** What the watcher keeps of a mailbox; the channel knows its shape. */
export type MailboxState = Record<string, unknown>

export async function loadMailbox(
  tx: Tx,
  workspaceId: string,
  inboxId: string,
  mailbox: string,
): Promise<MailboxState | null> {
  const row = await tx
    .selectFrom('mailbox_cursors')
    .select('state')
    .where('workspace_id', '=', workspaceId)
    .where('inbox_id', '=', inboxId)
    .where('mailbox', '=', mailbox)
    .executeTakeFirst()
  return row?.state ?? null
}
export async function saveMailbox(
  tx: Tx,
  workspaceId: string,
  inboxId: string,
  mailbox: string,
  state: MailboxState,
): Promise<void> {
  await tx
    .insertInto('mailbox_cursors')
    .values({ workspace_id: workspaceId, inbox_id: inboxId, mailbox, state: JSON.stringify(state) })
    .onConflict((c) =>
      c.columns(['workspace_id', 'inbox_id', 'mailbox']).doUpdateSet({ state: JSON.stringify(state) }),
    )
    .execute()
}
