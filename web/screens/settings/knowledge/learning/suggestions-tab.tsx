// What people answered, as pairs that wait for approval. Nothing of it is said to anybody before.
import { GraduationCap, Pencil, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { Link } from '#web/router/link.tsx'
import { inboxPath } from '#web/router/routes.ts'
import { Loaded } from '#web/screens/settings/parts.tsx'
import { post } from '#web/store/api.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { refreshKnowledge } from '#web/store/knowledge.ts'
import { useSuggestions } from '#web/store/learning.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { ChannelMark } from '#web/ui/channel-mark.tsx'
import { SelectField } from '#web/ui/field.tsx'
import { Empty } from '#web/ui/states.tsx'
import { agoLong } from '#web/ui/time.ts'
import { toast } from '#web/ui/toast.ts'
import { useNow } from '#web/ui/use-now.ts'
import type { LearnedPair } from '#wire/api/learning.ts'
import { EntryDialog } from './entry-dialog.tsx'

const states = {
  open: 'Waiting',
  approved: 'Approved',
  rejected: 'Rejected',
  covered: 'Known meanwhile',
} as const

export default function SuggestionsTab() {
  const [state, setState] = useState<LearnedPair['state']>('open')
  const list = useSuggestions(state)
  const [editing, setEditing] = useState<LearnedPair | null>(null)
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="min-w-0 flex-1 basis-72 text-ink-3">
          When one of you answers a customer, and it holds for every customer, it is proposed here. The AI
          uses nothing of it before you approve.
        </p>
        <SelectField
          label="Which suggestions"
          hideLabel
          className="w-40"
          value={state}
          onChange={(event) => setState(event.target.value as LearnedPair['state'])}
          options={Object.entries(states).map(([value, label]) => ({ value, label }))}
        />
      </div>
      <Loaded query={list}>
        {(items) =>
          items.length === 0 ? (
            <Empty Icon={GraduationCap} title={state === 'open' ? 'Nothing to learn now' : 'None yet'}>
              {state === 'open' &&
                'Answer customers as always. What is new and general comes here by itself.'}
            </Empty>
          ) : (
            <ul aria-label="Suggestions" className="space-y-3">
              {items.map((pair) => (
                <Pair key={pair.id} pair={pair} onEdit={() => setEditing(pair)} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {editing && (
        <EntryDialog
          title="Approve this answer"
          path={`/knowledge/suggestions/${editing.id}/approve`}
          question={editing.question}
          answer={editing.answer}
          note={<Against pair={editing} />}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  )
}

function Against({ pair }: { pair: LearnedPair }) {
  if (pair.against.length === 0) return null
  return (
    <div className="rounded-lg border border-warn-line bg-warn-soft/50 px-3.5 py-2.5">
      <p className="flex items-center gap-1.5 text-sm font-semibold text-warn-ink">
        <TriangleAlert size={14} aria-hidden="true" /> Your knowledge says something else
      </p>
      <ul className="mt-1 space-y-1">
        {pair.against.map((source) => (
          <li key={`${source.sourceId} ${source.quote}`} className="text-sm wrap-anywhere">
            <span className="font-medium">{source.title}:</span> <q dir="auto">{source.quote}</q>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Pair({ pair, onEdit }: { pair: LearnedPair; onEdit: () => void }) {
  const now = useNow()
  const [busy, setBusy] = useState(false)
  const reject = async (): Promise<void> => {
    setBusy(true)
    try {
      await post(`/knowledge/suggestions/${pair.id}/reject`)
      await refreshKnowledge()
    } catch (error) {
      toast.fail(explainBriefly(error))
      setBusy(false)
    }
  }
  return (
    <li className="space-y-3 rounded-xl border border-line bg-surface px-4 py-4 pane:px-5">
      <div className="min-w-0">
        <p dir="auto" className="text-md font-semibold wrap-anywhere">
          {pair.question}
        </p>
        <p dir="auto" className="mt-0.5 text-ink-2 whitespace-pre-line wrap-anywhere">
          {pair.answer}
        </p>
      </div>
      {pair.state === 'open' && <Against pair={pair} />}
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="flex min-w-0 flex-wrap items-center gap-x-1.5 text-sm text-ink-3">
          <ChannelMark kind={pair.channel} size={14} />
          {pair.answeredBy ?? 'A person'} answered{' '}
          <Link href={inboxPath(pair.conversationId)} className="hover:text-ink hover:underline">
            {pair.who ?? 'a customer'}
          </Link>
          {agoLong(pair.createdAt, now)}
          {pair.state === 'approved' && (
            <Badge tone="accent">{pair.edited ? 'Edited and approved' : 'Approved'}</Badge>
          )}
        </p>
        {pair.state === 'open' && (
          <div className="ms-auto flex gap-2">
            <Button size="sm" look="ghost" busy={busy} onClick={() => void reject()}>
              Reject
            </Button>
            <Button size="sm" look="primary" icon={<Pencil size={14} aria-hidden="true" />} onClick={onEdit}>
              Look and approve
            </Button>
          </div>
        )}
      </div>
    </li>
  )
}
