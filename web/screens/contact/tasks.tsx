// What was promised to this contact, and what somebody put down about them.
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { inputOf, nextMorning } from '#web/screens/tasks/due.ts'
import { TaskItem } from '#web/screens/tasks/task-item.tsx'
import { explainBriefly } from '#web/store/explain.ts'
import { addTask, useTasks } from '#web/store/reviews.ts'
import { Button } from '#web/ui/button.tsx'
import { TextField } from '#web/ui/field.tsx'
import { toast } from '#web/ui/toast.ts'
import { quietAction, Section } from './section.tsx'

export function ContactTasks({
  contactId,
  conversationId,
}: {
  contactId: string
  conversationId: string | null
}) {
  const [adding, setAdding] = useState(false)
  const items = useTasks({ contactId }).data?.items.filter((task) => task.done === null) ?? []
  return (
    <Section
      title="Promises and tasks"
      action={
        !adding && (
          <button type="button" className={quietAction} onClick={() => setAdding(true)}>
            <Plus size={13} aria-hidden="true" />
            Add
          </button>
        )
      }
    >
      {items.length === 0 && !adding && <p className="text-sm text-ink-3">Nothing is promised or to do.</p>}
      <ul className="divide-y divide-line">
        {items.map((task) => (
          <li key={task.id}>
            <TaskItem task={task} compact />
          </li>
        ))}
      </ul>
      {adding && (
        <NewTask contactId={contactId} conversationId={conversationId} onEnd={() => setAdding(false)} />
      )}
    </Section>
  )
}

function NewTask({
  contactId,
  conversationId,
  onEnd,
}: {
  contactId: string
  conversationId: string | null
  onEnd: () => void
}) {
  const [text, setText] = useState('')
  const [due, setDue] = useState(() => inputOf(nextMorning(new Date())))
  const [busy, setBusy] = useState(false)
  const save = async (): Promise<void> => {
    setBusy(true)
    try {
      await addTask({
        contactId,
        ...(conversationId && { conversationId }),
        text: text.trim(),
        dueAt: due ? new Date(due).toISOString() : null,
      })
      onEnd()
    } catch (error) {
      toast.fail(explainBriefly(error))
      setBusy(false)
    }
  }
  return (
    <form
      className="mt-1 space-y-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim()) void save()
      }}
    >
      <TextField
        label="Task"
        required
        maxLength={500}
        dir="auto"
        placeholder="Send the quote"
        value={text}
        onChange={(e) => setText(e.target.value)}
      />
      <TextField label="Due" type="datetime-local" value={due} onChange={(e) => setDue(e.target.value)} />
      <div className="flex gap-2">
        <Button type="submit" size="sm" look="primary" busy={busy} disabled={!text.trim()}>
          Add the task
        </Button>
        <Button size="sm" look="ghost" onClick={onEnd}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
