// The first requests of a page, in the one order in which nothing can fall between the list and the live stream:
// who is here and the log's place of now, then the list.
import { get } from './api.ts'
import { client } from './client.ts'
import { prefetchList } from './conversations.ts'
import { parseInboxSearch, parseSearch, toListQuery } from './filters.ts'
import { keys } from './keys.ts'
import { fetchMe } from './session.ts'

/** The log's place of now. To be read before the first list is, so that nothing falls between list and stream. */
export async function fetchCursor(): Promise<string> {
  return (await get<{ cursor: string }>('/events')).cursor
}

let cursor: Promise<string | null> = Promise.resolve(null)

export async function boot(): Promise<void> {
  // Refused while nobody is signed in: the stream then starts after the sign-in.
  cursor = fetchCursor().catch(() => null)
  await client.prefetchQuery({
    queryKey: keys.me,
    queryFn: async () => {
      const [me] = await Promise.all([fetchMe(), cursor])
      return me
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
  const signedIn = client.getQueryData<{ member: unknown }>(keys.me)?.member
  if (signedIn && (location.pathname === '/' || location.pathname.startsWith('/inbox')))
    prefetchList(toListQuery(parseInboxSearch(parseSearch(location.search))))
}

/** The cursor that was read before everything else, once; null afterwards, and where there was none. */
export async function takeBootCursor(): Promise<string | null> {
  const taken = await cursor
  cursor = Promise.resolve(null)
  return taken
}
