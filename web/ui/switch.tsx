import { type ReactNode, useId } from 'react'
import { cx } from './cx.ts'

/** A switch with its name and one sentence of effect. A checkbox underneath: every assistive technology knows it. */
export function Switch({
  label,
  help,
  checked,
  onChange,
  disabled,
  hideLabel,
  trailing,
}: {
  label: string
  help?: ReactNode
  checked: boolean
  onChange: (next: boolean) => void
  disabled?: boolean
  hideLabel?: boolean
  trailing?: ReactNode
}) {
  const id = useId()
  return (
    <div className="flex items-start justify-between gap-4">
      <div className={cx('min-w-0', hideLabel && 'sr-only')}>
        <label htmlFor={id} className="block text-base font-medium text-ink">
          {label}
        </label>
        {help && (
          <p id={`${id}-help`} className="text-sm text-ink-3">
            {help}
          </p>
        )}
      </div>
      <div className="flex shrink-0 items-center gap-3">
        {trailing}
        <span className="relative inline-flex h-6 w-10 shrink-0">
          <input
            id={id}
            type="checkbox"
            role="switch"
            aria-checked={checked}
            aria-describedby={help ? `${id}-help` : undefined}
            checked={checked}
            disabled={disabled}
            onChange={(event) => onChange(event.target.checked)}
            className="peer absolute inset-0 z-10 size-full cursor-pointer appearance-none rounded-full disabled:cursor-not-allowed"
          />
          <span className="absolute inset-0 rounded-full bg-control transition-colors duration-150 peer-checked:bg-accent peer-disabled:opacity-50" />
          <span className="absolute inset-y-1 start-1 size-4 rounded-full bg-raised shadow-1 transition-transform duration-150 ease-out peer-checked:translate-x-4 rtl:peer-checked:-translate-x-4" />
        </span>
      </div>
    </div>
  )
}
