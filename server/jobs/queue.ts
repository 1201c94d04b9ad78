// Enqueueing, always in the caller's transaction.
import { query, type Tx } from '#db/pool.ts'

type When = { runAt?: Date }

async function addJob(
  tx: Tx,
  name: string,
  payload: unknown,
  options: { queue: string | null; key: string; runAt: Date | null; maxAttempts: number },
): Promise<void> {
  await query(
    tx,
    `select 1 from graphile_worker.add_job($1, payload => $2::json, queue_name => $3, run_at => $4, max_attempts => $5, job_key => $6)`,
    [name, JSON.stringify(payload), options.queue, options.runAt, options.maxAttempts, options.key],
  )
}

/** Deliveries of one conversation run one after another, in a queue apart from its turns: a slow model delays no person. */
export function enqueueDeliver(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
  when: When = {},
): Promise<void> {
  return addJob(
    tx,
    'deliver',
    { workspaceId, conversationId },
    {
      queue: `o:${conversationId}`,
      key: `deliver:${conversationId}`,
      runAt: when.runAt ?? null,
      maxAttempts: 25,
    },
  )
}

export function enqueueRespond(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
  when: When = {},
): Promise<void> {
  return addJob(
    tx,
    'respond',
    { workspaceId, conversationId },
    {
      queue: `c:${conversationId}`,
      key: `respond:${conversationId}`,
      runAt: when.runAt ?? null,
      maxAttempts: 25,
    },
  )
}
