// What the AI itself said last in a conversation.
import { type AiWords, aiWordsOf } from '#domain/draft.ts'
import { query, type Tx } from './pool.ts'

/** The last message of ours up to a place, where the AI wrote it; null where a person did, or nobody knows what it was about. */
export async function findLastAiWords(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
  upTo: number,
): Promise<{ inboxId: string; words: AiWords } | null> {
  const [row] = await query<{ author: string; inbox_id: string; meta: Record<string, unknown> | null }>(
    tx,
    `select m.author, m.inbox_id, m.meta from messages m
     join conversations c on c.workspace_id = m.workspace_id and c.id = m.conversation_id
     where m.workspace_id = $1 and m.conversation_id = $2 and m.direction = 'out' and m.status not in ('canceled', 'failed')
       and m.author in ('ai', 'member', 'api', 'phone')
       and m.seq < coalesce((select min(i.seq) from messages i where i.workspace_id = $1 and i.conversation_id = $2 and i.direction = 'in' and i.seq > $3), 2147483647)
     order by m.seq desc limit 1`,
    [workspaceId, conversationId, upTo],
  )
  const words = row?.author === 'ai' ? aiWordsOf(row.meta) : null
  return row && words ? { inboxId: row.inbox_id, words } : null
}
