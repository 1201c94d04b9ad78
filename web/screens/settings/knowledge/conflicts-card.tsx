// Sources that say different things about the same: both quotes, which one customers hear, and why.
import { Check, Scale } from 'lucide-react'
import { useState } from 'react'
import { post } from '#web/store/api.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { refreshKnowledge, useConflicts } from '#web/store/knowledge.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { toast } from '#web/ui/toast.ts'
import type { KnowledgeConflict } from '#wire/api/knowledge.ts'
import { kindName } from './source-words.ts'

const SHOWN = 3
const abouts: Record<KnowledgeConflict['about'], string> = {
  price: 'Two prices',
  time: 'Two times',
  number: 'Two numbers',
  yes_no: 'Yes and no',
}

export function ConflictsCard() {
  const conflicts = useConflicts()
  const [all, setAll] = useState(false)
  const items = conflicts.data ?? []
  if (items.length === 0) return null
  return (
    <section aria-label="Contradictions" className="mb-5 rounded-xl border border-warn-line bg-surface">
      <header className="flex items-start gap-3 px-5 pt-4">
        <Scale size={18} className="mt-0.5 shrink-0 text-warn-ink" aria-hidden="true" />
        <div>
          <h3 className="text-md font-semibold">
            {items.length === 1 ? 'One contradiction' : `${items.length} contradictions`}
          </h3>
          <p className="text-ink-3">
            Your sources say different things about the same. Customers hear the first of each two.
          </p>
        </div>
      </header>
      <ul className="divide-y divide-line px-5">
        {items.slice(0, all ? undefined : SHOWN).map((conflict) => (
          <Conflict key={conflict.id} conflict={conflict} />
        ))}
      </ul>
      {items.length > SHOWN && !all && (
        <p className="px-5 pb-4">
          <Button size="sm" onClick={() => setAll(true)}>
            Show all {items.length}
          </Button>
        </p>
      )}
    </section>
  )
}

function Conflict({ conflict }: { conflict: KnowledgeConflict }) {
  const [busy, setBusy] = useState(false)
  const dismiss = async (): Promise<void> => {
    setBusy(true)
    try {
      await post(`/knowledge/conflicts/${conflict.id}/dismiss`)
      await refreshKnowledge()
    } catch (error) {
      toast.fail(explainBriefly(error))
      setBusy(false)
    }
  }
  return (
    <li className="py-4">
      <p className="mb-2 flex flex-wrap items-center gap-2 font-medium">
        <Badge tone="warn">{abouts[conflict.about]}</Badge>
        <span dir="auto" className="min-w-0 wrap-anywhere">
          {conflict.topic}
        </span>
      </p>
      <div className="grid gap-2 pane:grid-cols-2">
        <Side side={conflict.winner} wins />
        <Side side={conflict.loser} />
      </div>
      <div className="mt-2 flex flex-wrap items-center justify-between gap-2">
        <p className="min-w-0 flex-1 basis-60 text-sm text-ink-3">{conflict.reason}</p>
        <Button size="sm" busy={busy} onClick={() => void dismiss()}>
          Leave it so
        </Button>
      </div>
    </li>
  )
}

function Side({ side, wins }: { side: KnowledgeConflict['winner']; wins?: boolean }) {
  return (
    <div
      className={
        wins
          ? 'rounded-lg border border-accent-line bg-accent-soft px-3.5 py-2.5'
          : 'rounded-lg bg-sunken px-3.5 py-2.5'
      }
    >
      <p className="mb-1 flex flex-wrap items-center gap-x-1.5 text-sm text-ink-3">
        {wins && <Check size={14} className="text-accent-ink" aria-hidden="true" />}
        <span className={wins ? 'font-medium text-accent-ink' : undefined}>
          {wins ? 'Is quoted' : 'Is not'}
        </span>
        <span className={wins ? 'text-accent-ink' : undefined}>· {kindName(side.kind)}</span>
      </p>
      <q
        dir="auto"
        className={wins ? 'block wrap-anywhere text-accent-ink' : 'block text-ink-2 wrap-anywhere'}
      >
        {side.quote}
      </q>
      <p
        dir="auto"
        className={wins ? 'mt-0.5 truncate text-sm text-accent-ink' : 'mt-0.5 truncate text-sm text-ink-3'}
      >
        {side.title}
      </p>
    </div>
  )
}
