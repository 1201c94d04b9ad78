// Pairs that may be one person, the most probable first, each with its evidence and the two answers.
import { UsersRound } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { Link } from '#web/router/link.tsx'
import { contactPath } from '#web/router/routes.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { contactName, sayNotSame, useDuplicates } from '#web/store/merges.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { Button } from '#web/ui/button.tsx'
import { Bone, Empty, Skeleton, Trouble } from '#web/ui/states.tsx'
import { toast } from '#web/ui/toast.ts'
import type { Contact } from '#wire/api/contacts.ts'
import type { DuplicatePair } from '#wire/api/merges.ts'

const MergeDialog = lazy(() => import('#web/screens/contact/merge-dialog.tsx'))

export default function DuplicatesList() {
  const list = useDuplicates()
  const [merging, setMerging] = useState<DuplicatePair | null>(null)
  if (list.isPending)
    return (
      <Skeleton label="Loading probable duplicates" className="space-y-3 px-4 py-2">
        <Bone className="h-24 w-full" />
        <Bone className="h-24 w-full" />
      </Skeleton>
    )
  if (!list.data) return <Trouble error={list.error} onRetry={() => void list.refetch()} />
  const { items, total } = list.data
  if (items.length === 0)
    return (
      <Empty Icon={UsersRound} title="No probable duplicates">
        When the same person writes on two channels, you are asked here.
      </Empty>
    )
  return (
    <div className="scroll-quiet min-h-0 flex-1 overflow-y-auto px-3 pb-3">
      <ul aria-label="Probable duplicates" className="space-y-2">
        {items.map((pair) => (
          <Pair key={`${pair.contact.id} ${pair.other.id}`} pair={pair} onMerge={() => setMerging(pair)} />
        ))}
      </ul>
      {total > items.length && (
        <p className="pt-3 text-center text-xs text-ink-3">
          And {total - items.length} more, which follow when these are decided.
        </p>
      )}
      {merging && (
        <Suspense fallback={null}>
          <MergeDialog
            intoId={merging.contact.id}
            fromId={merging.other.id}
            onClose={() => setMerging(null)}
          />
        </Suspense>
      )}
    </div>
  )
}

function Pair({ pair, onMerge }: { pair: DuplicatePair; onMerge: () => void }) {
  const [busy, setBusy] = useState(false)
  const decline = async (): Promise<void> => {
    setBusy(true)
    try {
      await sayNotSame(pair.contact.id, pair.other.id)
    } catch (error) {
      toast.fail(explainBriefly(error))
      setBusy(false)
    }
  }
  return (
    <li className="rounded-lg border border-line bg-surface p-3">
      <Person contact={pair.contact} />
      <Person contact={pair.other} />
      <ul className="mt-1.5 text-xs text-ink-2">
        {pair.evidence.map((line) => (
          <li key={line} className="wrap-anywhere">
            {line}
          </li>
        ))}
      </ul>
      <div className="mt-2 flex gap-1.5">
        <Button size="sm" onClick={onMerge}>
          Merge…
        </Button>
        <Button size="sm" look="ghost" busy={busy} onClick={() => void decline()}>
          Not the same
        </Button>
      </div>
    </li>
  )
}

function Person({ contact }: { contact: Contact }) {
  const name = contactName(contact)
  const reach = contact.addresses.map((a) => a.display).filter((display) => display !== name)
  return (
    <Link
      href={contactPath(contact.id, { show: 'duplicates' })}
      className="focus-inset -mx-1.5 flex items-center gap-2.5 rounded-md px-1.5 py-1 hover:bg-hover"
    >
      <Avatar id={contact.id} name={contact.name} size={28} />
      <span className="min-w-0">
        <span dir="auto" className="block truncate text-sm font-semibold">
          {name}
        </span>
        <span className="block truncate text-xs text-ink-3">
          {[contact.company, ...reach].filter(Boolean).join(' · ') || 'No other address'}
        </span>
      </span>
    </Link>
  )
}
