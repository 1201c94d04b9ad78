// What the AI did about each burst, and why it stayed silent.
import type { TurnTrace } from '#domain/desk.ts'
import type { Store, Tx } from './pool.ts'

export type TurnRecord = {
  id: string
  conversation_id: string
  from_seq: number
  to_seq: number
  outcome: 'answered' | 'silent' | 'stale' | 'failed' | 'drafted'
  reasons: { code: string; text: string; fix: string | null }[]
  trace: TurnTrace | null
  created_at: Date
  /** The conversation's count of changes when it was decided. */
  changes?: number
}

export async function insertTurn(tx: Tx, workspaceId: string, t: TurnRecord): Promise<void> {
  await tx
    .insertInto('turns')
    .values({
      ...t,
      workspace_id: workspaceId,
      reasons: JSON.stringify(t.reasons),
      trace: t.trace ? JSON.stringify(t.trace) : null,
    })
    .execute()
}

/** A turn whose draft a person approved has answered after all. */
export async function markTurnAnswered(tx: Tx, workspaceId: string, id: string): Promise<void> {
  await tx
    .updateTable('turns')
    .set({ outcome: 'answered' })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .where('outcome', '=', 'drafted')
    .execute()
}

/** The newest turns of a conversation, oldest first. */
export async function listTurns(
  store: Store,
  workspaceId: string,
  conversationId: string,
  limit: number,
): Promise<TurnRecord[]> {
  const rows = await store.run<TurnRecord>(
    'turns',
    `select id, conversation_id, from_seq, to_seq, outcome, reasons, trace, created_at from turns
     where workspace_id = $1 and conversation_id = $2 order by to_seq desc, created_at desc limit $3`,
    [workspaceId, conversationId, limit],
  )
  return rows.reverse()
}
