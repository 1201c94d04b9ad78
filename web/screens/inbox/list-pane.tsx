// The left pane: search, view, filters, and the list or what was found.
import { lazy, Suspense, useDeferredValue, useEffect, useRef, useState } from 'react'
import { useAction } from '#web/actions/registry.ts'
import { inboxSearchNow, navigate, useInboxSearch } from '#web/router/location.ts'
import { inboxPath } from '#web/router/routes.ts'
import { toListQuery } from '#web/store/filters.ts'
import { useWorkspace } from '#web/store/session.ts'
import { cx } from '#web/ui/cx.ts'
import { ChecklistLine } from './checklist-line.tsx'
import { ConversationList } from './conversation-list.tsx'
import { ListFilters } from './list-filters.tsx'
import { SearchField } from './search-field.tsx'
import { UnreviewedLine } from './unreviewed-line.tsx'
import { ViewTabs } from './view-tabs.tsx'

const SearchResults = lazy(() => import('./search-results.tsx'))

export function ListPane({ openId, className }: { openId: string | null; className?: string }) {
  const search = useInboxSearch()
  const rule = useWorkspace().settings.review ?? null
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(search.q ?? '')
  const q = useDeferredValue(text).trim()

  // The address follows the field; Back and links move the field.
  useEffect(() => setText(search.q ?? ''), [search.q])
  const write = (next: string): void => {
    setText(next)
    navigate(inboxPath(openId, { ...inboxSearchNow(), q: next.trim() || undefined, at: undefined }), {
      replace: true,
    })
  }
  useAction('search.open', () => field.current?.select())

  return (
    <section aria-label="Conversations" className={cx('min-w-0 shrink-0 flex-col bg-canvas', className)}>
      <header className="px-3 pt-3 pb-2">
        <SearchField ref={field} value={text} onChange={write} />
      </header>
      {q ? (
        <Suspense fallback={null}>
          <SearchResults q={q} openId={openId} />
        </Suspense>
      ) : (
        <>
          <ViewTabs />
          <ListFilters />
          <ChecklistLine />
          <UnreviewedLine />
          <ConversationList query={toListQuery(search, rule)} openId={openId} />
        </>
      )}
    </section>
  )
}
