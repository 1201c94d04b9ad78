// What recurs: the sweep and the inboxes' own work, every minute (job keys make several schedulers harmless), and the
// wake-ups for jobs that become due later. graphile-worker learns of due jobs by polling; a notification at the
// right moment ends a burst window on time instead of up to a poll late.
import type { Store } from '#db/pool.ts'
import type { Log } from '#lib/log.ts'

const SWEEP_MS = 60_000
const FAR_MS = 3_600_000

export type Schedules = { wakeAt(at: Date): void; stop(): void }

/** Starts the schedules of this process. `wakeAt` is a hint only: the job is in the database whatever happens here. */
export function startSchedules(store: Store, log: Log): Schedules {
  const timers = new Map<number, NodeJS.Timeout>()
  const enqueueRecurring = () => {
    store
      .run(
        'enqueue-recurring',
        `select graphile_worker.add_job(name, job_key => name, max_attempts => 1) from unnest(array['sweep', 'chores']) name`,
        [],
      )
      .catch((error: unknown) => log.debug({ error }, 'could not enqueue what recurs'))
  }
  const sweeper = setInterval(enqueueRecurring, SWEEP_MS)
  sweeper.unref()
  return {
    wakeAt(at) {
      // One wake-up serves everything due within the same 10 ms.
      const slot = Math.ceil((at.getTime() + 2) / 10)
      // What is further away is found by the worker's own looking; a timer for weeks would ring at once.
      if (at.getTime() - Date.now() > FAR_MS) return
      if (timers.has(slot)) return
      const timer = setTimeout(
        () => {
          timers.delete(slot)
          store
            .run('wake-worker', `select pg_notify('jobs:insert', '{"count":4}')`, [])
            .catch((error: unknown) => log.debug({ error }, 'could not wake the worker'))
        },
        Math.max(0, slot * 10 - Date.now()),
      )
      timer.unref()
      timers.set(slot, timer)
    },
    stop() {
      clearInterval(sweeper)
      for (const timer of timers.values()) clearTimeout(timer)
    },
  }
}
