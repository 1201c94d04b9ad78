// The rail on the left: the views of the inbox with what waits in each, the other places, the front desk's state, me.
import { BellRing, type LucideIcon, OctagonX } from 'lucide-react'
import { Link } from '#web/router/link.tsx'
import { useInboxSearch, useRoute } from '#web/router/location.ts'
import { inboxPath, settingsPath } from '#web/router/routes.ts'
import { useCounts } from '#web/store/conversations.ts'
import { useWorkspace } from '#web/store/session.ts'
import { Count } from '#web/ui/badge.tsx'
import { Bell } from '#web/ui/bell.tsx'
import { cx } from '#web/ui/cx.ts'
import { places, viewItems } from './nav-items.ts'
import { RailMenu } from './rail-menu.tsx'

export function Rail({ onShowKeys, onStop }: { onShowKeys: () => void; onStop: () => void }) {
  const workspace = useWorkspace()
  const counts = useCounts().data
  const { screen } = useRoute()
  const view = useInboxSearch().view ?? 'all'
  return (
    <nav
      aria-label="Main"
      className="hidden w-15 shrink-0 flex-col gap-0.5 border-e border-line bg-canvas px-2 py-3 pane:flex wide:w-54 wide:px-3"
    >
      <Link href="/inbox" className="mb-3 flex items-center gap-2.5 rounded-md px-1 py-1 wide:px-1.5">
        <span className="flex size-8 shrink-0 items-center justify-center rounded-md bg-accent text-on-solid">
          <Bell size={18} />
        </span>
        <span className="sr-only min-w-0 wide:not-sr-only">
          <span className="block truncate text-base leading-tight font-semibold text-ink">
            {workspace.name}
          </span>
          <span className="block text-xs text-ink-3">Frontdesk</span>
        </span>
      </Link>
      {viewItems.map((item) => (
        <RailLink
          key={item.view}
          Icon={item.Icon}
          label={item.view === 'all' ? 'Inbox' : item.label}
          active={screen === 'inbox' && view === item.view}
          count={counts ? item.count(counts) : 0}
          countTone={item.view === 'escalated' ? 'danger' : 'neutral'}
          href={inboxPath(null, item.view === 'all' ? {} : { view: item.view })}
        />
      ))}
      {(counts?.needsPerson ?? 0) > 0 && (
        <RailLink
          Icon={BellRing}
          label="Needs a person"
          active={screen === 'needs-a-person'}
          count={counts?.needsPerson}
          countTone="danger"
          href="/needs-a-person"
        />
      )}
      <hr className="mx-2 my-2 border-line" />
      {places.map((place) => (
        <RailLink
          key={place.screen}
          Icon={place.Icon}
          label={place.label}
          active={screen === place.screen}
          count={counts && place.count ? place.count(counts) : 0}
          href={`/${place.screen}`}
        />
      ))}
      <div className="mt-auto flex flex-col gap-1">
        <FrontDeskState on={workspace.settings.aiEnabled} onStop={onStop} />
        <RailMenu onShowKeys={onShowKeys} />
      </div>
    </nav>
  )
}

function RailLink({
  Icon,
  label,
  active,
  count = 0,
  countTone = 'neutral',
  href,
}: {
  Icon: LucideIcon
  label: string
  active: boolean
  count?: number
  countTone?: 'neutral' | 'danger'
  href: string
}) {
  return (
    <Link
      href={href}
      data-tip={label}
      aria-current={active ? 'page' : undefined}
      className={cx(
        'flex h-8.5 items-center gap-2.5 rounded-md px-2.5 text-base transition-colors duration-100 wide:after:hidden',
        active
          ? 'bg-selected font-semibold text-accent-ink'
          : 'font-medium text-ink-2 hover:bg-hover hover:text-ink',
      )}
    >
      <span className="relative">
        <Icon size={18} strokeWidth={active ? 2.2 : 1.9} aria-hidden="true" />
        {count > 0 && (
          <span
            className={cx(
              'absolute -end-1 -top-1 size-2 rounded-full ring-2 ring-canvas wide:hidden',
              countTone === 'danger' ? 'bg-danger' : 'bg-accent',
            )}
          />
        )}
      </span>
      <span className="sr-only flex-1 truncate wide:not-sr-only wide:whitespace-nowrap!">{label}</span>
      <span className="hidden wide:inline">
        <Count value={count} tone={countTone} />
      </span>
    </Link>
  )
}

/** Is the front desk answering at all? The one switch everybody asks about, always in sight. */
function FrontDeskState({ on, onStop }: { on: boolean; onStop: () => void }) {
  return (
    <div className="flex flex-col items-stretch wide:flex-row wide:items-center">
      <Link
        href={settingsPath('ai')}
        data-tip={on ? 'The AI is answering' : 'The AI is off'}
        className="flex h-8.5 min-w-0 flex-1 items-center gap-2.5 rounded-md px-2.5 text-sm text-ink-3 hover:bg-hover hover:text-ink wide:after:hidden"
      >
        <span className="relative flex size-4.5 items-center justify-center" aria-hidden="true">
          <Bell size={17} />
          <span
            className={cx(
              'absolute -end-0.5 -bottom-0.5 size-2 rounded-full ring-2 ring-canvas',
              on ? 'bg-accent' : 'bg-danger',
            )}
          />
        </span>
        <span className="sr-only wide:not-sr-only">{on ? 'AI is answering' : 'AI is off'}</span>
      </Link>
      {on && (
        <button
          type="button"
          aria-label="Stop the AI"
          data-tip="Stop the AI now"
          onClick={onStop}
          className="flex h-8.5 items-center justify-center rounded-md px-2.5 text-ink-3 hover:bg-danger-soft hover:text-danger-ink wide:after:hidden"
        >
          <OctagonX size={17} aria-hidden="true" />
        </button>
      )}
    </div>
  )
}
