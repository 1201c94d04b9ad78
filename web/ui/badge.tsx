import type { ReactNode } from 'react'
import { cx } from './cx.ts'

export type Tone = 'neutral' | 'accent' | 'danger' | 'warn' | 'info' | 'quiet'

const tones: Record<Tone, string> = {
  neutral: 'bg-sunken text-ink-2',
  quiet: 'border border-line-strong text-ink-3',
  accent: 'bg-accent-soft text-accent-ink',
  danger: 'bg-danger-soft text-danger-ink',
  warn: 'bg-warn-soft text-warn-ink',
  info: 'bg-info-soft text-info-ink',
}

/** A small word about a thing. Colour never says it alone. */
export function Badge({
  tone = 'neutral',
  icon,
  children,
  className,
}: {
  tone?: Tone
  icon?: ReactNode
  children: ReactNode
  className?: string
}) {
  return (
    <span
      className={cx(
        'inline-flex h-5 shrink-0 items-center gap-1 whitespace-nowrap rounded-xs px-1.5 text-2xs font-semibold',
        tones[tone],
        className,
      )}
    >
      {icon}
      {children}
    </span>
  )
}

/** How many. Nothing at all for zero. */
export function Count({
  value,
  tone = 'neutral',
  label,
}: {
  value: number
  tone?: 'neutral' | 'solid' | 'danger'
  label?: string
}) {
  if (value <= 0) return null
  return (
    <span
      className={cx(
        'tabular inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-full px-1.5 text-2xs font-semibold',
        tone === 'solid' && 'bg-accent text-on-solid',
        tone === 'danger' && 'bg-danger-soft text-danger-ink',
        tone === 'neutral' && 'text-ink-3',
      )}
    >
      {value > 9999 ? '9999+' : value.toLocaleString('en')}
      {label && <span className="sr-only"> {label}</span>}
    </span>
  )
}
