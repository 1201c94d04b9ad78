// Menus. Behaviour by Base UI, look by ours.
import { Menu as Base } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import type { ComponentProps, ReactElement, ReactNode } from 'react'
import { cx } from '#web/ui/cx.ts'

const itemClass =
  'flex min-h-8 cursor-default select-none items-center gap-2.5 rounded-sm px-2.5 py-1 text-base text-ink outline-none ' +
  'data-highlighted:bg-hover data-disabled:text-ink-3'

type MenuProps = {
  /** The button that opens it; it gets its wiring through Base UI's render prop. */
  trigger: ReactElement
  children: ReactNode
  side?: 'top' | 'bottom'
  align?: 'start' | 'end'
  defaultOpen?: boolean
  label?: string
}

export function Menu({ trigger, children, side = 'bottom', align = 'end', defaultOpen, label }: MenuProps) {
  return (
    <Base.Root defaultOpen={defaultOpen}>
      <Base.Trigger render={trigger as ReactElement<Record<string, unknown>>} />
      <Base.Portal>
        <Base.Positioner
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="z-30 outline-none"
        >
          <Base.Popup
            aria-label={label}
            className="max-h-(--available-height) min-w-52 max-w-80 origin-(--transform-origin) overflow-y-auto rounded-lg border border-line bg-raised p-1 shadow-3 outline-none transition-[opacity,scale] duration-100 data-ending-style:scale-97 data-ending-style:opacity-0 data-starting-style:scale-97 data-starting-style:opacity-0"
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

export function MenuItem({
  icon,
  hint,
  danger,
  children,
  ...rest
}: Omit<ComponentProps<typeof Base.Item>, 'className'> & {
  icon?: ReactNode
  hint?: ReactNode
  danger?: boolean
}) {
  return (
    <Base.Item className={cx(itemClass, danger && 'text-danger-ink!')} {...rest}>
      {icon && <span className="shrink-0 text-ink-3">{icon}</span>}
      <span className="min-w-0 flex-1">{children}</span>
      {hint}
    </Base.Item>
  )
}

export function MenuSeparator() {
  return <Base.Separator className="mx-1 my-1 h-px bg-line" />
}

/** One of several, with a tick on the chosen one. */
export function MenuChoice<T extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string
  value: T
  options: readonly { value: T; label: string; icon?: ReactNode; note?: string | null; disabled?: boolean }[]
  onChange: (next: T) => void
}) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2.5 pt-1.5 pb-1 text-xs font-semibold text-ink-3">
        {label}
      </Base.GroupLabel>
      <Base.RadioGroup value={value} onValueChange={(next) => onChange(next as T)}>
        {options.map((option) => (
          <Base.RadioItem
            key={option.value}
            value={option.value}
            disabled={option.disabled}
            closeOnClick
            className={itemClass}
          >
            {option.icon && <span className="shrink-0 text-ink-3">{option.icon}</span>}
            <span className="min-w-0 flex-1">
              <span className="block">{option.label}</span>
              {option.note && <span className="block text-xs text-ink-3">{option.note}</span>}
            </span>
            <span className="flex size-4 items-center justify-center text-accent">
              <Base.RadioItemIndicator>
                <Check size={15} strokeWidth={2.6} aria-hidden="true" />
              </Base.RadioItemIndicator>
            </span>
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  )
}
