// The time that one turn has. Tests end it by hand, so that a timeout is tested without waiting for one.
export type Deadline = {
  signal: AbortSignal
  /** Milliseconds left, never below 0. */
  left(): number
  /** Lets go of the timer. */
  stop(): void
}

export function startDeadline(milliseconds: number): Deadline {
  const controller = new AbortController()
  const end = performance.now() + milliseconds
  const timer = setTimeout(
    () => controller.abort(new DOMException('The time for this turn is over', 'TimeoutError')),
    milliseconds,
  )
  return {
    signal: controller.signal,
    left: () => Math.max(0, end - performance.now()),
    stop: () => clearTimeout(timer),
  }
}

/** What `work` gives, or a rejection with the signal's reason as soon as it is aborted; `work` itself is not stopped. */
export async function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  // Where time is over already, nobody listens to it any more.
  work.catch(() => undefined)
  signal.throwIfAborted()
  const { promise, reject } = Promise.withResolvers<never>()
  const abort = () => reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  try {
    return await Promise.race([work, promise])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
