// The thread itself: virtual, held to its end. Older pages come in above without moving what is read; new messages are
// followed only by who stands at the end, all others get a pill.
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown } from 'lucide-react'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useInboxSearch } from '#web/router/location.ts'
import { useContact } from '#web/store/contacts.ts'
import { cachedRow } from '#web/store/conversations.ts'
import { useListenable } from '#web/store/listenable.ts'
import { joinMarks, storedMarks } from '#web/store/marks.ts'
import { outgoing, pendingOf } from '#web/store/outgoing.ts'
import { loadNewer, loadOlder, showNewest, useLiveMarks, useThread, useTurns } from '#web/store/thread.ts'
import { Empty, Trouble } from '#web/ui/states.tsx'
import type { Conversation } from '#wire/api/conversations.ts'
import { ThreadLine, type ThreadScope } from './thread-line.tsx'
import { layoutThread } from './thread-rows.ts'
import { ThreadSkeleton } from './thread-skeleton.tsx'
import { TypingLine } from './typing-line.tsx'
import { useJump } from './use-jump.ts'
import { useReadMark } from './use-read-mark.ts'

/** Closer to the end than this counts as being there. */
const END_PX = 90

type Props = { id: string; conversation: Conversation | undefined; onShowContact: () => void }

export function ThreadPane({ id, conversation, onShowContact }: Props) {
  const thread = useThread(id)
  const turns = useTurns(id).data
  const liveMarks = useLiveMarks(id)
  const contact = useContact(conversation?.contact.id ?? null).data
  const sending = useListenable(outgoing)
  const [readSeq] = useState(() => conversation?.readSeq ?? cachedRow(id)?.readSeq ?? null)
  const scroller = useRef<HTMLDivElement>(null)
  const at = useInboxSearch().at ?? null

  const items = thread.data?.items
  const rows = useMemo(() => {
    if (!items) return []
    const stored = conversation ? storedMarks(conversation, contact?.appointments ?? []) : []
    return layoutThread({
      messages: items,
      pending: pendingOf(sending, id, items),
      marks: joinMarks(stored, liveMarks),
      turns: turns ?? [],
      readSeq: readSeq ?? conversation?.readSeq ?? Number.POSITIVE_INFINITY,
    })
  }, [items, conversation, contact, sending, liveMarks, turns, id, readSeq])
  const turnsById = useMemo(() => new Map((turns ?? []).map((turn) => [turn.id, turn])), [turns])

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.kind === 'message' ? 64 : 40),
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 8,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: END_PX,
    paddingStart: 12,
    paddingEnd: 12,
  })
  const lines = virtual.getVirtualItems()
  // Read at every render: measuring moves the end as much as scrolling does. The state only asks for the render.
  const [, setScrolledToEnd] = useState(true)
  const atEnd = virtual.isAtEnd(END_PX)

  // First paint: the end, or the first unread message in sight.
  const placed = useRef(false)
  useLayoutEffect(() => {
    if (placed.current || rows.length === 0) return
    placed.current = true
    if (at !== null) return
    const divider = rows.findIndex((row) => row.kind === 'new')
    if (divider > 0 && rows.length - divider > 12) virtual.scrollToIndex(divider, { align: 'start' })
    else virtual.scrollToEnd()
  })
  const { flash, settled } = useJump({ id, at, rows, virtual, lastSeq: conversation?.lastSeq ?? null })

  const firstLine = lines[0]?.index ?? 0
  const lastLine = lines.at(-1)?.index ?? 0
  const { older = null, gap = false } = thread.data ?? {}
  useEffect(() => {
    if (placed.current && settled && older !== null && firstLine <= 8) void loadOlder(id).catch(() => {})
  }, [older, firstLine, id, settled])
  useEffect(() => {
    if (gap && settled && lastLine >= rows.length - 6) void loadNewer(id).catch(() => {})
  }, [gap, lastLine, rows.length, id, settled])

  const lastSeq = items?.at(-1)?.seq ?? 0
  // What came in since the end was last in sight. History that is paged in is not news.
  const [seenSeq, setSeenSeq] = useState(conversation?.lastSeq ?? 0)
  const newest = Math.max(lastSeq, conversation?.lastSeq ?? 0)
  if (seenSeq < newest && (seenSeq === 0 || (atEnd && !gap))) setSeenSeq(newest)
  const unseen = gap ? 0 : (items ?? []).filter((m) => m.seq > seenSeq && m.direction === 'in').length
  useReadMark({ id, seq: atEnd && !gap ? lastSeq : null, readSeq: conversation?.readSeq ?? null })

  const toEnd = async (): Promise<void> => {
    if (gap) await showNewest(id)
    requestAnimationFrame(() => virtual.scrollToEnd({ behavior: gap ? 'auto' : 'smooth' }))
  }

  if (thread.isPending) return <ThreadSkeleton />
  if (thread.error && !items)
    return <Trouble className="flex-1" error={thread.error} onRetry={() => void thread.refetch()} />
  const scope: ThreadScope = { conversation, turnsById, flash, onShowContact }
  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        onScroll={() => setScrolledToEnd(virtual.isAtEnd(END_PX))}
        // Scrollable by keyboard: arrows belong to it while it has the focus.
        tabIndex={0}
        role="region"
        aria-label="Messages"
        data-arrows="own"
        className="scroll-quiet focus-inset absolute inset-0 overflow-y-auto [overflow-anchor:none]"
      >
        {rows.length === 0 ? (
          <Empty title="No message yet">Write the first one below.</Empty>
        ) : (
          <ol className="relative mx-auto max-w-200" style={{ height: virtual.getTotalSize() }}>
            {lines.map((line) => {
              const row = rows[line.index]
              return (
                row && (
                  <li
                    key={line.key}
                    ref={virtual.measureElement}
                    data-index={line.index}
                    aria-posinset={line.index + 1}
                    aria-setsize={older === null && !gap ? rows.length : -1}
                    className="absolute inset-x-0 top-0 px-3 pane:px-5"
                    style={{ transform: `translateY(${line.start}px)` }}
                  >
                    <ThreadLine row={row} scope={scope} />
                  </li>
                )
              )
            })}
          </ol>
        )}
      </div>
      <TypingLine id={id} />
      {(!atEnd || gap) && (
        <button
          type="button"
          onClick={() => void toEnd()}
          className="rise-in absolute end-5 bottom-4 flex h-8.5 items-center gap-1.5 rounded-full border border-line-strong bg-raised px-3 text-sm font-medium text-ink shadow-2 hover:bg-hover"
        >
          <ArrowDown size={15} aria-hidden="true" />
          {unseen > 0 ? `${unseen} new` : 'Newest'}
        </button>
      )}
    </div>
  )
}
