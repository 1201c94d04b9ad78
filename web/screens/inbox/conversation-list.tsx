// The virtual list: any number of conversations, a dozen of them in the page. Rows have one height, so nothing is
// measured and nothing moves while it scrolls.
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useAction } from '#web/actions/registry.ts'
import { inboxSearchNow, navigate } from '#web/router/location.ts'
import { inboxPath } from '#web/router/routes.ts'
import { prefetchConversation, useConversationList } from '#web/store/conversations.ts'
import type { ListQuery } from '#web/store/filters.ts'
import { prefetchThread } from '#web/store/thread.ts'
import { Bone, Skeleton, Trouble } from '#web/ui/states.tsx'
import { ConversationRow, ROW_HEIGHT } from './conversation-row.tsx'
import { EmptyList } from './empty-list.tsx'
import { preloadThread, whenIdle } from './preload.ts'

export function ConversationList({ query, openId }: { query: ListQuery; openId: string | null }) {
  const list = useConversationList(query)
  const { rows, hasNextPage, isFetchingNextPage, fetchNextPage } = list
  const scroller = useRef<HTMLElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 6,
    getItemKey: (index) => rows[index]?.id ?? index,
  })
  const items = virtual.getVirtualItems()

  const lastShown = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && lastShown >= rows.length - 12) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, lastShown, rows.length])

  const at = rows.findIndex((row) => row.id === openId)
  useSteps({ ids: rows.map((row) => row.id), at, openId })
  useEffect(() => {
    // On a phone the list is hidden behind the thread and must be found again as it was left.
    if (at >= 0 && scroller.current?.clientHeight) virtual.scrollToIndex(at, { align: 'auto' })
    // Only when another conversation is opened: a row that moves up must not drag the list along.
  }, [openId])

  // The list is there: now the code of what people open next may come.
  const shown = rows.length > 0
  useEffect(() => {
    if (shown) whenIdle(preloadThread)
  }, [shown])

  if (list.isPending) return <ListSkeleton />
  if (list.error && rows.length === 0)
    return <Trouble error={list.error} onRetry={() => void list.refetch()} />
  if (rows.length === 0) return <EmptyList query={query} />
  return (
    <nav
      ref={scroller}
      aria-label="List of conversations"
      className="scroll-quiet min-h-0 flex-1 overflow-y-auto px-1.5 pb-2"
    >
      <ul className="relative" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index]
          if (!row) return null
          return (
            <li
              key={item.key}
              aria-posinset={item.index + 1}
              aria-setsize={hasNextPage ? -1 : rows.length}
              className="absolute inset-x-0 top-0"
              style={{ height: item.size, transform: `translateY(${item.start}px)` }}
            >
              <ConversationRow row={row} open={row.id === openId} />
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

/** j, k and Enter. Moving also fetches the neighbour, so that the next press finds it there. */
function useSteps({ ids, at, openId }: { ids: string[]; at: number; openId: string | null }): void {
  const go = (step: number): void => {
    const id = ids[at === -1 ? 0 : at + step]
    if (!id) return
    navigate(inboxPath(id, { ...inboxSearchNow(), at: undefined }), { replace: openId !== null })
    const neighbour = ids[at + 2 * step]
    if (neighbour) {
      prefetchConversation(neighbour)
      prefetchThread(neighbour)
    }
  }
  useAction('list.next', () => go(1))
  useAction('list.previous', () => go(-1))
  useAction('list.open', () => (openId ? document.getElementById('thread')?.focus() : go(0)))
}

const BONES = Array.from({ length: 9 }, (_, index) => index)
function ListSkeleton() {
  return (
    <Skeleton label="Loading conversations" className="min-h-0 flex-1 overflow-hidden px-1.5">
      {BONES.map((index) => (
        <div key={index} className="flex gap-3 px-2.5 py-3" style={{ height: ROW_HEIGHT }}>
          <Bone className="size-9 rounded-full" />
          <div className="flex-1 space-y-2 pt-0.5">
            <Bone className="h-3.5 w-2/5" />
            <Bone className="h-3 w-11/12" />
            <Bone className="h-3 w-1/3" />
          </div>
        </div>
      ))}
    </Skeleton>
  )
}
