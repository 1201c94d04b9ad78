import { useSyncExternalStore } from 'react'

// The same width at which the rail grows its labels (--breakpoint-wide).
const query = window.matchMedia('(min-width: 75rem)')

/** Is there room for a third pane? */
export function useWide(): boolean {
  return useSyncExternalStore(
    (listener) => {
      query.addEventListener('change', listener)
      return () => query.removeEventListener('change', listener)
    },
    () => query.matches,
  )
}
