// Keeps a server running: when it dies without having been asked to, it is started again with growing pauses.
// Where it listens never changes, so a pool only has to connect again.
import type { Log } from '#lib/log.ts'
import type { Exit, Postmaster } from './postmaster.ts'

export type Unsubscribe = () => void

export type Supervised = {
  /** Of the current server process; while it is down, of the last one. */
  readonly pid: number
  /** Called each time the server dies unasked, before it is started again. */
  onExit: (listener: (exit: Exit) => void) => Unsubscribe
  /** Called each time it accepts connections again. */
  onRestart: (listener: () => void) => Unsubscribe
  /** Stops for good, within bounds. Safe to call twice and while it is down. */
  stop(): Promise<void>
}

const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 10_000
/** A server that has lived this long has recovered: the next death begins with the short pause again. */
const HEALTHY_AFTER_MS = 60_000

/** How long a shutdown may take: with checkpoint, then without, then by force. */
const STOP_STEPS = [
  { signal: 'SIGINT', wait: 8000 },
  { signal: 'SIGQUIT', wait: 3000 },
  { signal: 'SIGKILL', wait: 2000 },
] as const

/** Watches `first`; `start` must clear what a dead server left and resolve with one that is ready. */
export function supervise(options: {
  first: Postmaster
  start: () => Promise<Postmaster>
  log: Log
}): Supervised {
  const { start, log } = options
  const exitListeners = new Set<(exit: Exit) => void>()
  const restartListeners = new Set<() => void>()
  const stopping = new AbortController()
  let current = options.first
  let running = true

  const watching = watch()
  return {
    get pid() {
      return current.pid
    },
    onExit: (listener) => subscribe(exitListeners, listener),
    onRestart: (listener) => subscribe(restartListeners, listener),
    async stop() {
      stopping.abort()
      if (running) await stopPostmaster(current)
      await watching
    },
  }

  async function watch(): Promise<void> {
    let pause = FIRST_PAUSE_MS
    while (!stopping.signal.aborted) {
      const since = performance.now()
      const exit = await current.exited
      running = false
      if (stopping.signal.aborted) return
      if (performance.now() - since > HEALTHY_AFTER_MS) pause = FIRST_PAUSE_MS
      log.error({ ...exit, pid: current.pid, pause }, 'the database server died; starting it again')
      for (const listener of exitListeners) listener(exit)
      pause = await restart(pause)
    }
  }

  /** Tries until it runs or we stop. Returns the pause for the next time. */
  async function restart(firstPause: number): Promise<number> {
    for (let pause = firstPause; ; ) {
      await sleep(pause, stopping.signal)
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
      if (stopping.signal.aborted) return pause
      try {
        current = await start()
      } catch (err) {
        log.error({ err, pause }, 'the database server could not be started again')
        continue
      }
      running = true
      // Asked to stop while it was starting: nobody else will stop this one.
      if (stopping.signal.aborted) {
        await stopPostmaster(current)
        return pause
      }
      log.info({ pid: current.pid }, 'the database server is back')
      for (const listener of restartListeners) listener()
      return pause
    }
  }
}

/** Ends one server, gently first. Resolves when it is gone, or when even force had no effect. */
export async function stopPostmaster(postmaster: Postmaster): Promise<void> {
  for (const { signal, wait } of STOP_STEPS) {
    postmaster.signal(signal)
    const waited = new AbortController()
    const isGone = await Promise.race([
      postmaster.exited.then(() => true),
      sleep(wait, waited.signal).then(() => false),
    ])
    waited.abort()
    if (isGone) return
  }
}

function subscribe<T>(listeners: Set<T>, listener: T): Unsubscribe {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
    if (signal.aborted) resolve()
  })
}
