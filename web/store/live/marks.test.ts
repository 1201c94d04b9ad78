import { describe, expect, it } from 'vitest'
import { aRow, minute } from '#web/store/test-rows.ts'
import type { Conversation } from '#wire/api/conversations.ts'
import { joinMarks, type Mark, storedMarks } from './marks.ts'

const conversation: Conversation = {
  ...aRow({
    id: 'a',
    status: 'escalated',
    escalation: { reason: 'asked_for_person', note: 'About the bill', at: minute(4) },
  }),
  ai: { on: false, reasons: [] },
  routes: [],
  hasPhone: true,
  createdAt: minute(0),
}

describe('marks', () => {
  it('tell an escalation with its reason and note', () => {
    expect(storedMarks(conversation, [])[0]?.text).toBe(
      'Escalated · the customer asked for a person · About the bill',
    )
  })
  it('tell once what the store and the feed both know', () => {
    const live: Mark[] = [
      { cursor: '1.1', kind: 'escalated', text: 'Escalated to a person', at: minute(4) },
      { cursor: '1.2', kind: 'person', text: 'Dana took over', at: minute(3) },
    ]
    expect(joinMarks(storedMarks(conversation, []), live).map((mark) => mark.kind)).toEqual([
      'person',
      'escalated',
    ])
  })
})
