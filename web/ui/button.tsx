import type { ComponentProps, ReactNode } from 'react'
import { cx } from './cx.ts'

type Look = 'primary' | 'secondary' | 'ghost' | 'danger'
type Size = 'sm' | 'md' | 'lg'

const looks: Record<Look, string> = {
  primary: 'bg-accent text-on-solid hover:bg-accent-strong shadow-1',
  secondary: 'bg-raised text-ink border border-line-strong hover:bg-hover shadow-1',
  ghost: 'text-ink-2 hover:bg-hover hover:text-ink',
  danger: 'bg-danger text-on-solid hover:bg-danger-strong shadow-1',
}
const sizes: Record<Size, string> = {
  sm: 'h-7 px-2.5 text-sm gap-1.5 rounded-sm',
  md: 'h-8.5 px-3.5 text-base gap-2 rounded-md',
  lg: 'h-11 px-5 text-md gap-2 rounded-md',
}

/** The classes of a button, for links and triggers that look like one. */
export function buttonClass(look: Look = 'secondary', size: Size = 'md', extra?: string): string {
  return cx(
    'inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap font-medium transition-colors duration-100',
    'disabled:opacity-55 aria-disabled:opacity-55',
    looks[look],
    sizes[size],
    extra,
  )
}

type ButtonProps = ComponentProps<'button'> & { look?: Look; size?: Size; busy?: boolean; icon?: ReactNode }

/** A button. `busy` keeps its width, refuses clicks and says so to assistive technology. */
export function Button({
  look,
  size,
  busy,
  icon,
  className,
  children,
  disabled,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type}
      className={buttonClass(look, size, className)}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      {...rest}
    >
      {busy ? <Spinner /> : icon}
      {children}
    </button>
  )
}

/** A square button that shows only an icon. `label` is its name for everybody who does not see it. */
export function IconButton({
  label,
  look = 'ghost',
  size = 'md',
  className,
  children,
  type = 'button',
  ...rest
}: ComponentProps<'button'> & { label: string; look?: Look; size?: 'sm' | 'md' }) {
  return (
    <button
      type={type}
      aria-label={label}
      title={label}
      className={cx(buttonClass(look, 'md'), 'px-0!', size === 'sm' ? 'size-7!' : 'size-8.5!', className)}
      {...rest}
    >
      {children}
    </button>
  )
}

function Spinner() {
  return (
    <span
      aria-hidden="true"
      className="size-3.5 animate-spin rounded-full border-2 border-current border-e-transparent opacity-80"
    />
  )
}
