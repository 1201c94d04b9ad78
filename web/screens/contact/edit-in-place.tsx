// A text that is its own editor: click or Enter to change it, Enter or leaving saves, Escape takes back.
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { explainBriefly } from '#web/store/explain.ts'
import { cx } from '#web/ui/cx.ts'
import { toast } from '#web/ui/toast.ts'

type Props = {
  label: string
  value: string | null
  placeholder: string
  maxLength: number
  onSave: (next: string | null) => Promise<void>
  className?: string
  multiline?: boolean
}

export function EditInPlace({ label, value, placeholder, maxLength, onSave, className, multiline }: Props) {
  const id = useId()
  const [draft, setDraft] = useState<string | null>(null)
  // Ended by a key, the focus stays here; left by pointer or Tab, it is elsewhere by choice.
  const button = useRef<HTMLButtonElement>(null)
  const endedByKey = useRef(false)
  useEffect(() => {
    if (draft !== null || !endedByKey.current) return
    endedByKey.current = false
    button.current?.focus()
  }, [draft])
  const save = async (): Promise<void> => {
    if (draft === null) return
    const next = draft.trim() || null
    setDraft(null)
    if (next === value) return
    const before = value
    try {
      await onSave(next)
      toast.ok(`${label} saved`, {
        action: {
          label: 'Undo',
          onClick: () => void onSave(before).catch((error: unknown) => toast.fail(explainBriefly(error))),
        },
      })
    } catch (error) {
      toast.fail(explainBriefly(error))
      setDraft(draft)
    }
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>): void => {
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault()
      endedByKey.current = true
      void save()
    }
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      endedByKey.current = true
      setDraft(null)
    }
  }
  if (draft === null)
    return (
      <button
        ref={button}
        type="button"
        onClick={() => setDraft(value ?? '')}
        className={cx(
          '-mx-1.5 block w-[calc(100%+0.75rem)] rounded-sm px-1.5 py-1 text-start wrap-anywhere hover:bg-hover',
          value ? 'text-ink' : 'text-ink-3',
          className,
        )}
      >
        <span className="sr-only">Edit {label.toLowerCase()}: </span>
        <span dir="auto">{value ?? placeholder}</span>
      </button>
    )
  const shared = {
    id,
    'aria-label': label,
    dir: 'auto',
    autoFocus: true,
    value: draft,
    maxLength,
    onBlur: () => void save(),
    onKeyDown,
    className: cx(
      '-mx-1.5 block w-[calc(100%+0.75rem)] rounded-sm bg-raised px-1.5 py-1 outline-2 -outline-offset-1 outline-accent',
      className,
    ),
  } as const
  return multiline ? (
    <textarea
      {...shared}
      rows={3}
      className={cx(shared.className, 'field-sizing-content resize-none')}
      onChange={(e) => setDraft(e.target.value)}
    />
  ) : (
    <input {...shared} onChange={(e) => setDraft(e.target.value)} />
  )
}
