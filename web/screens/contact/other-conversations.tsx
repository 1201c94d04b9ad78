import { Link } from '#web/router/link.tsx'
import { inboxPath } from '#web/router/routes.ts'
import { useContactConversations } from '#web/store/conversations.ts'
import { ChannelMark, channelLabel } from '#web/ui/channel-mark.tsx'
import { listTime } from '#web/ui/time.ts'
import { useNow } from '#web/ui/use-now.ts'
import { Section } from './section.tsx'

/** The customer's other threads, on every channel. */
export function OtherConversations({ contactId, except }: { contactId: string; except: string | null }) {
  const now = useNow()
  const { rows, hasNextPage, fetchNextPage } = useContactConversations(contactId)
  const others = rows.filter((row) => row.id !== except)
  if (others.length === 0 && except !== null) return null
  return (
    <Section title={except === null ? 'Conversations' : 'Other conversations'}>
      {others.length === 0 && <p className="text-sm text-ink-3">None yet.</p>}
      <ul className="-mx-2">
        {others.map((row) => (
          <li key={row.id}>
            <Link
              href={inboxPath(row.id)}
              className="flex items-center gap-2.5 rounded-md px-2 py-1.5 hover:bg-hover"
            >
              <ChannelMark kind={row.channel} size={20} />
              <span className="min-w-0 flex-1">
                <span className="flex justify-between gap-2 text-sm font-medium">
                  {channelLabel(row.channel)}
                  <time dateTime={row.lastMessageAt} className="text-xs font-normal text-ink-3">
                    {listTime(row.lastMessageAt, now)}
                  </time>
                </span>
                <span dir="auto" className="block truncate text-xs text-ink-3">
                  {row.preview}
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <button
          type="button"
          onClick={() => void fetchNextPage()}
          className="mt-1 text-xs font-semibold text-accent-ink hover:underline"
        >
          Show more
        </button>
      )}
    </Section>
  )
}
