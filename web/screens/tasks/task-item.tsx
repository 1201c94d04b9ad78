// One task: tick it, read why it is there, move it, change its words, take it away.
import { CalendarClock, CornerDownRight, MoreHorizontal, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Link } from '#web/router/link.tsx'
import { inboxPath } from '#web/router/routes.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { changeTask, deleteTask } from '#web/store/reviews.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Button, IconButton } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import { TextField } from '#web/ui/field.tsx'
import { Menu, MenuItem, MenuSeparator } from '#web/ui/overlay/menu.tsx'
import { fullTime } from '#web/ui/time.ts'
import { toast } from '#web/ui/toast.ts'
import { useNow } from '#web/ui/use-now.ts'
import type { TaskWire } from '#wire/api/reviews.ts'
import { inAnHour, inputOf, nextMorning, nextWeek, sayDue } from './due.ts'

/** `compact`: beside the contact, who need not be named again. */
export function TaskItem({ task, compact }: { task: TaskWire; compact?: boolean }) {
  const now = useNow()
  const [editing, setEditing] = useState(false)
  const failed = (error: unknown): void => toast.fail(explainBriefly(error))
  const overdue = !task.done && task.dueAt !== null && Date.parse(task.dueAt) <= now.getTime()
  const tick = (done: boolean): void => {
    changeTask(task, { done }).catch(failed)
    if (done)
      toast.ok('Done', {
        action: { label: 'Undo', onClick: () => void changeTask(task, { done: false }).catch(failed) },
      })
  }
  const snooze = (dueAt: string): void => void changeTask(task, { dueAt }).catch(failed)
  if (editing) return <Edit task={task} onEnd={() => setEditing(false)} />
  return (
    <article className={cx('flex items-start gap-2.5', compact ? 'py-1.5' : 'px-4 py-3')}>
      <input
        type="checkbox"
        aria-label={`Done: ${task.text}`}
        checked={task.done !== null}
        onChange={({ target }) => tick(target.checked)}
        className="mt-0.5 size-4.5 shrink-0 accent-accent"
      />
      <div className="min-w-0 flex-1">
        <p
          dir="auto"
          className={cx(
            'wrap-anywhere',
            compact && 'text-sm',
            task.done ? 'text-ink-3 line-through' : 'text-ink',
          )}
        >
          {task.text}
        </p>
        <p className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-ink-3">
          {task.dueAt && (
            <time
              dateTime={task.dueAt}
              title={fullTime(task.dueAt)}
              className={cx('font-medium', overdue ? 'text-danger-ink' : 'text-ink-2')}
            >
              {sayDue(task.dueAt, now)}
              {task.dueAssumed && ', no time was said'}
            </time>
          )}
          {task.promise && (
            <Badge tone={task.promise.by === 'us' ? 'accent' : 'info'}>
              {task.promise.by === 'us' ? 'We promised' : 'They promised'}
            </Badge>
          )}
          {!compact && (
            <span className="truncate">
              <bdi>{task.contact.name ?? task.contact.display}</bdi>
            </span>
          )}
          {task.assignedTo?.name && <span>for {task.assignedTo.name}</span>}
          {task.done?.by && <span>by {task.done.by}</span>}
        </p>
        {task.promise && task.conversationId && (
          <Link
            href={inboxPath(task.conversationId, { at: task.promise.seq })}
            className="mt-0.5 flex min-h-6 w-fit max-w-full items-center gap-1 rounded-xs text-xs text-ink-3 hover:text-ink hover:underline"
          >
            <CornerDownRight size={12} aria-hidden="true" className="shrink-0 rtl:-scale-x-100" />
            {task.promise.quote === task.text ? (
              'Where it was said'
            ) : (
              <span dir="auto" className="truncate">
                “{task.promise.quote}”
              </span>
            )}
          </Link>
        )}
        {task.seemsDone !== null && (
          <p className="mt-1.5 flex flex-wrap items-center gap-2 rounded-md bg-accent-soft px-2.5 py-1.5 text-xs text-accent-ink">
            <span className="min-w-0 flex-1">Looks done: somebody wrote since.</span>
            <Button size="sm" onClick={() => tick(true)}>
              It is done
            </Button>
          </p>
        )}
      </div>
      {!task.done && (
        <Menu
          label="Task"
          trigger={
            <IconButton label="Move or change" size="sm">
              <MoreHorizontal size={16} aria-hidden="true" />
            </IconButton>
          }
        >
          <MenuItem icon={<CalendarClock size={15} />} onClick={() => snooze(inAnHour(now))}>
            In an hour
          </MenuItem>
          <MenuItem icon={<CalendarClock size={15} />} onClick={() => snooze(nextMorning(now))}>
            Tomorrow morning
          </MenuItem>
          <MenuItem icon={<CalendarClock size={15} />} onClick={() => snooze(nextWeek(now))}>
            Next week
          </MenuItem>
          <MenuSeparator />
          <MenuItem icon={<Pencil size={15} />} onClick={() => setEditing(true)}>
            Change
          </MenuItem>
          <MenuItem icon={<Trash2 size={15} />} onClick={() => void deleteTask(task.id).catch(failed)}>
            Take away
          </MenuItem>
        </Menu>
      )}
    </article>
  )
}

function Edit({ task, onEnd }: { task: TaskWire; onEnd: () => void }) {
  const [text, setText] = useState(task.text)
  const [due, setDue] = useState(inputOf(task.dueAt))
  const save = async (): Promise<void> => {
    try {
      await changeTask(task, {
        ...(text.trim() !== task.text && { text: text.trim() }),
        ...(due !== inputOf(task.dueAt) && { dueAt: due ? new Date(due).toISOString() : null }),
      })
      onEnd()
    } catch (error) {
      toast.fail(explainBriefly(error))
    }
  }
  return (
    <form
      className="space-y-2 px-1 py-2"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <TextField
        label="Task"
        hideLabel
        required
        maxLength={500}
        dir="auto"
        value={text}
        onChange={(e) => setText(e.target.value)}
      />
      <TextField
        label="Due"
        hideLabel
        type="datetime-local"
        value={due}
        onChange={(e) => setDue(e.target.value)}
      />
      <div className="flex gap-2">
        <Button type="submit" size="sm" look="primary">
          Save
        </Button>
        <Button size="sm" look="ghost" onClick={onEnd}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
