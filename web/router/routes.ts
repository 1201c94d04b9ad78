// Every address of the app: from path to screen and back. Pure.
import { type InboxSearch, stringifySearch } from '#web/store/filters.ts'

export type Route =
  | { screen: 'inbox'; conversationId: string | null }
  | { screen: 'contacts'; contactId: string | null }
  | { screen: 'approvals' }
  | { screen: 'appointments' }
  | { screen: 'needs-a-person' }
  | { screen: 'tasks' }
  | { screen: 'simulator' }
  | { screen: 'settings'; section: string | null }
  | { screen: 'unknown' }
export type Screen = Route['screen']

/** The screen that a path names. `/` is the inbox. */
export function parsePath(path: string): Route {
  const [first = 'inbox', second = null, ...rest] = path.split('/').filter(Boolean).map(decode)
  if (rest.length > 0) return { screen: 'unknown' }
  switch (first) {
    case 'inbox':
      return { screen: 'inbox', conversationId: second }
    case 'contacts':
      return { screen: 'contacts', contactId: second }
    case 'settings':
      return { screen: 'settings', section: second }
    case 'approvals':
    case 'appointments':
    case 'needs-a-person':
    case 'tasks':
    case 'simulator':
      return second === null ? { screen: first } : { screen: 'unknown' }
    default:
      return { screen: 'unknown' }
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

export function inboxPath(conversationId: string | null = null, search: InboxSearch = {}): string {
  return `/inbox${conversationId ? `/${encodeURIComponent(conversationId)}` : ''}${stringifySearch(search)}`
}
export function contactPath(
  contactId: string | null = null,
  search: { q?: string; show?: 'duplicates' } = {},
): string {
  return `/contacts${contactId ? `/${encodeURIComponent(contactId)}` : ''}${stringifySearch(search)}`
}
export function settingsPath(section: string | null = null): string {
  return `/settings${section ? `/${section}` : ''}`
}
