// Before something is saved that the AI answers from: is anything answered differently then? Mounted by every dialog that
// changes such things; the dialog itself is loaded when it has something to show.
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { patch } from '#web/store/api.ts'
import { tryChange } from '#web/store/learning.ts'
import type { KnowledgeChange, TriedChange } from '#wire/api/learning.ts'

const DifferencesDialog = lazy(() => import('./differences-dialog.tsx'))

type Pending = { tried: TriedChange; decide: (accepted: string[] | null) => void }

export function useCheckedSave(): {
  /** Runs `save` where nothing changes, or somebody wants it so. Resolves with whether it was done. */
  run: (change: KnowledgeChange, save: () => Promise<boolean>) => Promise<boolean>
  checking: boolean
  dialog: ReactNode
} {
  const [pending, setPending] = useState<Pending | null>(null)
  const [checking, setChecking] = useState(false)
  const run = async (change: KnowledgeChange, save: () => Promise<boolean>): Promise<boolean> => {
    setChecking(true)
    const tried = await tryChange(change)
    setChecking(false)
    if (!tried || tried.differences.length === 0) return save()
    const accepted = await new Promise<string[] | null>((decide) => setPending({ tried, decide }))
    setPending(null)
    if (accepted === null || !(await save())) return false
    const answers = tried.differences.filter((d) => accepted.includes(d.id))
    await Promise.all(answers.map((d) => patch(`/knowledge/check/${d.id}`, { answer: d.after }))).catch(
      // The save is done; the check shows what was not approved.
      () => undefined,
    )
    return true
  }
  const dialog = pending && (
    <Suspense fallback={null}>
      <DifferencesDialog tried={pending.tried} onDecide={pending.decide} />
    </Suspense>
  )
  return { run, checking, dialog }
}
