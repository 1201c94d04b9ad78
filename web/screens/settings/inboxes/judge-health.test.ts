import { expect, it } from 'vitest'
import type { Inbox } from '#wire/api/settings.ts'
import { describeWeek, judgeHealth } from './judge-health.ts'

const fine: Inbox['health'] = {
  lastReceivedAt: '2026-11-20T09:00:00.000Z',
  lastSentAt: null,
  signatureFailures: 0,
  lastSignatureFailureAt: null,
  quarantined: 0,
  lastError: null,
  notices: [],
  week: { sent: 0, signatureFailures: 0, failed: [] },
}
const state = (over: Partial<Inbox['health']>): string => judgeHealth({ health: { ...fine, ...over } }).state
const notice = (level: 'info' | 'warning' | 'error') => ({
  code: 'token',
  level,
  text: 'The token ends on 3 December.',
  at: '2026-11-20T09:00:00.000Z',
})
const failures = (...counts: number[]) =>
  counts.map((count, n) => ({ reason: `Reason ${n}`, action: 'Wait.', count }))

it('judges by the facts', () => {
  expect(state({})).toBe('good')
  expect(state({ lastReceivedAt: null })).toBe('silent')
  expect(state({ lastError: 'The mailbox refuses the password' })).toBe('trouble')
  expect(state({ quarantined: 1 })).toBe('trouble')
})
it('forgives a bad signature that something good has followed', () => {
  expect(state({ lastSignatureFailureAt: '2026-11-20T08:00:00.000Z' })).toBe('good')
  expect(state({ lastSignatureFailureAt: '2026-11-20T10:00:00.000Z' })).toBe('trouble')
})
it('warns before something breaks, and says first what is broken', () => {
  expect(state({ notices: [notice('info')] })).toBe('good')
  expect(state({ notices: [notice('warning')] })).toBe('warning')
  expect(state({ notices: [notice('warning')], quarantined: 1 })).toBe('trouble')
  expect(state({ notices: [notice('error')] })).toBe('trouble')
})
it('says how sending went', () => {
  const week = (sent: number, ...counts: number[]) =>
    describeWeek({ ...fine, week: { sent, signatureFailures: 0, failed: failures(...counts) } })
  expect(week(0)).toBeNull()
  expect(week(1)).toBe('1 message sent in the last seven days, and none of them failed.')
  expect(week(1197, 2, 1)).toBe(
    '3 of 1,200 messages of the last seven days could not be delivered (less than 1 %).',
  )
  expect(week(3, 1)).toBe('1 of 4 messages of the last seven days could not be delivered (25 %).')
})
