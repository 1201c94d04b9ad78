import { expect, test } from 'vitest'
import type { WidgetMessage } from '#wire/widget.ts'
import { apply, emptyThread } from './conversation/thread.ts'
import { layOut } from './rows.ts'
import { calendarFor } from './text/calendar.ts'

const calendar = calendarFor('en-US', 'America/New_York')
const now = new Date('2026-03-03T15:00:00Z')

function message(seq: number, from: WidgetMessage['from'], at: string, more: Partial<WidgetMessage> = {}) {
  return {
    id: `m${seq}`,
    seq,
    from,
    name: null,
    text: `${seq}`,
    attachments: [],
    clientId: null,
    at,
    ...more,
  }
}

function shape(items: WidgetMessage[]): string[] {
  const thread = apply(emptyThread, { kind: 'messages', items })
  return layOut(thread, calendar, now).map((row) =>
    row.kind === 'day' ? row.label : `${row.first ? '[' : ''}${row.text}${row.last ? ']' : ''}`,
  )
}

test('neighbours by one author are a group; another author or a pause begins a new one', () => {
  expect(
    shape([
      message(1, 'visitor', '2026-03-03T14:00:00Z'),
      message(2, 'visitor', '2026-03-03T14:01:00Z'),
      message(3, 'ai', '2026-03-03T14:02:00Z'),
      message(4, 'person', '2026-03-03T14:02:30Z', { name: 'Mia' }),
      message(5, 'person', '2026-03-03T14:02:40Z', { name: 'Jo' }),
      message(6, 'person', '2026-03-03T14:20:00Z', { name: 'Jo' }),
    ]),
  ).toEqual(['Today', '[1', '2]', '[3]', '[4]', '[5]', '[6]'])
})

test("a day begins at the visitor's midnight and splits a group", () => {
  expect(shape([message(1, 'ai', '2026-03-03T04:58:00Z'), message(2, 'ai', '2026-03-03T05:01:00Z')])).toEqual(
    ['Yesterday', '[1]', 'Today', '[2]'],
  )
})

test("a pending message keeps its place on the screen when the server's copy arrives", () => {
  const at = '2026-03-03T14:00:00Z'
  const pending = apply(emptyThread, { kind: 'queued', clientId: 'mine', text: 'hi', at })
  const stored = apply(pending, {
    kind: 'messages',
    items: [message(1, 'visitor', at, { clientId: 'mine' })],
  })
  const keys = [pending, stored].map((thread) => layOut(thread, calendar, now).map((row) => row.key))
  expect(keys[0]).toEqual(keys[1])
})

test('a failed message ends its group, because its buttons stand below it', () => {
  const at = '2026-03-03T14:00:00Z'
  const thread = (['a', 'b'] as const).reduce(
    (before, clientId) => apply(before, { kind: 'queued', clientId, text: clientId, at }),
    emptyThread,
  )
  const rows = layOut(apply(thread, { kind: 'refused', clientId: 'a' }), calendar, now)
  expect(rows.filter((row) => row.kind === 'message').map((row) => [row.first, row.last])).toEqual([
    [true, true],
    [true, true],
  ])
})
