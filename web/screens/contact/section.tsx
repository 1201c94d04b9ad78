import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'

export function Section({
  title,
  action,
  children,
}: {
  title: string
  action?: ReactNode
  children: ReactNode
}) {
  return (
    <section className="py-3.5">
      <div className="mb-1.5 flex min-h-6 items-center justify-between gap-2">
        <h3 className="text-xs font-semibold text-ink-3">{title}</h3>
        {action}
      </div>
      {children}
    </section>
  )
}

/** A section that is folded until somebody asks. */
export function Folded({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="group py-3.5">
      <summary className="flex min-h-6 list-none items-center justify-between text-xs font-semibold text-ink-3 hover:text-ink [&::-webkit-details-marker]:hidden">
        {title}
        <ChevronDown size={15} aria-hidden="true" className="transition-transform group-open:rotate-180" />
      </summary>
      <div className="pt-2">{children}</div>
    </details>
  )
}

export const quietAction =
  'inline-flex h-6 items-center gap-1 rounded-xs px-1 text-xs font-semibold text-accent-ink hover:underline disabled:opacity-60'
