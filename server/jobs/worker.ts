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

const MISSED_BEATS = 4
/** A failed job is tried again after so many beats at the latest. */
const PAUSE_BEATS = 4

/** Starts the worker and its heartbeat; resolves when it takes jobs. `stop` waits for the jobs that run. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { store, log, processId } = options
  let stopping = false
  let runner: Runner | null = null
  let poolId: string | null = null
  const running = new Set<string>()

  const heartbeat = async () => {
    try {
      await beat(store, processId, poolId)
      const missedMs = options.beatMs * MISSED_BEATS
      const freed = await freeLockedJobs(store, missedMs)
      if (freed > 0) log.info({ freed }, 'gave back the jobs of a process that is gone')
      const unknown = poolId ? await freeUnknownJobs(store, poolId, [...running], missedMs) : 0
      if (unknown > 0) log.info({ unknown }, 'gave back jobs that the database lost on their way to us')
      await shortenPauses(store, options.beatMs * PAUSE_BEATS)
    } catch (error) {
      // The database is away; the next beat tries again.
      log.debug({ error }, 'heartbeat failed')
    }
  }

  const start = async () => {
    let ended = false
    const end = (why: string) => {
      if (ended) return
      ended = true
      restart(why)
    }
    const events: WorkerEvents = new EventEmitter()
    events.on('pool:create', ({ workerPool }) => {
      poolId = (workerPool as unknown as { id: string }).id
    })
    events.on('job:start', ({ job }) => running.add(job.id))
    events.on('job:complete', ({ job }) => running.delete(job.id))
    // A pool that loses the database in the middle of its shutdown never settles its promise: its event is earlier.
    events.on('pool:gracefulShutdown', ({ message }) => end(message))
    runner = await run({
      pgPool: store.pool,
      taskList: taskList(options.handlers),
      concurrency: options.concurrency,
      pollInterval: options.pollMs,
      noHandleSignals: true,
      // In batches the library retries when the database is gone; one by one it would leave a rejection to nobody.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      events,
      parsedCronItems: [],
      logger: quietLogger(log),
    })
    runner.promise.then(
      () => end('it stopped'),
      (error: unknown) => end(error instanceof Error ? error.message : String(error)),
    )
    await heartbeat()
  }
  const restart = (why: string) => {
    if (stopping) return
    log.warn({ why }, 'the job worker stopped; starting it again')
    const retry = () => {
      if (!stopping)
        start().catch((error: unknown) => restart(error instanceof Error ? error.message : String(error)))
    }
    setTimeout(retry, 500).unref()
  }

  await start()
  const timer = setInterval(heartbeat, options.beatMs)
  timer.unref()
  return {
    async stop() {
      stopping = true
      clearInterval(timer)
      await runner?.stop().catch(() => undefined)
      await leave(store, processId).catch(() => undefined)
    },
  }
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
