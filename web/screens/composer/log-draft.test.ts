import { expect, it } from 'vitest'
import { emptyLog, localTime, toEntry } from './log-draft.ts'

const rules = {
  kinds: [{ value: 'message', label: 'Message' }],
  linkHost: 'x.example',
  person: { label: '', placeholder: '' },
}
const now = new Date(2026, 10, 21, 9, 5, 40)
const draft = emptyLog(rules, now, 'c-1')

it('begins as a message of now', () => {
  expect(draft).toMatchObject({ direction: 'in', kind: 'message', when: '2026-11-21T09:05' })
  expect(toEntry(draft, draft.when)).toEqual({ clientId: 'c-1', direction: 'in', kind: 'message', text: '' })
})

it('a time that somebody set goes along, in UTC, and a cleared one does not', () => {
  const set = toEntry(
    { ...draft, when: '2026-11-19T18:30', text: ' Hi ', url: ' https://x.example/1 ' },
    draft.when,
  )
  expect(set).toEqual({
    clientId: 'c-1',
    direction: 'in',
    kind: 'message',
    text: 'Hi',
    happenedAt: new Date(2026, 10, 19, 18, 30).toISOString(),
    url: 'https://x.example/1',
  })
  expect(toEntry({ ...draft, when: '' }, draft.when)).not.toHaveProperty('happenedAt')
  expect(localTime(new Date(2026, 0, 2, 3, 4))).toBe('2026-01-02T03:04')
})
