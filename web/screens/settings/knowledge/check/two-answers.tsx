// Two answers side by side: what was said, and what is said instead.
import { ArrowRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from '#web/ui/cx.ts'

type Side = { label: string; text: string; missing?: string | undefined }

export function TwoAnswers({ before, after }: { before: Side; after: Side }) {
  return (
    <div className="relative grid gap-2 pane:grid-cols-2 pane:gap-4">
      <Answer side={before} className="bg-sunken" />
      <span
        aria-hidden="true"
        className="absolute start-1/2 top-1/2 z-1 hidden size-6 -translate-x-1/2 -translate-y-1/2 items-center justify-center rounded-full border border-line bg-raised text-ink-3 pane:flex rtl:translate-x-1/2"
      >
        <ArrowRight size={13} className="rtl:rotate-180" />
      </span>
      <Answer side={after} className="border border-warn-line bg-warn-soft/50" />
    </div>
  )
}

function Answer({ side, className }: { side: Side; className: string }) {
  return (
    <div className={cx('min-w-0 rounded-lg px-3.5 py-2.5', className)}>
      <p className="mb-0.5 text-xs font-semibold text-ink-3">{side.label}</p>
      {side.missing ? (
        <p className="text-sm text-warn-ink">{side.missing}</p>
      ) : (
        <p dir="auto" className="line-clamp-6 text-sm whitespace-pre-line wrap-anywhere">
          {side.text}
        </p>
      )}
    </div>
  )
}

/** Why the two are not the same. */
export function Reasons({ reasons }: { reasons: string[] }): ReactNode {
  if (reasons.length === 0) return null
  return <p className="text-sm font-medium text-warn-ink">{reasons.join(' · ')}</p>
}
