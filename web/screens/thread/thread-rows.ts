// What a thread shows, line by line, made from messages, unsent bubbles, marks and the AI's turns. Pure.

import type { ChannelKind } from '#domain/channel.ts'
import type { Mark } from '#web/store/live/marks.ts'
import type { Outgoing } from '#web/store/writing/outgoing.ts'
import { dayKey } from '#web/ui/time.ts'
import type { Message, Turn } from '#wire/api/messages.ts'

/** `start` and `end`: first and last of a run by the same hand, which share their name and their foot. */
type Run = { start: boolean; end: boolean }
export type ThreadRow =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'new'; key: 'new'; count: number }
  | { kind: 'way'; key: string; channel: ChannelKind; address: string }
  | { kind: 'mark'; key: string; mark: Mark }
  | { kind: 'silence'; key: string; turn: Turn }
  | ({ kind: 'message'; key: string; message: Message } & Run)
  | ({ kind: 'pending'; key: string; outgoing: Outgoing } & Run)

const RUN_MS = 5 * 60_000

type Parts = {
  messages: Message[]
  pending: Outgoing[]
  marks: Mark[]
  turns: Turn[]
  /** What was unread when the member opened the thread: after the first place, up to the second. */
  unread: { after: number; upTo: number }
}

export function layoutThread({ messages, pending, marks, turns, unread }: Parts): ThreadRow[] {
  const rows: ThreadRow[] = []
  const silent = new Map(
    turns.filter((t) => t.outcome === 'silent' || t.outcome === 'failed').map((t) => [t.toSeq, t]),
  )
  const first = messages[0]
  // Marks from before the oldest message that is loaded belong to a page that is not.
  const due = marks.filter((mark) => !first || Date.parse(mark.at) >= Date.parse(first.createdAt))
  const news = messages.filter((m) => m.direction === 'in' && m.seq > unread.after && m.seq <= unread.upTo)
  const divider = news[0]
  let day: number | null = null
  let nextMark = 0
  let way: string | null = null

  const openDay = (at: string): void => {
    const key = dayKey(at)
    if (key === day) return
    day = key
    rows.push({ kind: 'day', key: `day-${key}`, at })
  }
  /** Where the talk goes on by another way, a line says by which. */
  const openWay = (channel: ChannelKind, address: string, key: string): void => {
    const next = `${channel} ${address}`
    if (way !== null && way !== next) rows.push({ kind: 'way', key: `way-${key}`, channel, address })
    way = next
  }
  const marksUntil = (at: number): void => {
    for (let mark = due[nextMark]; mark && Date.parse(mark.at) <= at; mark = due[++nextMark]) {
      openDay(mark.at)
      rows.push({ kind: 'mark', key: mark.cursor, mark })
    }
  }

  for (const message of messages) {
    marksUntil(Date.parse(message.createdAt) - 1)
    openDay(message.createdAt)
    if (message === divider) rows.push({ kind: 'new', key: 'new', count: news.length })
    openWay(message.channel, message.address, message.id)
    rows.push({ kind: 'message', key: message.clientId ?? message.id, message, start: true, end: true })
    const turn = silent.get(message.seq)
    if (turn) rows.push({ kind: 'silence', key: turn.id, turn })
  }
  marksUntil(Number.POSITIVE_INFINITY)
  for (const outgoing of pending) {
    openDay(outgoing.createdAt)
    if (outgoing.route) openWay(outgoing.route.channel, outgoing.route.address, outgoing.clientId)
    rows.push({ kind: 'pending', key: outgoing.clientId, outgoing, start: true, end: true })
  }
  joinRuns(rows)
  return rows
}

function joinRuns(rows: ThreadRow[]): void {
  for (let i = 1; i < rows.length; i++) {
    const before = rows[i - 1]
    const row = rows[i]
    if (!before || !row || !('start' in before) || !('start' in row)) continue
    if (hand(before) !== hand(row) || moment(row) - moment(before) > RUN_MS) continue
    before.end = false
    row.start = false
  }
}

type Bubble = Extract<ThreadRow, Run>

/** Who wrote it and by which way: bubbles of one hand may stand in one run. */
function hand(row: Bubble): string {
  if (row.kind === 'pending') return `out member ${row.outgoing.route?.channel ?? ''}`
  const { direction, author, channel, call } = row.message
  // A call is a card of its own.
  if (call) return `call ${call.id}`
  // What I send now and what the server already has of me are one run, whoever "me" is.
  return (
    `${direction} ${author.kind} ${author.kind === 'member' && row.message.clientId ? '' : (author.id ?? '')}`.trim() +
    ` ${channel}`
  )
}
function moment(row: Bubble): number {
  return Date.parse(row.kind === 'pending' ? row.outgoing.createdAt : row.message.createdAt)
}

/** Where a message stands among the rows; -1 where it is not loaded. */
export function rowOfSeq(rows: ThreadRow[], seq: number): number {
  return rows.findIndex((row) => row.kind === 'message' && row.message.seq === seq)
}
