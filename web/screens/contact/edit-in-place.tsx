// A text that is its own editor: click or Enter to change it, Enter or leaving saves, Escape takes back.
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
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
  const [editing, setEditing] = useState<string | null>(null)
  // Ended by a key, the focus stays here; left by pointer or Tab, it is elsewhere by choice.
  const button = useRef<HTMLButtonElement>(null)
  const endedByKey = useRef(false)
  useEffect(() => {
    if (editing !== null || !endedByKey.current) return
    endedByKey.current = false
    button.current?.focus()
  }, [editing])

  const save = async (text: string): Promise<void> => {
    const next = text.trim() || null
    setEditing(null)
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
      setEditing(text)
    }
  }
  if (editing !== null)
    return (
      <Editor
        {...{ label, maxLength, className, multiline }}
        initial={editing}
        onEnd={(text, byKey) => {
          endedByKey.current = byKey
          if (text === null) setEditing(null)
          else void save(text)
        }}
      />
    )
  return (
    <button
      ref={button}
      type="button"
      onClick={() => setEditing(value ?? '')}
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
}

type EditorProps = Pick<Props, 'label' | 'maxLength' | 'className' | 'multiline'> & {
  initial: string
  /** The text to keep, or null to leave things as they were. Told once. */
  onEnd: (text: string | null, byKey: boolean) => void
}

function Editor({ label, maxLength, className, multiline, initial, onEnd }: EditorProps) {
  const [text, setText] = useState(initial)
  // A field that is taken away while it has the focus loses it once more.
  const ended = useRef(false)
  const end = (result: string | null, byKey: boolean): void => {
    if (ended.current) return
    ended.current = true
    onEnd(result, byKey)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault()
      end(text, true)
    }
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      end(null, true)
    }
  }
  const look = cx(
    '-mx-1.5 block w-[calc(100%+0.75rem)] rounded-sm bg-raised px-1.5 py-1 outline-2 -outline-offset-1 outline-accent',
    className,
  )
  const field = { 'aria-label': label, dir: 'auto', autoFocus: true, value: text, maxLength }
  return multiline ? (
    <textarea
      {...field}
      rows={3}
      className={cx(look, 'field-sizing-content resize-none')}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => end(text, false)}
      onKeyDown={onKeyDown}
    />
  ) : (
    <input
      {...field}
      className={look}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => end(text, false)}
      onKeyDown={onKeyDown}
    />
  )
}
