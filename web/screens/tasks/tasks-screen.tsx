// Tasks: what was promised and put down, what is overdue first.
import { ListChecks } from 'lucide-react'
import { useState } from 'react'
import { Page } from '#web/screens/shell/page.tsx'
import { useTasks } from '#web/store/reviews.ts'
import { useMember } from '#web/store/session.ts'
import { Button } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import { Bone, Empty, Skeleton, Trouble } from '#web/ui/states.tsx'
import { dayKey } from '#web/ui/time.ts'
import { useNow } from '#web/ui/use-now.ts'
import type { TaskWire } from '#wire/api/reviews.ts'
import { TaskItem } from './task-item.tsx'

type Side = 'all' | 'mine' | 'done'
const sides: { side: Side; label: string }[] = [
  { side: 'all', label: 'Open' },
  { side: 'mine', label: 'Mine' },
  { side: 'done', label: 'Done' },
]

export default function TasksScreen() {
  const [side, setSide] = useState<Side>('all')
  const member = useMember()
  const { data, error, refetch } = useTasks({ done: side === 'done' })
  const items = (data?.items ?? []).filter((task) =>
    side === 'done'
      ? task.done !== null
      : side === 'mine'
        ? task.done === null && task.assignedTo?.id === member.id
        : task.done === null,
  )
  return (
    <Page
      title="Tasks"
      lead="What was promised in conversations, and what you put down. Ticking one off is up to you."
      actions={
        <div className="flex gap-1">
          {sides.map(({ side: each, label }) => (
            <Button
              key={each}
              size="sm"
              look={side === each ? 'secondary' : 'ghost'}
              aria-pressed={side === each}
              onClick={() => setSide(each)}
            >
              {label}
            </Button>
          ))}
        </div>
      }
    >
      {error && !data ? (
        <Trouble error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton label="Loading the tasks" className="space-y-3">
          <Bone className="h-16 w-full rounded-xl" />
          <Bone className="h-16 w-full rounded-xl" />
        </Skeleton>
      ) : items.length === 0 ? (
        <Empty Icon={ListChecks} title={side === 'done' ? 'Nothing is done yet' : 'Nothing to do'}>
          When somebody writes “I will call at three” or “we’ll send the quote tomorrow”, it stands here with
          its time.
        </Empty>
      ) : side === 'done' ? (
        <Group title="Done" items={items} />
      ) : (
        <Due items={items} />
      )}
    </Page>
  )
}

function Due({ items }: { items: TaskWire[] }) {
  const now = useNow()
  const today = dayKey(now.toISOString())
  const placeOf = (task: TaskWire): string => {
    if (!task.dueAt) return 'Whenever'
    if (Date.parse(task.dueAt) <= now.getTime()) return 'Overdue'
    const days = dayKey(task.dueAt) - today
    return days === 0 ? 'Today' : days === 1 ? 'Tomorrow' : 'Later'
  }
  return ['Overdue', 'Today', 'Tomorrow', 'Later', 'Whenever'].map((title) => (
    <Group
      key={title}
      title={title}
      items={items.filter((task) => placeOf(task) === title)}
      danger={title === 'Overdue'}
    />
  ))
}

function Group({ title, items, danger }: { title: string; items: TaskWire[]; danger?: boolean }) {
  if (items.length === 0) return null
  return (
    <section className="mb-6">
      <h2 className={cx('mb-2 text-sm font-semibold', danger ? 'text-danger-ink' : 'text-ink-3')}>
        {title} · {items.length}
      </h2>
      <ul className="divide-y divide-line rounded-xl border border-line bg-surface">
        {items.map((task) => (
          <li key={task.id}>
            <TaskItem task={task} />
          </li>
        ))}
      </ul>
    </section>
  )
}
