// How long the writer may still write freely. Quiet until the last hour.
import { Clock3 } from 'lucide-react'
import { cx } from '#web/ui/cx.ts'
import type { ReplyWindow } from './reply-window.ts'

export function WindowNote({ window }: { window: Extract<ReplyWindow, { kind: 'open' }> }) {
  return (
    <p
      role={window.soon ? 'status' : undefined}
      title="After that, only what the provider allows outside of its window"
      className={cx(
        'flex items-center gap-1 text-xs',
        window.soon ? 'rounded-xs bg-warn-soft px-1.5 py-0.5 font-medium text-warn-ink' : 'text-ink-3',
      )}
    >
      <Clock3 size={12} aria-hidden="true" />
      <span className="tabular">
        <span className="sr-only pane:not-sr-only">Free to write for</span> {window.left}
      </span>
    </p>
  )
}
