// Runs the jobs. graphile-worker does the queueing; ours are the heartbeat, which gives back what a killed process or a
// killed database had taken, and the restart when the database was gone.
import { EventEmitter } from 'node:events'
import { Logger, type Runner, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import type { Store } from '#db/pool.ts'
import { beat, freeLockedJobs, freeUnknownJobs, leave, shortenPauses } from '#db/processes.ts'
import type { Log } from '#lib/log.ts'
import { type JobName, type JobPayload, jobs } from './catalog.ts'

export type Handlers = { [Name in JobName]: (payload: JobPayload<Name>) => Promise<void> }

export type WorkerOptions = {
  store: Store
  handlers: Handlers
  log: Log
  processId: string
  concurrency: number
  /** How often to look for due jobs without being told. */
  pollMs: number
  /** How often to say that we live; a process that misses four beats is taken for dead. */
  beatMs: number
}

export type Worker = { stop(): Promise<void> }

/** One pool of the library's, from its start until it is replaced. */
type Pool = {
  id: string | null
  runner: Runner | null
  /** The ids of the jobs that it runs. */
  running: Set<string>
  /** When it last took, looked for or ended a job. */
  seenAt: number
  /** Replaces it by a new one; once. */
  end(why: string): void
}

const MISSED_BEATS = 4
/** A failed job is tried again after so many beats at the latest. */
const PAUSE_BEATS = 4
const RESTART_MS = 500

/** Starts the worker and its heartbeat; resolves when it takes jobs. `stop` waits for the jobs that run. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { store, log, processId } = options
  const missedMs = options.beatMs * MISSED_BEATS
  let stopping = false
  let current: Pool | null = null

  const heartbeat = async () => {
    const pool = current
    if (pool && !stopping && isStuck(pool)) pool.end('it gave no sign of life')
    try {
      await beat(store, processId, pool?.id ?? null)
      const freed = await freeLockedJobs(store, missedMs)
      if (freed > 0) log.info({ freed }, 'gave back the jobs of a process that is gone')
      const unknown = pool?.id ? await freeUnknownJobs(store, pool.id, [...pool.running], missedMs) : 0
      if (unknown > 0) log.info({ unknown }, 'gave back jobs that the database lost on their way to us')
      await shortenPauses(store, options.beatMs * PAUSE_BEATS)
    } catch (error) {
      // The database is away; the next beat tries again.
      log.debug({ error }, 'heartbeat failed')
    }
  }

  const isStuck = (pool: Pool) =>
    pool.running.size < options.concurrency && performance.now() - pool.seenAt > missedMs + options.pollMs * 4

  /** Starts a pool in place of the one before. What becomes of a pool that was replaced concerns nobody. */
  const start = async () => {
    const pool: Pool = {
      id: null,
      runner: null,
      running: new Set(),
      seenAt: performance.now(),
      end: (why) => {
        if (stopping || current !== pool) return
        current = null
        log.warn({ why }, 'the job worker stopped; starting it again')
        setTimeout(() => {
          if (!stopping) start().catch(() => undefined)
        }, RESTART_MS).unref()
      },
    }
    current = pool
    try {
      const runner = await run({
        pgPool: store.pool,
        taskList: taskList(options.handlers),
        concurrency: options.concurrency,
        pollInterval: options.pollMs,
        noHandleSignals: true,
        // In batches the library retries when the database is gone; one by one it would leave a rejection to nobody.
        preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
        events: watch(pool),
        parsedCronItems: [],
        logger: quietLogger(log),
      })
      pool.runner = runner
      runner.promise.then(
        () => pool.end('it stopped'),
        (error: unknown) => pool.end(reasonOf(error)),
      )
      if (stopping || current !== pool) await runner.stop().catch(() => undefined)
    } catch (error) {
      pool.end(reasonOf(error))
      throw error
    }
  }

  await start()
  await heartbeat()
  const timer = setInterval(heartbeat, options.beatMs)
  timer.unref()
  return {
    async stop() {
      stopping = true
      clearInterval(timer)
      await current?.runner?.stop().catch(() => undefined)
      await leave(store, processId).catch(() => undefined)
    },
  }
}

/** Follows a pool by its events. */
function watch(pool: Pool): WorkerEvents {
  const events: WorkerEvents = new EventEmitter()
  const seen = () => {
    pool.seenAt = performance.now()
  }
  events.on('pool:create', ({ workerPool }) => {
    pool.id = (workerPool as unknown as { id: string }).id
  })
  events.on('worker:getJob:start', seen)
  events.on('job:start', ({ job }) => {
    seen()
    pool.running.add(job.id)
  })
  events.on('job:complete', ({ job }) => {
    seen()
    pool.running.delete(job.id)
  })
  // A pool that loses the database in the middle of its shutdown never settles its promise: its event is earlier.
  events.on('pool:gracefulShutdown', ({ message }) => pool.end(message))
  return events
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function taskList(handlers: Handlers): TaskList {
  const list: TaskList = {}
  for (const name of Object.keys(jobs) as JobName[]) {
    const handle = handlers[name] as (payload: unknown) => Promise<void>
    list[name] = async (payload) => handle(jobs[name].payload.parse(payload))
  }
  return list
}

/** A job that fails is tried again: worth a warning with its name, never its payload. */
function quietLogger(log: Log): Logger {
  return new Logger((scope) => (level, message) => {
    if (level === 'error') log.warn({ job: scope.taskIdentifier, jobId: scope.jobId }, message)
    else if (level === 'warning') log.debug(message)
  })
}
