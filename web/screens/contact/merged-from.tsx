import { useState } from 'react'
import { undoMerge } from '#web/store/merges.ts'
import { fullTime, mediumDate } from '#web/ui/time.ts'
import { toast } from '#web/ui/toast.ts'
import type { ContactDetail, MergedFrom as Merge } from '#wire/api/contacts.ts'
import { quietAction, Section } from './section.tsx'

/** Whom this contact swallowed, each with the way back. There is no limit: a mistake is often found late. */
export function MergedFrom({ contact }: { contact: ContactDetail }) {
  if (contact.mergedFrom.length === 0) return null
  return (
    <Section title="Merged from">
      <ul className="space-y-2">
        {contact.mergedFrom.map((merge) => (
          <Line key={merge.mergeId} merge={merge} />
        ))}
      </ul>
    </Section>
  )
}

function Line({ merge }: { merge: Merge }) {
  const [busy, setBusy] = useState(false)
  const undo = async (): Promise<void> => {
    setBusy(true)
    const problem = await undoMerge(merge.mergeId)
    setBusy(false)
    if (problem) toast.fail(problem)
    else toast.ok(`${merge.name} is a contact of their own again`)
  }
  return (
    <li className="flex items-start justify-between gap-2 text-sm">
      <div className="min-w-0">
        <p dir="auto" className="wrap-anywhere">
          {merge.name}
        </p>
        <p className="text-xs text-ink-3">
          <time dateTime={merge.at} title={fullTime(merge.at)}>
            {mediumDate(merge.at)}
          </time>{' '}
          by {merge.by}
        </p>
      </div>
      <button
        type="button"
        className={quietAction}
        disabled={busy}
        aria-label={`Undo the merge with ${merge.name}`}
        onClick={() => void undo()}
      >
        Undo
      </button>
    </li>
  )
}
