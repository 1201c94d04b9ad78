// The monthly SMS allowance, counted as messages are taken for sending.
import { query, type Tx } from './pool.ts'

export async function readUsage(
  tx: Tx,
  workspaceId: string,
  month: string,
): Promise<{ sms: number; segments: number }> {
  const [row] = await query<{ sms: number; segments: number }>(
    tx,
    'select sms, segments from usage where workspace_id = $1 and month = $2',
    [workspaceId, month],
  )
  return row ?? { sms: 0, segments: 0 }
}

/** Adds to (or, with negative numbers, gives back from) a month's count. */
export async function addUsage(
  tx: Tx,
  workspaceId: string,
  month: string,
  sms: number,
  segments: number,
): Promise<void> {
  await query(
    tx,
    `insert into usage (workspace_id, month, sms, segments) values ($1, $2, greatest(0, $3::int), greatest(0, $4::int))
     on conflict (workspace_id, month) do update set sms = greatest(0, usage.sms + $3::int), segments = greatest(0, usage.segments + $4::int)`,
    [workspaceId, month, sms, segments],
  )
}
