// Where a thread stands: it opens at its end (or at the first unread message, or at the one that was asked for), stays
// at the end while it is there, and stays with what is read while it is not.
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { loadNewer, loadOlder, showNewest } from '#web/store/thread.ts'
import type { Thread } from '#web/store/thread-cache.ts'
import type { ThreadRow } from './thread-rows.ts'
import { useJump } from './use-jump.ts'

/** Closer to the end than this counts as being there. */
const END_PX = 90
/** Pages are asked for when this many rows are left. */
const AHEAD = 8
/** More unread rows than fit a screen: then it opens at the first of them instead of the end. */
const SCREENFUL = 12

type Scroll = {
  id: string
  at: number | null
  rows: ThreadRow[]
  thread: Thread | undefined
  lastSeq: number | null
}

export function useThreadScroll({ id, at, rows, thread, lastSeq }: Scroll) {
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.kind === 'message' ? 64 : 40),
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: AHEAD,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: END_PX,
    paddingStart: 12,
    paddingEnd: 12,
  })
  // Read at every render: measuring moves the end as much as scrolling does. The state only asks for the render.
  const [, setScrolled] = useState(true)
  const atEnd = virtual.isAtEnd(END_PX)
  const pinned = useRef(true)
  const placed = useRef(false)
  const [ready, setReady] = useState(false)
  const { flash, settled } = useJump({ id, at, rows, virtual, lastSeq })

  useLayoutEffect(() => {
    if (rows.length === 0) return
    if (placed.current) {
      // The library follows what is added at the end; a line that comes in between moves the end as well.
      if (pinned.current && !thread?.gap) virtual.scrollToEnd()
      return
    }
    placed.current = true
    requestAnimationFrame(() => setReady(true))
    if (at !== null) {
      pinned.current = false
      return
    }
    const divider = rows.findIndex((row) => row.kind === 'new')
    if (divider > 0 && rows.length - divider > SCREENFUL) {
      pinned.current = false
      virtual.scrollToIndex(divider, { align: 'start' })
    } else virtual.scrollToEnd()
    // `at` and the gap are looked at when rows change, not the other way round.
  }, [rows, virtual])

  const lines = virtual.getVirtualItems()
  const firstLine = lines[0]?.index ?? 0
  const lastLine = lines.at(-1)?.index ?? 0
  const { older = null, gap = false } = thread ?? {}
  const paging = ready && settled
  useEffect(() => {
    if (paging && older !== null && firstLine <= AHEAD) void loadOlder(id).catch(() => {})
  }, [paging, older, firstLine, id])
  useEffect(() => {
    if (paging && gap && lastLine >= rows.length - AHEAD) void loadNewer(id).catch(() => {})
  }, [paging, gap, lastLine, rows.length, id])

  return {
    scroller,
    virtual,
    lines,
    flash,
    atEnd,
    onScroll: (): void => {
      pinned.current = virtual.isAtEnd(END_PX)
      setScrolled(pinned.current)
    },
    toEnd: async (): Promise<void> => {
      if (gap) await showNewest(id)
      pinned.current = true
      requestAnimationFrame(() => virtual.scrollToEnd({ behavior: gap ? 'auto' : 'smooth' }))
    },
  }
}
