// The next first step, as one line over the list of a phone; larger screens have room for the whole card.

import { ArrowRight } from 'lucide-react'
import { Link } from '#web/router/link.tsx'
import { useChecklist } from '#web/store/checklist.ts'

export function ChecklistLine() {
  const { steps, next, dismissed } = useChecklist()
  if (dismissed || !next) return null
  const done = steps.filter((step) => step.done).length
  return (
    <Link
      href={next.link}
      className="mx-3 mb-2 flex items-center gap-3 rounded-lg border border-accent-line bg-accent-soft px-3 py-2 text-sm text-accent-ink pane:hidden"
    >
      <span className="min-w-0 flex-1">
        <span className="block truncate font-semibold">{next.title}</span>
        <span className="block text-xs">
          First steps: {done} of {steps.length} done
        </span>
      </span>
      <ArrowRight size={16} aria-hidden="true" className="rtl:rotate-180" />
    </Link>
  )
}
