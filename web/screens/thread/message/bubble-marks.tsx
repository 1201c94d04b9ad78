// What has happened to a message since: the customer's reactions, on the edge of the bubble, and that it was edited.
import { Pencil } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { cx } from '#web/ui/cx.ts'
import { fullTime } from '#web/ui/time.ts'
import type { Message } from '#wire/api/messages.ts'

const Versions = lazy(() => import('./versions.tsx'))

export function BubbleMarks({ message }: { message: Message }) {
  const { reactions, edited } = message
  if (message.unsent || (reactions.length === 0 && !edited)) return null
  const out = message.direction === 'out'
  return (
    <div
      className={cx(
        'flex max-w-[min(36rem,86%)] flex-wrap items-center gap-1 px-2.5',
        // On the edge of the bubble that they belong to, not beside the next one.
        reactions.length > 0 && '-mt-1.5',
        out ? 'justify-end' : 'justify-start',
      )}
    >
      {gather(reactions).map(({ emoji, count, at }) => (
        <span
          key={emoji}
          role="img"
          aria-label={`${count === 1 ? 'The customer reacted' : `${count} reactions`}: ${emoji}`}
          title={fullTime(at)}
          className="inline-flex h-6 min-w-6 items-center justify-center gap-1 rounded-full border border-line bg-raised px-1.5 text-sm leading-none shadow-1"
        >
          {emoji}
          {count > 1 && <span className="tabular text-2xs font-semibold text-ink-3">{count}</span>}
        </span>
      ))}
      {edited && <Edited message={message} at={edited} />}
    </div>
  )
}

function Edited({ message, at }: { message: Message; at: string }) {
  const [asked, setAsked] = useState(false)
  const face = (
    <>
      <Pencil size={11} aria-hidden="true" />
      Edited
    </>
  )
  const look = 'inline-flex h-6 items-center gap-1 rounded-xs px-1 text-xs text-ink-3'
  if (asked)
    return (
      <Suspense fallback={<span className={look}>{face}</span>}>
        <Versions message={message} face={face} look={cx(look, 'hover:underline')} />
      </Suspense>
    )
  return (
    <button
      type="button"
      title={fullTime(at)}
      onClick={() => setAsked(true)}
      className={cx(look, 'hover:underline')}
    >
      {face}
    </button>
  )
}

/** The same emoji of several people stands once, with their number. */
function gather(reactions: Message['reactions']): { emoji: string; count: number; at: string }[] {
  const found = new Map<string, { emoji: string; count: number; at: string }>()
  for (const { emoji, at } of reactions)
    found.set(emoji, { emoji, count: (found.get(emoji)?.count ?? 0) + 1, at })
  return [...found.values()]
}
