// One conversation of the list: who, how, what last, since when, and whether somebody should look.
import { CircleAlert, User } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import { splitStars } from '#domain/stars.ts'
import { Link } from '#web/router/link.tsx'
import { useInboxSearch } from '#web/router/location.ts'
import { inboxPath } from '#web/router/routes.ts'
import { callLook } from '#web/screens/thread/call/call-look.ts'
import { prefetchConversation } from '#web/store/conversations.ts'
import { prefetchThread } from '#web/store/thread.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { Badge, Count } from '#web/ui/badge.tsx'
import { Bell } from '#web/ui/bell.tsx'
import { ChannelMark, channelLabel } from '#web/ui/channel-mark.tsx'
import { cx } from '#web/ui/cx.ts'
import { Stars } from '#web/ui/stars.tsx'
import { fullTime, listTime } from '#web/ui/time.ts'
import { useNow } from '#web/ui/use-now.ts'
import type { ConversationRow as Row } from '#wire/api/conversations.ts'

export const ROW_HEIGHT = 84

type Props = { row: Row; open: boolean; snippet?: ReactNode; at?: number }

export const ConversationRow = memo(function ConversationRow({ row, open, snippet, at }: Props) {
  const search = useInboxSearch()
  const unread = row.unread > 0
  const prefetch = (): void => {
    prefetchConversation(row.id)
    if (at === undefined) prefetchThread(row.id)
  }
  return (
    <Link
      href={inboxPath(row.id, { ...search, at })}
      aria-current={open ? 'true' : undefined}
      onPointerEnter={prefetch}
      onFocus={prefetch}
      className={cx(
        'focus-inset relative flex h-full gap-3 rounded-lg px-2.5 py-2.5 transition-colors duration-75',
        open
          ? 'bg-selected [--ground:var(--selected)]'
          : '[--ground:var(--canvas)] hover:bg-hover hover:[--ground:var(--hover)]',
      )}
    >
      <Avatar
        id={row.contact.id}
        name={row.contact.name}
        badge={<ChannelMark kind={row.channel} size={16} />}
      />
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="flex items-baseline gap-2">
          <span
            dir="auto"
            className={cx('min-w-0 truncate text-ink', unread ? 'font-bold' : 'font-semibold')}
          >
            {row.contact.name ?? row.contact.display}
          </span>
          <span className="sr-only">{channelLabel(row.channel)}</span>
          <ListTime iso={row.lastMessageAt} unread={unread} />
        </span>
        <span className="flex items-center gap-2">
          <span
            dir="auto"
            className={cx('min-w-0 flex-1 truncate text-sm', unread ? 'font-medium text-ink' : 'text-ink-3')}
          >
            {snippet ?? <Preview row={row} />}
          </span>
          {unread && <Count value={row.unread} tone="solid" label="unread" />}
        </span>
        <Marks row={row} />
      </span>
    </Link>
  )
})

function ListTime({ iso, unread }: { iso: string; unread: boolean }) {
  const now = useNow()
  return (
    <time
      dateTime={iso}
      title={fullTime(iso)}
      className={cx('ms-auto shrink-0 text-xs', unread ? 'font-semibold text-accent-ink' : 'text-ink-3')}
    >
      {listTime(iso, now)}
    </time>
  )
}

/** Who had the last word, then the word. */
function Preview({ row }: { row: Row }) {
  const ours = row.lastDirection === 'out'
  if (row.lastCall) return <CallPreview row={row} state={row.lastCall} />
  const { stars, rest } = splitStars(row.preview)
  return (
    <>
      {ours && row.lastStatus === 'failed' && (
        <CircleAlert
          size={13}
          className="me-1 inline align-[-2px] text-danger-ink"
          aria-label="Not delivered:"
        />
      )}
      {ours && <span className="text-ink-3">{row.lastAuthor === 'ai' ? 'AI: ' : 'Us: '}</span>}
      {stars > 0 && <Stars value={stars} size={13} className="me-1.5 align-[-2px]" />}
      {rest || (stars > 0 ? null : 'No text')}
    </>
  )
}

function CallPreview({ row, state }: { row: Row; state: NonNullable<Row['lastCall']> }) {
  const { Icon, tone } = callLook(state, row.lastDirection)
  return (
    <>
      <Icon
        size={14}
        aria-hidden="true"
        className={cx(
          'me-1.5 inline align-[-2px]',
          tone === 'danger' ? 'text-danger-ink' : tone === 'warn' ? 'text-warn-ink' : 'text-ink-3',
        )}
      />
      {row.preview}
    </>
  )
}

/** Only what cannot wait; that it is one of the escalated says the badge before it. */
function Urgency({ row }: { row: Row }) {
  if (row.urgency === 'emergency') return <Badge tone="danger">Emergency</Badge>
  if (row.urgency === 'high') return <Badge tone="warn">Urgent</Badge>
  return null
}

function Marks({ row }: { row: Row }) {
  return (
    <span className="mt-auto flex items-center gap-1.5 overflow-hidden text-xs text-ink-3">
      {row.status === 'escalated' ? (
        <Badge tone="danger">Escalated</Badge>
      ) : row.status === 'closed' ? (
        <Badge>Closed</Badge>
      ) : row.draft ? (
        <Badge tone="accent">Approve the reply</Badge>
      ) : row.requiresAction ? (
        <Badge tone="warn">Requires action</Badge>
      ) : (
        <span className="inline-flex h-5 items-center gap-1.5 pe-1">
          <span className="size-1.5 rounded-full bg-accent" aria-hidden="true" />
          Active
        </span>
      )}
      {row.status !== 'closed' && <Urgency row={row} />}
      {row.contact.optedOut && <Badge tone="quiet">Opted out</Badge>}
      {row.sample && <span className="px-0.5 text-2xs">Sample</span>}
      {row.status !== 'closed' && (
        <span className="ms-auto inline-flex min-w-0 items-center gap-1">
          {row.handler === 'ai' ? <Bell size={13} /> : <User size={13} aria-hidden="true" />}
          <span className="truncate">
            {row.handler === 'ai' ? 'AI' : (row.handledBy?.split(' ')[0] ?? 'Person')}
          </span>
        </span>
      )}
    </span>
  )
}
