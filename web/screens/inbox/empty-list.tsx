import { CheckCheck, Inbox, ListFilter } from 'lucide-react'
import { Link } from '#web/router/link.tsx'
import { settingsPath } from '#web/router/routes.ts'
import type { ListQuery } from '#web/store/filters.ts'
import { buttonClass } from '#web/ui/button.tsx'
import { Empty } from '#web/ui/states.tsx'

/** Why there is nothing, and the one useful thing to do. */
export function EmptyList({ query }: { query: ListQuery }) {
  const { filter: _, status, contactId: __, reviewed, ...others } = query
  const filtered =
    Object.values(others).some((value) => value !== undefined) || (status && status !== 'escalated')
  if (filtered)
    return (
      <Empty
        Icon={ListFilter}
        title="No conversation matches"
        action={
          <Link href="/inbox" className={buttonClass()}>
            Show all conversations
          </Link>
        }
      >
        Every filter that is on must match.
      </Empty>
    )
  if (query.filter === 'unread') return <Empty Icon={CheckCheck} title="All read. Nice." />
  if (query.filter === 'requires_action')
    return (
      <Empty Icon={CheckCheck} title="Nothing waits for a person">
        Conversations appear here when the AI hands over, or when a customer answers somebody of you.
      </Empty>
    )
  if (query.status === 'escalated')
    return (
      <Empty Icon={CheckCheck} title="Nothing is escalated">
        When the AI cannot help or a customer asks for a person, it is here, and the owner is alerted.
      </Empty>
    )
  if (reviewed)
    return (
      <Empty Icon={CheckCheck} title="Nothing is reviewed yet">
        New conversations appear when they have been quiet for ten minutes, or at once where a person is
        needed.
      </Empty>
    )
  return (
    <Empty
      Icon={Inbox}
      title="No conversation yet"
      action={
        <Link href={settingsPath('inboxes')} className={buttonClass('primary')}>
          Connect a channel
        </Link>
      }
    >
      As soon as a customer writes, the conversation appears here.
    </Empty>
  )
}
