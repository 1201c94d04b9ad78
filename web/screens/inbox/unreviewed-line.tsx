// What the rule "only reviewed conversations" hides, said over the list, with the way to see it.
import { navigate, useInboxSearch } from '#web/router/location.ts'
import { inboxPath } from '#web/router/routes.ts'
import { useCounts } from '#web/store/conversations.ts'
import { useListenable } from '#web/store/listenable.ts'
import { openConversation } from '#web/store/live/open-conversation.ts'
import { useWorkspace } from '#web/store/session.ts'

export function UnreviewedLine() {
  const search = useInboxSearch()
  const openId = useListenable(openConversation)
  const hidden = useCounts().data?.unreviewed ?? 0
  const rule = useWorkspace().settings.review?.reviewedOnly ?? false
  const shown = search.show === 'unreviewed'
  if (!rule || (hidden === 0 && !shown)) return null
  return (
    <p className="mx-3 mb-2 flex items-center gap-2 rounded-lg bg-sunken px-3 py-2 text-sm text-ink-2">
      <span className="min-w-0 flex-1">
        {shown
          ? 'All are shown, also those that are not reviewed yet.'
          : `${hidden === 1 ? 'One conversation is' : `${hidden} conversations are`} new and not reviewed yet. What needs a person is never hidden.`}
      </span>
      <button
        type="button"
        className="shrink-0 rounded-xs px-1 py-0.5 font-semibold text-accent-ink hover:underline"
        onClick={() => navigate(inboxPath(openId, { ...search, show: shown ? undefined : 'unreviewed' }))}
      >
        {shown ? 'Hide' : 'Show'}
      </button>
    </p>
  )
}
