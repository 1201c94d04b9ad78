// The views on a phone, where there is no rail; on larger screens the name of the view that the rail has chosen.
import { Link } from '#web/router/link.tsx'
import { useInboxSearch } from '#web/router/location.ts'
import { inboxPath } from '#web/router/routes.ts'
import { viewItems } from '#web/screens/shell/nav-items.ts'
import { useCounts } from '#web/store/conversations.ts'
import { cx } from '#web/ui/cx.ts'
import { FilterButton } from './filter-button.tsx'

export function ViewTabs() {
  const search = useInboxSearch()
  const view = search.view ?? 'all'
  const counts = useCounts().data
  const current = viewItems.find((item) => item.view === view)
  return (
    <div className="mb-1 flex h-9 items-center gap-2 px-3">
      <h2 className="hidden min-w-0 flex-1 truncate text-md font-semibold text-ink pane:block">
        {view === 'all' ? 'Inbox' : current?.label}
      </h2>
      <nav
        aria-label="Views"
        className="scroll-quiet -ms-1 flex min-w-0 flex-1 gap-1 overflow-x-auto pane:hidden"
      >
        {viewItems.map((item) => {
          const count = counts ? item.count(counts) : 0
          return (
            <Link
              key={item.view}
              href={inboxPath(null, { ...search, view: item.view === 'all' ? undefined : item.view })}
              aria-current={view === item.view ? 'page' : undefined}
              className={cx(
                'focus-inset inline-flex h-8 shrink-0 items-center gap-1.5 rounded-full px-3 text-sm font-medium',
                view === item.view ? 'bg-ink text-surface' : 'text-ink-2 hover:bg-hover',
              )}
            >
              {item.label}
              {count > 0 && <span className="tabular text-xs opacity-85">{count}</span>}
            </Link>
          )
        })}
      </nav>
      <FilterButton />
    </div>
  )
}
