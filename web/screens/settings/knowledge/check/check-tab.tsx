// Questions with approved answers: what would be answered now, and where that is not what was approved.
import {
  BadgeCheck,
  CircleDashed,
  MoreHorizontal,
  Plus,
  RefreshCw,
  Trash2,
  TriangleAlert,
} from 'lucide-react'
import { useState } from 'react'
import { Loaded, useSaving } from '#web/screens/settings/parts.tsx'
import { post, remove } from '#web/store/api.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { refreshKnowledge } from '#web/store/knowledge.ts'
import { useChecks } from '#web/store/learning.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Button, IconButton } from '#web/ui/button.tsx'
import { Menu, MenuItem } from '#web/ui/overlay/menu.tsx'
import { Empty } from '#web/ui/states.tsx'
import { agoLong } from '#web/ui/time.ts'
import { toast } from '#web/ui/toast.ts'
import { useNow } from '#web/ui/use-now.ts'
import type { CheckQuestion } from '#wire/api/learning.ts'
import { ApprovedDialog } from './approved-dialog.tsx'
import { Reasons, TwoAnswers } from './two-answers.tsx'

const differs = (check: CheckQuestion): boolean => check.verdict !== null && check.verdict !== 'same'

async function act(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
    await refreshKnowledge()
  } catch (error) {
    toast.fail(explainBriefly(error))
  }
}

export default function CheckTab() {
  const list = useChecks()
  const [adding, setAdding] = useState(false)
  const running = useSaving()
  const add = (
    <Button look="primary" icon={<Plus size={16} aria-hidden="true" />} onClick={() => setAdding(true)}>
      Add a question
    </Button>
  )
  return (
    <>
      <Loaded query={list}>
        {(items) => {
          if (items.length === 0)
            return (
              <Empty Icon={BadgeCheck} title="Nothing is checked yet" action={add}>
                Mark good answers in your conversations with “This answer is right”. Before you save a change
                here, you see which of them would be answered differently.
              </Empty>
            )
          const news = items.filter((c) => differs(c) && !c.seen)
          const rest = items.filter((c) => !news.includes(c))
          return (
            <>
              <div className="mb-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
                <p className="min-w-0 flex-1 basis-64 text-ink-3">
                  {items.length === 1 ? 'One question' : `${items.length} questions`} with approved answers.
                  They are asked again at every change.
                </p>
                <div className="flex gap-2">
                  <Button
                    busy={running.busy}
                    icon={<RefreshCw size={15} aria-hidden="true" />}
                    onClick={() =>
                      void running.run(async () => {
                        await post('/knowledge/check/run')
                        await refreshKnowledge()
                      }, 'All questions were asked again')
                    }
                  >
                    Check now
                  </Button>
                  {add}
                </div>
              </div>
              {news.length > 0 && <News items={news} />}
              {rest.length > 0 && (
                <ul
                  aria-label="Approved answers"
                  className="divide-y divide-line rounded-xl border border-line bg-surface"
                >
                  {rest.map((check) => (
                    <Row key={check.id} check={check} />
                  ))}
                </ul>
              )}
            </>
          )
        }}
      </Loaded>
      {adding && <ApprovedDialog check={null} onClose={() => setAdding(false)} />}
    </>
  )
}

/** What came by itself, from a web site or a file, or was saved anyway. */
function News({ items }: { items: CheckQuestion[] }) {
  return (
    <section aria-label="Changed answers" className="mb-5 rounded-xl border border-warn-line bg-surface">
      <header className="flex items-start gap-3 px-4 pt-4 pane:px-5">
        <TriangleAlert size={18} className="mt-0.5 shrink-0 text-warn-ink" aria-hidden="true" />
        <div>
          <h3 className="text-md font-semibold">
            {items.length === 1
              ? 'One question is answered differently now'
              : `${items.length} questions are answered differently now`}
          </h3>
          <p className="text-ink-3">Your knowledge has changed since these answers were approved.</p>
        </div>
      </header>
      <ul className="divide-y divide-line px-4 pane:px-5">
        {items.map((check) => (
          <Changed key={check.id} check={check} />
        ))}
      </ul>
    </section>
  )
}

function Changed({ check }: { check: CheckQuestion }) {
  const [editing, setEditing] = useState(false)
  return (
    <li className="space-y-2 py-4">
      <p dir="auto" className="font-semibold wrap-anywhere">
        {check.question}
      </p>
      <TwoAnswers
        before={{ label: 'Approved', text: check.answer }}
        after={{
          label: `Now${check.nowSources[0] ? `, from “${check.nowSources[0].title}”` : ''}`,
          text: check.nowAnswer ?? '',
          missing:
            check.verdict === 'unanswered' ? 'The AI finds no answer and hands over to a person.' : undefined,
        }}
      />
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Reasons reasons={check.reasons} />
        <div className="ms-auto flex flex-wrap gap-2">
          <Button
            size="sm"
            look="ghost"
            onClick={() => void act(() => post(`/knowledge/check/${check.id}/dismiss`))}
          >
            Leave it so
          </Button>
          <Button size="sm" onClick={() => setEditing(true)}>
            Write the right one
          </Button>
          {check.verdict !== 'unanswered' && (
            <Button
              size="sm"
              look="primary"
              onClick={() => void act(() => post(`/knowledge/check/${check.id}/accept`))}
            >
              The new answer is right
            </Button>
          )}
        </div>
      </div>
      {editing && <ApprovedDialog check={check} onClose={() => setEditing(false)} />}
    </li>
  )
}

function Row({ check }: { check: CheckQuestion }) {
  const now = useNow()
  const [editing, setEditing] = useState(false)
  const other = differs(check)
  return (
    <li className="flex items-start gap-3 px-4 py-3.5 pane:px-5">
      <span className="mt-0.5 shrink-0">
        {other ? (
          <TriangleAlert size={17} className="text-warn-ink" aria-label="Answered differently" />
        ) : check.verdict ? (
          <BadgeCheck size={17} className="text-accent-ink" aria-label="Answered as approved" />
        ) : (
          <CircleDashed size={17} className="text-ink-3" aria-label="Not asked yet" />
        )}
      </span>
      <div className="min-w-0 flex-1">
        <p dir="auto" className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium wrap-anywhere">
          {check.question}
          {other && <Badge tone="warn">Answered differently, left so</Badge>}
        </p>
        <p dir="auto" className="line-clamp-2 text-sm text-ink-2 wrap-anywhere">
          {check.answer}
        </p>
        {check.checkedAt && <p className="text-sm text-ink-3">Asked again {agoLong(check.checkedAt, now)}</p>}
      </div>
      <Menu
        label={`${check.question}: what to do`}
        trigger={
          <IconButton label={`More about ${check.question}`} className="shrink-0">
            <MoreHorizontal size={17} aria-hidden="true" />
          </IconButton>
        }
      >
        <MenuItem onClick={() => setEditing(true)}>Edit</MenuItem>
        <MenuItem
          icon={<Trash2 size={15} />}
          danger
          onClick={() => void act(() => remove(`/knowledge/check/${check.id}`))}
        >
          Check it no longer
        </MenuItem>
      </Menu>
      {editing && <ApprovedDialog check={check} onClose={() => setEditing(false)} />}
    </li>
  )
}
