// Words for circles of customers, as chips: typed with Enter, taken away by their cross.
import { X } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { Button } from '#web/ui/button.tsx'
import { TextField } from '#web/ui/field.tsx'

const MAX = 20

export function AudiencesField({
  audiences,
  onChange,
}: {
  audiences: string[]
  onChange: (next: string[]) => Promise<void>
}) {
  const [text, setText] = useState('')
  const add = (): void => {
    const word = text.trim()
    if (!word || audiences.includes(word) || audiences.length >= MAX) return
    setText('')
    void onChange([...audiences, word])
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    add()
  }
  return (
    <>
      {audiences.length > 0 && (
        <ul className="mb-3 flex flex-wrap gap-1.5" aria-label="Audiences">
          {audiences.map((audience) => (
            <li
              key={audience}
              className="inline-flex items-center gap-1 rounded-full bg-accent-soft py-0.5 ps-3 pe-1 text-accent-ink"
            >
              {audience}
              <button
                type="button"
                aria-label={`Remove ${audience}`}
                className="inline-flex size-6 items-center justify-center rounded-full hover:bg-hover"
                onClick={() => void onChange(audiences.filter((each) => each !== audience))}
              >
                <X size={13} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="flex max-w-96 items-end gap-2">
        <TextField
          label="Add an audience"
          className="flex-1"
          maxLength={60}
          placeholder="e.g. trade customers"
          value={text}
          onKeyDown={onKey}
          onChange={(event) => setText(event.target.value)}
        />
        <Button disabled={!text.trim()} onClick={add}>
          Add
        </Button>
      </div>
    </>
  )
}
