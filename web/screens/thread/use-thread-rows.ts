// Everything that a thread shows, gathered: messages, bubbles under way, marks, turns.
import { useMemo, useState } from 'react'
import { useContact } from '#web/store/contacts.ts'
import { cachedRow } from '#web/store/conversations.ts'
import { useListenable } from '#web/store/listenable.ts'
import { joinMarks, storedMarks } from '#web/store/live/marks.ts'
import { useLiveMarks, useThread, useTurns } from '#web/store/thread.ts'
import { outgoing, pendingOf } from '#web/store/writing/outgoing.ts'
import type { Conversation, ConversationRow } from '#wire/api/conversations.ts'
import { layoutThread } from './thread-rows.ts'

export function useThreadRows(id: string, conversation: Conversation | undefined) {
  const thread = useThread(id)
  const turns = useTurns(id).data
  const liveMarks = useLiveMarks(id)
  const appointments = useContact(conversation?.contact.id ?? null).data?.appointments
  const sending = useListenable(outgoing)
  // The divider stands where the member had read when they came, and stays there until they leave.
  const [unread, setUnread] = useState(() => unreadOf(conversation ?? cachedRow(id)))
  if (unread === null && conversation) setUnread(unreadOf(conversation))

  const items = thread.data?.items
  const rows = useMemo(() => {
    if (!items) return []
    const stored = conversation ? storedMarks(conversation, appointments ?? []) : []
    return layoutThread({
      messages: items,
      pending: pendingOf(sending, id, items),
      marks: joinMarks(stored, liveMarks),
      turns: turns ?? [],
      unread: unread ?? NOTHING,
    })
  }, [items, conversation, appointments, sending, liveMarks, turns, id, unread])
  const turnsById = useMemo(() => new Map((turns ?? []).map((turn) => [turn.id, turn])), [turns])
  return { thread, rows, turnsById }
}

const NOTHING = { after: Number.POSITIVE_INFINITY, upTo: 0 }
function unreadOf(row: Pick<ConversationRow, 'readSeq' | 'lastSeq'> | undefined) {
  return row ? { after: row.readSeq, upTo: row.lastSeq } : null
}
