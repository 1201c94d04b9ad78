// What the database knows after a run: is every acknowledged message there once, with what belongs to it?
import type { Store } from '#db/pool.ts'

export type Stored = { messages: number; twice: number; withoutEvent: number; withoutJob: number }

/**
 * Looks up acknowledged messages by their provider's ids. A message has its job while one waits for its conversation,
 * and had it where a turn has dealt with it.
 */
export async function checkStored(store: Store, externalIds: string[]): Promise<Stored> {
  const { rows } = await store.pool.query<Stored>({
    text: `with asked as (select unnest($1::text[]) as external_id),
      found as (select m.* from asked a join messages m on m.external_id = a.external_id),
      logged as (select message_id, count(*) as times from events where type = 'message.received' group by message_id)
    select count(distinct f.external_id)::int as messages,
      (count(*) - count(distinct f.external_id))::int as twice,
      (count(*) filter (where coalesce(l.times, 0) <> 1))::int as "withoutEvent",
      (count(*) filter (where c.id is null or (c.answered_seq < f.seq and j.key is null)))::int as "withoutJob"
    from found f
    left join conversations c on c.workspace_id = f.workspace_id and c.id = f.conversation_id
    left join logged l on l.message_id = f.id
    left join graphile_worker.jobs j on j.key = 'respond:' || f.conversation_id`,
    values: [externalIds],
  })
  return rows[0] ?? { messages: 0, twice: 0, withoutEvent: 0, withoutJob: 0 }
}

/** Jobs that wait or run. */
export async function countJobs(store: Store): Promise<number> {
  const { rows } = await store.pool.query<{ n: number }>(
    `select count(*)::int as n from graphile_worker.jobs where task_identifier in ('respond', 'deliver')`,
  )
  return rows[0]?.n ?? 0
}

/** Resolves when the worker has nothing left to do; how long that took, in ms. */
export async function waitForWorker(store: Store, ms: number): Promise<number> {
  const began = performance.now()
  while ((await countJobs(store)) > 0) {
    if (performance.now() - began > ms) throw new Error(`jobs were still waiting after ${ms} ms`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  return performance.now() - began
}
