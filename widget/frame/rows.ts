// From a thread to the lines of the log: days in between, neighbours by one author grouped. Pure, so that it is tested
// without a browser.
import type { WidgetMessage } from '#wire/widget.ts'
import type { Pending, Thread } from './conversation/thread.ts'
import type { Calendar } from './text/calendar.ts'

export type MessageRow = {
  kind: 'message'
  /** The clientId where there is one: the server's copy then takes over the element of the pending one. */
  key: string
  from: WidgetMessage['from']
  name: string | null
  text: string
  attachments: WidgetMessage['attachments']
  at: Date
  /** First and last of a group: the first shows who wrote, the last when. */
  first: boolean
  last: boolean
  seq: number | null
  pending: Pending | null
}

export type Row = { kind: 'day'; key: string; label: string } | MessageRow

// Longer pauses begin a new group, so that the time shown under a group is true for all of it.
const groupWithin = 5 * 60_000

/** The rows of a thread, oldest first. */
export function layOut(thread: Thread, calendar: Calendar, now: Date): Row[] {
  const messages = [...thread.messages.map(received), ...thread.pending.map(underWay)]
  const rows: Row[] = []
  for (const [index, message] of messages.entries()) {
    const before = messages[index - 1]
    const after = messages[index + 1]
    if (!before || !calendar.sameDay(before.at, message.at)) {
      rows.push({ kind: 'day', key: `day-${message.key}`, label: calendar.day(message.at, now) })
    }
    rows.push({
      ...message,
      first: !before || !together(before, message, calendar),
      last: !after || !together(message, after, calendar),
    })
  }
  return rows
}

type Loose = Omit<MessageRow, 'first' | 'last'>

function received(message: WidgetMessage): Loose {
  const { id, clientId, from, name, text, attachments, at, seq } = message
  return {
    kind: 'message',
    key: clientId ?? id,
    from,
    name,
    text,
    attachments,
    at: new Date(at),
    seq,
    pending: null,
  }
}

function underWay(pending: Pending): Loose {
  return {
    kind: 'message',
    key: pending.clientId,
    from: 'visitor',
    name: null,
    text: pending.text,
    attachments: [],
    at: new Date(pending.at),
    seq: null,
    pending,
  }
}

function together(one: Loose, next: Loose, calendar: Calendar): boolean {
  return (
    one.from === next.from &&
    one.name === next.name &&
    one.pending?.state !== 'failed' &&
    Math.abs(next.at.getTime() - one.at.getTime()) < groupWithin &&
    calendar.sameDay(one.at, next.at)
  )
}
