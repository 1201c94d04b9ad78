import { expect, it } from 'vitest'
import { judgeHealth } from './judge-health.ts'

const fine = {
  lastReceivedAt: '2026-11-20T09:00:00.000Z',
  lastSentAt: null,
  signatureFailures: 0,
  lastSignatureFailureAt: null,
  quarantined: 0,
  lastError: null,
}
const state = (over: object): string => judgeHealth({ health: { ...fine, ...over } }).state

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
