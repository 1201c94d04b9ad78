import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { Avatar } from './avatar.tsx'
import { lastSeq, unread } from './conversation/thread.ts'
import { ArrowDown, Bell } from './icons.tsx'
import { Message } from './message.tsx'
import { layOut } from './rows.ts'
import { calendarFor } from './text/calendar.ts'
import { words } from './text/words.ts'
import type { View, Visit } from './visit.ts'

// Nearer to the end than this counts as reading along.
const nearEnd = 64

/** The thread: stays at its end while the visitor reads along, and stays put while they read further up. */
export function Log({ visit, view }: { visit: Visit; view: View }) {
  const { thread, config, open, phase } = view
  const box = useRef<HTMLDivElement>(null)
  const following = useRef(true)
  const [away, setAway] = useState(false)
  const calendar = useMemo(() => calendarFor(config?.locale ?? ''), [config?.locale])
  const rows = layOut(thread, calendar, new Date())
  const count = unread(thread)
  const newestOwn = rows.findLast((row) => row.kind === 'message' && row.from === 'visitor')?.key
  // What was there at the beginning does not fly in.
  const settled = useRef<number | null>(null)
  if (phase === 'ready' && settled.current === null) settled.current = lastSeq(thread)

  function toEnd() {
    const element = box.current
    if (element) element.scrollTop = element.scrollHeight
  }
  function seenIfVisible() {
    if (open && following.current && document.visibilityState === 'visible') visit.seen()
  }
  function scrolled() {
    const element = box.current
    // A closed panel has no height; that says nothing about where the visitor reads.
    if (!element?.clientHeight) return
    following.current = element.scrollHeight - element.scrollTop - element.clientHeight < nearEnd
    setAway(!following.current)
    seenIfVisible()
  }

  useLayoutEffect(() => {
    following.current = true
    setAway(false)
    toEnd()
  }, [open, thread.pending.length > 0 && thread.pending.at(-1)?.clientId])
  useLayoutEffect(() => {
    if (following.current) toEnd()
  }, [thread, config])
  useEffect(seenIfVisible)
  useEffect(() => {
    const element = box.current
    if (!element) return
    const watch = new ResizeObserver(() => following.current && toEnd())
    watch.observe(element)
    return () => watch.disconnect()
  }, [])

  return (
    <div class="thread">
      {/* A scrollable region that the keyboard can reach: the log's name says what it holds. */}
      <div class="log" role="log" aria-label={words.conversation} tabIndex={0} ref={box} onScroll={scrolled}>
        {config && (
          <div class="intro">
            {config.disclosure && (
              <p class="disclosure">
                <Bell size={16} />
                <span dir="auto">{config.disclosure}</span>
              </p>
            )}
            {config.greeting && (
              <p class="greeting" dir="auto">
                {config.greeting}
              </p>
            )}
          </div>
        )}
        {!config && phase !== 'waiting' && <div class="skeleton" aria-hidden="true" />}
        {rows.map((row) =>
          row.kind === 'day' ? (
            <p class="day" key={row.key}>
              {row.label}
            </p>
          ) : (
            <Message
              key={row.key}
              row={row}
              calendar={calendar}
              fresh={row.seq === null || row.seq > (settled.current ?? 0)}
              newestOwn={row.key === newestOwn}
              onRetry={visit.retry}
              onDiscard={visit.discard}
            />
          ),
        )}
        {thread.typing && (
          <div class="typing" aria-hidden="true" title={words.typing(thread.typing.name ?? words.assistant)}>
            <Avatar name={thread.typing.who === 'person' ? thread.typing.name : null} size="small" />
            <span class="dots">
              <i />
              <i />
              <i />
            </span>
          </div>
        )}
      </div>
      {away && (
        <button
          type="button"
          class={`pill ${count ? 'news' : ''}`}
          aria-label={words.toNewest}
          onClick={toEnd}
        >
          {count > 0 && words.newMessages}
          <ArrowDown size={16} />
        </button>
      )}
    </div>
  )
}
