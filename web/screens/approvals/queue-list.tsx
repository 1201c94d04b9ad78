// Everything that waits, beside the one that is looked at.
import { ChannelMark } from '#web/ui/channel-mark.tsx'
import { cx } from '#web/ui/cx.ts'
import type { QueuedDraft } from '#wire/api/drafts.ts'
import { ExpiryLine, RiskBadge } from './draft-facts.tsx'

export function QueueList({
  items,
  currentId,
  onChoose,
}: {
  items: QueuedDraft[]
  currentId: string
  onChoose: (draft: QueuedDraft) => void
}) {
  return (
    <ol aria-label="What waits" className="hidden space-y-1 wide:block">
      {items.map((draft) => {
        const { contact } = draft.conversation
        const current = draft.id === currentId
        return (
          <li key={draft.id}>
            <button
              type="button"
              aria-current={current ? 'true' : undefined}
              onClick={() => onChoose(draft)}
              className={cx(
                'focus-inset block w-full rounded-lg px-3 py-2.5 text-start',
                current ? 'bg-selected' : 'hover:bg-hover',
              )}
            >
              <span className="flex items-center gap-2">
                <ChannelMark kind={draft.channel} size={16} />
                <span dir="auto" className="min-w-0 flex-1 truncate font-semibold">
                  {contact.name ?? contact.display}
                </span>
                <RiskBadge risk={draft.risk} />
              </span>
              <span dir="auto" className="mt-1 block truncate text-sm text-ink-3">
                {draft.text}
              </span>
              <ExpiryLine expiresAt={draft.expiresAt} className="mt-1" />
            </button>
          </li>
        )
      })}
    </ol>
  )
}
