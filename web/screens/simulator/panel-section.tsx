// Parts of the panel beside the phone: a titled section, and a list of things that one press does.
import { type ReactNode, useState } from 'react'

export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h2 className="mb-2 text-sm font-semibold text-ink">{title}</h2>
      {children}
    </section>
  )
}

export type Deed = { label: string; hint: string; disabled?: boolean; run: () => Promise<void> }

/** One of them at a time. */
export function DeedList({ deeds }: { deeds: Deed[] }) {
  const [busy, setBusy] = useState<string | null>(null)
  const start = async (deed: Deed): Promise<void> => {
    setBusy(deed.label)
    await deed.run()
    setBusy(null)
  }
  return (
    <ul className="overflow-hidden rounded-lg border border-line bg-raised">
      {deeds.map((deed) => (
        <li key={deed.label} className="border-line not-first:border-t">
          <button
            type="button"
            disabled={busy !== null || deed.disabled}
            aria-busy={busy === deed.label || undefined}
            onClick={() => void start(deed)}
            className="focus-inset block w-full px-3 py-1.75 text-start hover:bg-hover disabled:opacity-60"
          >
            <span className="block text-base font-medium text-ink">{deed.label}</span>
            <span className="block text-xs text-ink-3">{deed.hint}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
