// The thread itself: virtual, held to its end. Older pages come in above without moving what is read; new messages are
// followed only by who stands at the end, all others get a pill.
import { ArrowDown } from 'lucide-react'
import { useState } from 'react'
import { useInboxSearch } from '#web/router/location.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { Empty, Trouble } from '#web/ui/states.tsx'
import { toast } from '#web/ui/toast.ts'
import type { Conversation } from '#wire/api/conversations.ts'
import { ThreadLine, type ThreadScope } from './thread-line.tsx'
import { ThreadSkeleton } from './thread-skeleton.tsx'
import { TypingLine } from './typing-line.tsx'
import { useQuotable } from './use-quotable.ts'
import { useReadMark } from './use-read-mark.ts'
import { useThreadRows } from './use-thread-rows.ts'
import { useThreadScroll } from './use-thread-scroll.ts'

type Props = { id: string; conversation: Conversation | undefined; onShowContact: () => void }

export function ThreadPane({ id, conversation, onShowContact }: Props) {
  const { thread, rows, turnsById } = useThreadRows(id, conversation)
  const at = useInboxSearch().at ?? null
  const knownLast = conversation?.lastSeq ?? null
  const { scroller, virtual, lines, flash, atEnd, onScroll, toEnd } = useThreadScroll({
    id,
    at,
    rows,
    thread: thread.data,
    lastSeq: knownLast,
  })
  const { items, older = null, gap = false } = thread.data ?? {}
  const lastSeq = items?.at(-1)?.seq ?? 0
  const quotable = useQuotable(conversation)
  useReadMark({ id, seq: atEnd && !gap ? lastSeq : null, readSeq: conversation?.readSeq ?? null })

  // What came in since the end was last in sight. History that is paged in is not news.
  const [seenSeq, setSeenSeq] = useState(0)
  const newest = Math.max(lastSeq, knownLast ?? 0)
  if (seenSeq < newest && (seenSeq === 0 || (atEnd && !gap))) setSeenSeq(newest)
  const unseen = gap ? 0 : (items ?? []).filter((m) => m.seq > seenSeq && m.direction === 'in').length

  if (thread.isPending) return <ThreadSkeleton />
  if (thread.error && !items)
    return <Trouble className="flex-1" error={thread.error} onRetry={() => void thread.refetch()} />
  const scope: ThreadScope = { conversation, turnsById, flash, quotable, onShowContact }
  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        onScroll={onScroll}
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
          onClick={() => void toEnd().catch((error: unknown) => toast.fail(explainBriefly(error)))}
          className="rise-in absolute end-5 bottom-4 flex h-8.5 items-center gap-1.5 rounded-full border border-line-strong bg-raised px-3 text-sm font-medium text-ink shadow-2 hover:bg-hover"
        >
          <ArrowDown size={15} aria-hidden="true" />
          {unseen > 0 ? `${unseen} new` : 'Newest'}
        </button>
      )}
    </div>
  )
}
