// The address bar as a value, and the only way to change it. TanStack Router with routes in code was measured first: 26
// of the 130 KB (gzip) that the JavaScript before the first list may have. Six screens without loaders need one.
import { useMemo } from 'react'
import { type InboxSearch, parseInboxSearch, parseSearch } from '#web/store/filters.ts'
import { listenable, useListenable } from '#web/store/listenable.ts'
import { parsePath, type Route } from './routes.ts'

type Place = { path: string; search: string }
const read = (): Place => ({ path: window.location.pathname, search: window.location.search })

const place = listenable<Place>(read())
window.addEventListener('popstate', () => place.set(read()))

/** Goes to an address of the app. `replace` leaves no step behind for Back. */
export function navigate(href: string, { replace = false }: { replace?: boolean } = {}): void {
  if (href === window.location.pathname + window.location.search) return
  window.history[replace ? 'replaceState' : 'pushState'](null, '', href)
  place.set(read())
}

export function useRoute(): Route {
  const { path } = useListenable(place)
  return useMemo(() => parsePath(path), [path])
}

/** The words after `?`, by name. */
export function useSearchWords(): Record<string, string> {
  const { search } = useListenable(place)
  return useMemo(() => parseSearch(search), [search])
}

/** The inbox's filters as the address says them. */
export function useInboxSearch(): InboxSearch {
  const { search } = useListenable(place)
  return useMemo(() => parseInboxSearch(parseSearch(search)), [search])
}

/** The same, read once: for handlers that must not wait for a render. */
export function inboxSearchNow(): InboxSearch {
  return parseInboxSearch(parseSearch(place.get().search))
}
