// A value outside React that components can watch: for state that the socket, the keyboard or a request changes.
import { useSyncExternalStore } from 'react'

export type Listenable<T> = {
  get(): T
  set(next: T): void
  subscribe(listener: () => void): () => void
}

export function listenable<T>(initial: T): Listenable<T> {
  let value = initial
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return
      value = next
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export function useListenable<T>(source: Listenable<T>): T {
  return useSyncExternalStore(source.subscribe, source.get)
}

/** A listenable that survives a reload. `parse` gets whatever was stored and must answer with a valid value. */
export function stored<T>(key: string, parse: (raw: unknown) => T): Listenable<T> {
  let initial: unknown
  try {
    initial = JSON.parse(localStorage.getItem(key) ?? 'null')
  } catch {
    initial = null
  }
  const inner = listenable(parse(initial))
  return {
    ...inner,
    set(next) {
      inner.set(next)
      try {
        localStorage.setItem(key, JSON.stringify(next))
      } catch {
        // Kept for this page only.
      }
    },
  }
}
