// Mail addresses in a line: each a chip that can be taken out; a comma, Enter or leaving the field makes the next one.
import { X } from 'lucide-react'
import { type KeyboardEvent, useId, useState } from 'react'
import { cx } from '#web/ui/cx.ts'
import { bareAddress, isMailAddress, splitAddresses } from './mail-addresses.ts'

type Props = {
  label: string
  value: readonly string[]
  onChange: (value: string[]) => void
  autoFocus?: boolean
  disabled?: boolean
}

export function AddressList({ label, value, onChange, autoFocus, disabled }: Props) {
  const id = useId()
  const [typed, setTyped] = useState('')
  const take = (text: string): void => {
    const held = new Set(value.map(bareAddress))
    const fresh = splitAddresses(text).filter((one) => !held.has(bareAddress(one)))
    if (fresh.length > 0) onChange([...value, ...fresh])
    setTyped('')
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return
    if ((event.key === 'Enter' || event.key === ',' || event.key === ';') && typed.trim() !== '') {
      event.preventDefault()
      take(typed)
    }
    if (event.key === 'Backspace' && typed === '' && value.length > 0) onChange(value.slice(0, -1))
  }
  const wrong = value.filter((one) => !isMailAddress(one))
  return (
    <div className="flex items-start gap-2 border-b border-line px-3.5 py-1 focus-within:bg-hover/40">
      <label htmlFor={id} className="w-8 shrink-0 pt-1 text-sm text-ink-3">
        {label}
      </label>
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-1">
        {value.map((one) => (
          <span
            key={one}
            title={one}
            className={cx(
              'inline-flex h-6.5 max-w-full items-center gap-1 rounded-sm ps-2 pe-0.5 text-sm',
              isMailAddress(one) ? 'bg-sunken text-ink' : 'bg-danger-soft text-danger-ink',
            )}
          >
            <span className="truncate">{one}</span>
            <button
              type="button"
              aria-label={`Take ${one} out`}
              disabled={disabled}
              onClick={() => onChange(value.filter((each) => each !== one))}
              className="inline-flex size-6 items-center justify-center rounded-xs text-ink-3 hover:bg-hover hover:text-ink"
            >
              <X size={13} aria-hidden="true" />
            </button>
          </span>
        ))}
        <input
          id={id}
          type="text"
          inputMode="email"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          // biome-ignore lint/a11y/noAutofocus: it was asked for by the button that opened it.
          autoFocus={autoFocus}
          disabled={disabled}
          value={typed}
          aria-describedby={wrong.length > 0 ? `${id}-wrong` : undefined}
          aria-invalid={wrong.length > 0 || undefined}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={onKeyDown}
          onBlur={() => typed.trim() !== '' && take(typed)}
          onPaste={(event) => {
            const text = event.clipboardData.getData('text')
            if (!/[,;\n]/.test(text)) return
            event.preventDefault()
            take(text)
          }}
          className="h-6.5 min-w-8 flex-1 bg-transparent text-sm outline-none"
        />
        {wrong.length > 0 && (
          <p id={`${id}-wrong`} role="alert" className="w-full text-xs text-danger-ink">
            {wrong.join(', ')} {wrong.length === 1 ? 'is no mail address' : 'are no mail addresses'}
          </p>
        )}
      </div>
    </div>
  )
}
