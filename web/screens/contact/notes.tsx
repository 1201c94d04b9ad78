import { useState } from 'react'
import { addNote } from '#web/store/contacts.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { Button } from '#web/ui/button.tsx'
import { TextArea } from '#web/ui/field.tsx'
import { agoLong, fullTime } from '#web/ui/time.ts'
import { toast } from '#web/ui/toast.ts'
import { useNow } from '#web/ui/use-now.ts'
import type { ContactDetail } from '#wire/api/contacts.ts'
import { Section } from './section.tsx'

/** Notes for the team. Never sent to anybody. */
export function Notes({ contact }: { contact: ContactDetail }) {
  const now = useNow()
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const submit = async (): Promise<void> => {
    if (!text.trim()) return
    setBusy(true)
    try {
      await addNote(contact.id, text.trim())
      setText('')
    } catch (error) {
      toast.fail(explainBriefly(error))
    }
    setBusy(false)
  }
  return (
    <Section title="Notes">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <TextArea
          label="New note"
          hideLabel
          rows={1}
          dir="auto"
          maxLength={5000}
          placeholder="Only your team sees this"
          controlClassName="min-h-9! resize-none text-sm!"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {text.trim() !== '' && (
          <Button type="submit" size="sm" look="primary" busy={busy} className="mt-2">
            Add the note
          </Button>
        )}
      </form>
      <ul className="mt-2.5 space-y-2">
        {contact.notes.map((note) => (
          <li key={note.id} className="rounded-md bg-warn-soft px-3 py-2 text-sm">
            <p dir="auto" className="whitespace-pre-wrap wrap-anywhere">
              {note.body}
            </p>
            <p className="mt-1 text-xs text-warn-ink">
              {note.author ?? 'Somebody'} ·{' '}
              <time dateTime={note.createdAt} title={fullTime(note.createdAt)}>
                {agoLong(note.createdAt, now)}
              </time>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}
