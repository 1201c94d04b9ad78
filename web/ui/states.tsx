// What stands where content would: waiting, nothing, or trouble. Never a blank pane.
import { CircleAlert, type LucideIcon, RotateCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { explain } from '#web/store/explain.ts'
import { Button } from './button.tsx'
import { cx } from './cx.ts'

/** A bar of waiting, in the size of what comes. */
export function Bone({ className }: { className?: string }) {
  return <span className={cx('block rounded-sm bg-pressed pulse-soft', className)} />
}

/** Wraps bones: shown only after a wait that can be felt, and named for those who do not see them. */
export function Skeleton({
  label,
  children,
  className,
}: {
  label: string
  children: ReactNode
  className?: string
}) {
  return (
    <div className={cx('appear-late', className)} role="status" aria-label={label}>
      {children}
    </div>
  )
}

export function Empty({
  Icon,
  title,
  children,
  action,
  className,
}: {
  Icon?: LucideIcon
  title: string
  children?: ReactNode
  action?: ReactNode
  className?: string
}) {
  return (
    <div className={cx('mx-auto flex max-w-sm flex-col items-center px-6 py-12 text-center', className)}>
      {Icon && (
        <span className="mb-4 flex size-11 items-center justify-center rounded-full bg-sunken text-ink-3">
          <Icon size={20} aria-hidden="true" />
        </span>
      )}
      <p className="text-md font-semibold text-ink">{title}</p>
      {children && <div className="mt-1 text-base text-ink-3">{children}</div>}
      {action && <div className="mt-5">{action}</div>}
    </div>
  )
}

/** What happened, what was kept, what to do, and an id to quote. */
export function Trouble({
  error,
  onRetry,
  className,
}: {
  error: unknown
  onRetry?: () => void
  className?: string
}) {
  const { title, detail, id } = explain(error)
  return (
    <div
      role="alert"
      className={cx('mx-auto flex max-w-sm flex-col items-center px-6 py-12 text-center', className)}
    >
      <span className="mb-4 flex size-11 items-center justify-center rounded-full bg-danger-soft text-danger-ink">
        <CircleAlert size={20} aria-hidden="true" />
      </span>
      <p className="text-md font-semibold text-ink">{title}</p>
      {detail && <p className="mt-1 text-base text-ink-3">{detail}</p>}
      {id && (
        <p className="mt-2 text-xs text-ink-3">
          Reference <code className="select-all font-mono">{id}</code>
        </p>
      )}
      {onRetry && (
        <Button className="mt-5" onClick={onRetry} icon={<RotateCw size={15} aria-hidden="true" />}>
          Try again
        </Button>
      )}
    </div>
  )
}
