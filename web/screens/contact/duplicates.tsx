// "Might be the same person": quiet, with what speaks for it, and the two answers.
import { UsersRound } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { Link } from '#web/router/link.tsx'
import { contactPath } from '#web/router/routes.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { contactName, sayNotSame } from '#web/store/merges.ts'
import { Button } from '#web/ui/button.tsx'
import { toast } from '#web/ui/toast.ts'
import type { ContactDetail, PossibleDuplicate } from '#wire/api/contacts.ts'

const MergeDialog = lazy(() => import('./merge-dialog.tsx'))

export function Duplicates({ contact }: { contact: ContactDetail }) {
  const [merging, setMerging] = useState<string | null>(null)
  if (contact.duplicates.length === 0) return null
  return (
    <section aria-label="Might be the same person" className="space-y-2 py-3.5">
      {contact.duplicates.map((one) => (
        <Card
          key={one.contact.id}
          contactId={contact.id}
          possible={one}
          onMerge={() => setMerging(one.contact.id)}
        />
      ))}
      {merging && (
        <Suspense fallback={null}>
          <MergeDialog intoId={contact.id} fromId={merging} onClose={() => setMerging(null)} />
        </Suspense>
      )}
    </section>
  )
}

type CardProps = { contactId: string; possible: PossibleDuplicate; onMerge: () => void }

function Card({ contactId, possible, onMerge }: CardProps) {
  const [busy, setBusy] = useState(false)
  const other = possible.contact
  const name = contactName(other)
  const decline = async (): Promise<void> => {
    setBusy(true)
    try {
      await sayNotSame(contactId, other.id)
      toast.say(`${name} is not suggested again`)
    } catch (error) {
      toast.fail(explainBriefly(error))
      setBusy(false)
    }
  }
  return (
    <div className="rounded-lg border border-accent-line bg-accent-soft px-3 py-2.5 text-sm">
      <p className="flex gap-2">
        <UsersRound size={15} className="mt-0.5 shrink-0 text-accent-ink" aria-hidden="true" />
        <span className="min-w-0">
          Might be the same person:{' '}
          <Link
            href={contactPath(other.id)}
            dir="auto"
            className="font-semibold text-accent-ink wrap-anywhere hover:underline"
          >
            {name}
          </Link>
        </span>
      </p>
      <ul className="mt-1 ps-5.75 text-xs text-ink-2">
        {possible.evidence.map((line) => (
          <li key={line} className="wrap-anywhere">
            {line}
          </li>
        ))}
      </ul>
      <div className="mt-2 flex flex-wrap gap-1.5 ps-5.75">
        <Button size="sm" onClick={onMerge}>
          Merge…
        </Button>
        <Button size="sm" look="ghost" busy={busy} onClick={() => void decline()}>
          Not the same
        </Button>
      </div>
    </div>
  )
}
