// Messages that others answer: by our id when somebody writes, by the provider's when somebody reads.
import { query, type Tx } from './pool.ts'

export async function findQuotable(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
  messageId: string,
): Promise<{ inbox_id: string; external_id: string | null } | null> {
  const [row] = await query<{ inbox_id: string; external_id: string | null }>(
    tx,
    'select inbox_id, external_id from messages where workspace_id = $1 and conversation_id = $2 and id = $3',
    [workspaceId, conversationId, messageId],
  )
  return row ?? null
}

export type Quoted = {
  id: string
  seq: number
  direction: 'in' | 'out'
  author_name: string | null
  body: string
}

/** Puts the answered message beside each that answers one. One question for a page, and none where nobody answers. */
export async function attachQuoted<Row extends { inbox_id: string; meta: Record<string, unknown> | null }>(
  tx: Tx,
  workspaceId: string,
  rows: Row[],
): Promise<(Row & { quoted: Quoted | null })[]> {
  const wanted = new Set(rows.flatMap((row) => quotedId(row) ?? []))
  if (wanted.size === 0) return rows.map((row) => ({ ...row, quoted: null }))
  const found = await query<Quoted & { inbox_id: string; external_id: string }>(
    tx,
    `select inbox_id, external_id, id, seq, direction, author_name,
       left(case when body <> '' then body else coalesce('📎 ' || (attachments -> 0 ->> 'name'), '') end, 200) as body
     from messages where workspace_id = $1 and inbox_id = any($2) and external_id = any($3)`,
    [workspaceId, [...new Set(rows.map((row) => row.inbox_id))], [...wanted]],
  )
  const known = new Map(found.map((one) => [`${one.inbox_id} ${one.external_id}`, one]))
  return rows.map((row) => ({ ...row, quoted: known.get(`${row.inbox_id} ${quotedId(row)}`) ?? null }))
}

function quotedId(row: { meta: Record<string, unknown> | null }): string | null {
  const id = row.meta?.['quotes']
  return typeof id === 'string' ? id : null
}
