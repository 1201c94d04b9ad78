// A young database has no statistics, and without them the planner walks whole workspaces for single rows until the
// first autovacuum comes round. So the tables of the message path are looked over as they first fill.
import type { Store } from './pool.ts'

/** After so many messages of this process the tables are analysed, where nobody has done it. */
export const ANALYSE_AFTER = [100, 1_000, 10_000]

export async function analyseYoungTables(store: Store, rows: number): Promise<boolean> {
  const [known] = await store.run<{ rows: number }>(
    'statistics',
    `select greatest(reltuples, 0)::float8 as rows from pg_class where oid = 'messages'::regclass`,
    [],
  )
  if ((known?.rows ?? 0) > rows / 2) return false
  await store.pool.query(
    'analyze contacts, addresses, threads, conversations, messages, events, inboxes, graphile_worker._private_jobs, graphile_worker._private_tasks',
  )
  return true
}
