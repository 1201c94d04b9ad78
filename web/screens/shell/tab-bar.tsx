// The rail of a phone: at the bottom, where the thumb is.
import { Inbox, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from '#web/router/link.tsx'
import { useRoute } from '#web/router/location.ts'
import { useCounts } from '#web/store/conversations.ts'
import { cx } from '#web/ui/cx.ts'
import { places } from './nav-items.ts'

export function TabBar({ className }: { className?: string }) {
  const { screen } = useRoute()
  const counts = useCounts().data
  const unread = counts?.unread ?? 0
  const waiting = (place: (typeof places)[number]) => (counts && place.count ? place.count(counts) : 0)
  const tab = (Icon: LucideIcon, label: string, active: boolean, dot = false): ReactNode => (
    <span
      className={cx(
        'flex flex-col items-center gap-0.5 rounded-md py-1.5 text-2xs font-medium',
        active ? 'text-accent-ink' : 'text-ink-3',
      )}
    >
      <span className="relative">
        <Icon size={21} strokeWidth={active ? 2.2 : 1.8} aria-hidden="true" />
        {dot && (
          <span className="absolute -end-1 -top-0.5 size-2 rounded-full bg-accent ring-2 ring-surface" />
        )}
      </span>
      {label}
    </span>
  )
  return (
    <nav
      aria-label="Main"
      className={cx(
        'grid shrink-0 auto-cols-fr grid-flow-col border-t border-line bg-surface px-1 pb-[env(safe-area-inset-bottom)]',
        className,
      )}
    >
      <Link href="/inbox" aria-current={screen === 'inbox' ? 'page' : undefined} className="focus-inset">
        {tab(Inbox, 'Inbox', screen === 'inbox', unread > 0)}
      </Link>
      {places
        .filter((p) => !p.whenCounted || waiting(p) > 0 || screen === p.screen)
        .map((place) => (
          <Link
            key={place.screen}
            href={`/${place.screen}`}
            aria-current={screen === place.screen ? 'page' : undefined}
            className="focus-inset"
          >
            {tab(place.Icon, place.label, screen === place.screen, waiting(place) > 0)}
          </Link>
        ))}
    </nav>
  )
}
