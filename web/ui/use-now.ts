import { useSyncExternalStore } from 'react'

// One clock for all relative times on the screen: they change together, and a list of thousands costs one timer.
const MINUTE = 60_000
let now = new Date()
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    now = new Date()
    for (const each of listeners) each()
  }, MINUTE / 2)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** The time now, to half a minute. */
export function useNow(): Date {
  return useSyncExternalStore(subscribe, () => now)
}
