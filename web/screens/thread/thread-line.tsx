// One line of the thread, whichever kind it is.
import {
  CalendarCheck,
  CalendarX,
  CircleCheck,
  type LucideIcon,
  OctagonAlert,
  User,
  UserX,
} from 'lucide-react'
import { memo } from 'react'
import type { ChannelKind } from '#domain/channel.ts'
import type { Mark } from '#web/store/live/marks.ts'
import { Bell } from '#web/ui/bell.tsx'
import { ChannelMark, channelLabel } from '#web/ui/channel-mark.tsx'
import { cx } from '#web/ui/cx.ts'
import { clockTime, dayLabel, fullTime } from '#web/ui/time.ts'
import { useNow } from '#web/ui/use-now.ts'
import type { Conversation } from '#wire/api/conversations.ts'
import type { Turn } from '#wire/api/messages.ts'
import { CallItem } from './call/call-item.tsx'
import { MessageBubble } from './message/message-bubble.tsx'
import { PendingBubble } from './message/pending-bubble.tsx'
import { SilenceLine } from './silence-line.tsx'
import type { ThreadRow } from './thread-rows.ts'

export type ThreadScope = {
  conversation: Conversation | undefined
  turnsById: Map<string, Turn>
  /** The place of the message that is pointed at. */
  flash: number | null
  /** Inboxes through which one message can be answered by name. */
  quotable: ReadonlySet<string>
  onShowContact: () => void
}

export const ThreadLine = memo(function ThreadLine({ row, scope }: { row: ThreadRow; scope: ThreadScope }) {
  switch (row.kind) {
    case 'day':
      return <DayLine at={row.at} />
    case 'new':
      return (
        <div className="flex items-center gap-3 py-2 text-xs font-semibold text-accent-ink">
          <span className="h-px flex-1 bg-accent-line" />
          New · {row.count}
          <span className="h-px flex-1 bg-accent-line" />
        </div>
      )
    case 'way':
      return <WayLine channel={row.channel} address={row.address} />
    case 'mark':
      return <MarkLine mark={row.mark} />
    case 'silence':
      return <SilenceLine turn={row.turn} scope={scope} />
    case 'pending':
      return <PendingBubble row={row} />
    case 'message':
      if (row.message.call)
        return (
          <CallItem
            message={row.message}
            brief={row.message.call}
            owed={scope.conversation?.missedCall === true}
            flashing={scope.flash === row.message.seq}
          />
        )
      return (
        <MessageBubble
          row={row}
          turn={row.message.turnId ? scope.turnsById.get(row.message.turnId) : undefined}
          flashing={scope.flash === row.message.seq}
          quotable={
            scope.quotable.has(row.message.inboxId) &&
            !['queued', 'failed', 'canceled'].includes(row.message.status)
          }
        />
      )
  }
})

function DayLine({ at }: { at: string }) {
  const now = useNow()
  return (
    <h3 className="flex justify-center py-3 text-xs font-semibold text-ink-3">
      <time dateTime={at}>{dayLabel(at, now)}</time>
    </h3>
  )
}

/** From here on by another channel or to another address. */
function WayLine({ channel, address }: { channel: ChannelKind; address: string }) {
  return (
    <p className="flex items-center gap-3 py-2 text-xs text-ink-3">
      <span className="h-px flex-1 bg-line" />
      <span className="flex min-w-0 items-center gap-1.5">
        <ChannelMark kind={channel} size={14} />
        <span className="truncate">
          <span className="font-semibold text-ink-2">{channelLabel(channel)}</span> · {address}
        </span>
      </span>
      <span className="h-px flex-1 bg-line" />
    </p>
  )
}

const markIcons: Record<Mark['kind'], LucideIcon | typeof Bell> = {
  person: User,
  ai: Bell,
  escalated: OctagonAlert,
  closed: CircleCheck,
  booked: CalendarCheck,
  canceled: CalendarX,
  opted_out: UserX,
}

function MarkLine({ mark }: { mark: Mark }) {
  const Icon = markIcons[mark.kind]
  return (
    <p
      className={cx(
        'mx-auto max-w-[90%] py-1.5 text-center text-xs text-balance',
        mark.kind === 'escalated' ? 'text-danger-ink' : 'text-ink-3',
      )}
    >
      <Icon size={14} className="me-1.5 inline align-[-2.5px]" aria-hidden="true" />
      <span dir="auto">{mark.text}</span>{' '}
      <time dateTime={mark.at} title={fullTime(mark.at)} className="whitespace-nowrap text-ink-3">
        {clockTime(mark.at)}
      </time>
    </p>
  )
}
