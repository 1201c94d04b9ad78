// What waits for a person, one after the other: read, decide, next. All of it by keys.
import { CheckCheck, ChevronLeft, ChevronRight } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useAction } from '#web/actions/registry.ts'
import { navigate } from '#web/router/location.ts'
import { inboxPath } from '#web/router/routes.ts'
import { Page } from '#web/screens/shell/page.tsx'
import { useQueue } from '#web/store/approvals.ts'
import { IconButton } from '#web/ui/button.tsx'
import { Bone, Empty, Skeleton, Trouble } from '#web/ui/states.tsx'
import type { QueuedDraft } from '#wire/api/drafts.ts'
import { Context } from './context.tsx'
import { DraftCard } from './draft-card.tsx'
import { QueueList } from './queue-list.tsx'

export default function ApprovalsScreen() {
  const queue = useQueue()
  const items = queue.data ?? []
  const [chosen, setChosen] = useState<string | null>(null)
  const [place, setPlace] = useState(0)
  // What was decided is gone from the list: the one that took its place is next.
  const found = items.findIndex((one) => one.id === chosen)
  const at = found >= 0 ? found : Math.min(place, Math.max(0, items.length - 1))
  const current = items[at]
  const go = (to: number): void => {
    const next = items[Math.max(0, Math.min(items.length - 1, to))]
    setPlace(Math.max(0, to))
    setChosen(next?.id ?? null)
  }
  useEffect(() => {
    if (found >= 0) setPlace(found)
  }, [found])
  useAction('list.next', () => go(at + 1), items.length > 0)
  useAction('list.previous', () => go(at - 1), items.length > 0)
  useAction('list.open', () => current && navigate(inboxPath(current.conversationId)), current !== undefined)

  return (
    <Page
      title="Approvals"
      lead={
        items.length === 0
          ? undefined
          : items.length === 1
            ? 'One answer of the AI waits for you.'
            : `${items.length} answers of the AI wait for you. What expires first is on top.`
      }
      actions={
        items.length > 1 && (
          <div className="flex items-center gap-1 text-sm text-ink-3">
            <IconButton label="Previous (K)" size="sm" disabled={at === 0} onClick={() => go(at - 1)}>
              <ChevronLeft size={17} aria-hidden="true" className="rtl:rotate-180" />
            </IconButton>
            <span className="tabular px-1" aria-live="polite">
              {at + 1} of {items.length}
            </span>
            <IconButton
              label="Next (J)"
              size="sm"
              disabled={at >= items.length - 1}
              onClick={() => go(at + 1)}
            >
              <ChevronRight size={17} aria-hidden="true" className="rtl:rotate-180" />
            </IconButton>
          </div>
        )
      }
    >
      {queue.isPending && (
        <Skeleton label="Loading what waits" className="space-y-3">
          <Bone className="h-24 w-full rounded-xl" />
          <Bone className="h-44 w-full rounded-xl" />
        </Skeleton>
      )}
      {queue.error && !queue.data && <Trouble error={queue.error} onRetry={() => void queue.refetch()} />}
      {queue.data && items.length === 0 && (
        <Empty Icon={CheckCheck} title="Nothing waits for you">
          Answers that the AI may not send by itself appear here, in the order in which they expire.
        </Empty>
      )}
      {current && (
        <div className="grid items-start gap-5 wide:grid-cols-[17rem_minmax(0,1fr)]">
          {items.length > 1 && (
            <QueueList items={items} currentId={current.id} onChoose={(draft) => setChosen(draft.id)} />
          )}
          <Decision key={current.id} draft={current} alone={items.length === 1} />
        </div>
      )}
    </Page>
  )
}

function Decision({ draft, alone }: { draft: QueuedDraft; alone: boolean }) {
  const { contact } = draft.conversation
  const name = contact.name ?? contact.display
  return (
    <article
      aria-label={`Answer to ${name}`}
      className={alone ? 'min-w-0 wide:col-span-2 wide:mx-auto wide:w-full wide:max-w-180' : 'min-w-0'}
    >
      <Context draft={draft} name={name} />
      <DraftCard draft={draft} name={name} keys />
    </article>
  )
}
