// The running processes. A job that a killed process had taken is given back as soon as that process is missed.
import type { Store } from './pool.ts'

export async function beat(store: Store, id: string, workerId: string | null): Promise<void> {
  await store.run(
    'process-beat',
    `insert into processes (id, worker_id, seen_at) values ($1, $2, now())
     on conflict (id) do update set worker_id = excluded.worker_id, seen_at = excluded.seen_at`,
    [id, workerId],
  )
}
export async function leave(store: Store, id: string): Promise<void> {
  await store.run('process-leave', 'delete from processes where id = $1', [id])
}

/**
 * Frees the jobs of processes that have not been seen for `missedMs`. Everything a job does is guarded, so a process
 * that was only slow does no harm.
 */
export async function freeLockedJobs(store: Store, missedMs: number): Promise<number> {
  const rows = await store.run<{ id: string }>(
    'process-free',
    `with alive as (
       select worker_id from processes where seen_at >= now() - make_interval(secs => $1 / 1000.0) and worker_id is not null
     ), locked as (
       select distinct locked_by from graphile_worker._private_jobs where locked_at is not null
     ), dead as (
       select locked_by from locked where locked_by not in (select worker_id from alive)
     )
     select locked_by as id, graphile_worker.force_unlock_workers(array[locked_by]) from dead`,
    [missedMs],
  )
  // A job whose place another one took while it ran is not tried again, and stays when its process dies.
  await store.run(
    'process-superseded',
    'delete from graphile_worker._private_jobs where key is null and attempts >= max_attempts and locked_at is null',
    [],
  )
  await store.run(
    'process-forget',
    'delete from processes where seen_at < now() - make_interval(secs => $1 / 1000.0)',
    [missedMs * 10],
  )
  return rows.length
}

/**
 * Frees jobs that this process took and does not know of: the database was killed between taking a job and telling us.
 * `running` are the ids of the jobs that it does run.
 */
export async function freeUnknownJobs(
  store: Store,
  workerId: string,
  running: string[],
  missedMs: number,
): Promise<number> {
  const rows = await store.run<{ id: number }>(
    'process-unknown-jobs',
    `update graphile_worker._private_jobs set locked_at = null, locked_by = null, run_at = now()
     where locked_by = $1 and id <> all($2::bigint[]) and locked_at < now() - make_interval(secs => $3 / 1000.0)
     returning id`,
    [workerId, running, missedMs],
  )
  return rows.length
}

/**
 * Failed jobs wait no longer than `mostMs`. The library's pauses grow to hours; a database that was away a few times
 * must not keep a customer waiting for minutes.
 */
export async function shortenPauses(store: Store, mostMs: number): Promise<void> {
  await store.run(
    'process-shorten-pauses',
    `update graphile_worker._private_jobs set run_at = now() + make_interval(secs => $1 / 1000.0)
     where attempts > 0 and attempts < max_attempts and locked_at is null and run_at > now() + make_interval(secs => $1 / 1000.0)`,
    [mostMs],
  )
}
