// Messages that wait: for a time that a person chose, or by the gate's word. What people may still do with them, guarded by
// the state that they are in.

import type { Verdict } from '#domain/send-gate.ts'
import type { Sending } from '#domain/send-later.ts'
import type { OutboxHead } from './outbox.ts'
import { query, type Store, type Tx } from './pool.ts'

/** It leaves now: its place in the thread is where it leaves, not where it was written. The conversation is held. */
export async function moveToEnd(tx: Tx, workspaceId: string, message: OutboxHead, at: Date): Promise<void> {
  await query(
    tx,
    `with place as (
       update conversations c set last_seq = last_seq + 1, last_message_at = greatest(last_message_at, $4::timestamptz),
         last_message_id = $3, last_direction = 'out', last_author = $5, preview = left($6, 160), missed_call_at = null
       where c.workspace_id = $1 and c.id = $2 returning last_seq)
     update messages m set seq = place.last_seq, created_at = $4 from place where m.workspace_id = $1 and m.id = $3`,
    [
      workspaceId,
      message.conversation_id,
      message.id,
      at,
      message.author,
      message.body || (message.attachments?.[0] ? `📎 ${message.attachments[0].name}` : ''),
    ],
  )
}

/** What a person wrote for later is changed; false where it is on its way, or was none. */
export async function changeScheduled(
  tx: Tx,
  workspaceId: string,
  id: string,
  change: {
    text: string
    sendAt: Date | null
    sending: Sending | null
    nextAttemptAt: Date | null
    verdict: Verdict
  },
): Promise<boolean> {
  const rows = await query(
    tx,
    `update messages set body = $3, send_at = $4, sending = $5, next_attempt_at = $6, verdict = $7
     where workspace_id = $1 and id = $2 and direction = 'out' and status = 'queued' and attempts = 0 returning id`,
    [
      workspaceId,
      id,
      change.text,
      change.sendAt,
      change.sending ? JSON.stringify(change.sending) : null,
      change.nextAttemptAt,
      JSON.stringify(change.verdict),
    ],
  )
  return rows.length > 0
}

/** Drops what has not been taken for sending; false where it has. */
export async function cancelWaiting(tx: Tx, workspaceId: string, id: string): Promise<boolean> {
  const rows = await query(
    tx,
    `update messages set status = 'canceled', next_attempt_at = null, error = null
     where workspace_id = $1 and id = $2 and direction = 'out' and status = 'queued' and attempts = 0 returning id`,
    [workspaceId, id],
  )
  return rows.length > 0
}

/** The customer wrote first: what was not to leave then is dropped. Returns what was. */
export async function dropUnlessTheyWrite(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
  verdict: Verdict,
): Promise<string[]> {
  const rows = await query<{ id: string }>(
    tx,
    `update messages m set status = 'canceled', next_attempt_at = null, verdict = $3
     from conversations c
     where c.workspace_id = $1 and c.id = $2 and m.workspace_id = $1 and m.conversation_id = $2 and m.send_at is not null
       and m.status = 'queued' and (m.sending ->> 'unlessTheyWrite')::boolean and c.last_inbound_seq > m.seq
     returning m.id`,
    [workspaceId, conversationId, JSON.stringify(verdict)],
  )
  return rows.map((row) => row.id)
}

/** Is anything to leave later here? Mostly not, and then this costs next to nothing. */
export async function hasScheduled(
  store: Store,
  workspaceId: string,
  conversationId: string,
): Promise<boolean> {
  const rows = await store.run(
    'has-scheduled',
    `select 1 from messages where workspace_id = $1 and conversation_id = $2 and send_at is not null and status = 'queued' limit 1`,
    [workspaceId, conversationId],
  )
  return rows.length > 0
}
