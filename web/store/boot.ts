// The first requests of a page, in the one order in which nothing can fall between the list and the live stream:
// who is here and the log's place of now, then the list.
import type { Me } from '#wire/api/settings.ts'
import { get } from './api.ts'
import { client } from './client.ts'
import { prefetchList } from './conversations.ts'
import { parseInboxSearch, parseSearch, toListQuery } from './filters.ts'
import { keys } from './keys.ts'
import { stored } from './listenable.ts'
import { fetchMe } from './session.ts'

/** Was somebody signed in here last time? Then both first questions are asked at once. */
const expected = stored<boolean>('frontdesk.signed-in', (raw) => raw === true)

/** The log's place of now. To be read before the first list is. */
export async function fetchCursor(): Promise<string> {
  return (await get<{ cursor: string }>('/events')).cursor
}

let cursor: Promise<string | null> = Promise.resolve(null)
const askCursor = (): Promise<string | null> => fetchCursor().catch(() => null)

export async function boot(): Promise<void> {
  if (expected.get()) cursor = askCursor()
  await client.prefetchQuery({
    queryKey: keys.me,
    queryFn: async () => {
      const me = await fetchMe()
      if (me.member && !expected.get()) cursor = askCursor()
      expected.set(me.member !== null)
      await cursor
      return me
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
  const me = client.getQueryData<Me>(keys.me)
  if (me?.member && (location.pathname === '/' || location.pathname.startsWith('/inbox')))
    prefetchList(toListQuery(parseInboxSearch(parseSearch(location.search))))
}

/** The cursor that was read before everything else, once; null afterwards, and where there was none. */
export async function takeBootCursor(): Promise<string | null> {
  const taken = await cursor
  cursor = Promise.resolve(null)
  return taken
}
