import { describe, expect, it } from 'vitest'
import { burstEndsAt, isOvertaken } from './burst.ts'
import { decideAfterCall, decideAfterLookUp, decideHead, endsAs } from './delivery.ts'

const now = new Date('2026-11-21T12:00:00Z')
const at = (ms: number) => new Date(now.getTime() + ms)
const timing = { reconcileAfterMs: 10_000, retryMs: 2_000, maxAttempts: 3 }

describe('the head of an outbox', () => {
  it.each([
    ['is asked about when it is due', { status: 'queued', next_attempt_at: null, claimed_at: null }, 'ask'],
    ['waits until its time', { status: 'queued', next_attempt_at: at(1), claimed_at: null }, 'wait'],
    [
      'is left alone while somebody sends it',
      { status: 'sending', next_attempt_at: null, claimed_at: at(-59_999) },
      'wait',
    ],
    [
      'is looked up when whoever sent it has gone silent',
      { status: 'sending', next_attempt_at: null, claimed_at: at(-60_000) },
      'look_up',
    ],
    [
      'is looked up when its time has come',
      { status: 'sending', next_attempt_at: at(0), claimed_at: at(-1) },
      'look_up',
    ],
  ])('%s', (_, head, step) => expect(decideHead(head, now, 60_000).step).toBe(step))
})

it('pauses grow, end at an hour, and give up after so many attempts', () => {
  const pause = (attempts: number) =>
    decideAfterCall({ outcome: 'retry' }, attempts, now, { ...timing, maxAttempts: 30 })
  expect([1, 2, 3, 20].map(pause)).toEqual(
    [2_000, 4_000, 8_000, 3_600_000].map((ms) => ({ to: 'queued', at: at(ms) })),
  )
  expect(decideAfterCall({ outcome: 'retry', afterMs: 7 }, 2, now, timing)).toEqual({
    to: 'queued',
    at: at(7),
  })
  expect(decideAfterCall({ outcome: 'retry' }, 3, now, timing)).toEqual({ to: 'failed' })
})

it('what nobody knows is looked up, never simply sent again', () => {
  expect(decideAfterCall({ outcome: 'unknown' }, 99, now, timing)).toEqual({
    to: 'unsure',
    lookUpAt: at(10_000),
  })
  expect(decideAfterLookUp({ outcome: 'not_found' }, now)).toEqual({ to: 'queued', at: now })
  expect(decideAfterLookUp({ outcome: 'cannot_tell' }, now)).toEqual({
    to: 'failed',
    mayHaveLeft: true,
  })
})

it('people are told of what did not leave; a machine’s text is dropped', () =>
  expect((['member', 'api', 'ai', 'automation'] as const).map((author) => endsAs(author))).toEqual([
    'failed',
    'failed',
    'canceled',
    'canceled',
  ]))

it('a burst ends after a pause, and at the latest after its longest time', () => {
  const window = { quietMs: 3_000, maxMs: 10_000 }
  expect(burstEndsAt(window, at(0), at(-2_000))).toEqual(at(3_000))
  expect(burstEndsAt(window, at(0), at(-9_000))).toEqual(at(1_000))
})

it('any act since a turn began overtakes it', () => {
  const seen = { turn: 1, fromSeq: 2, toSeq: 3, changes: 0 }
  const same = { turn: 1, changes: 0, handler: 'ai' as const, answered_seq: 2, last_inbound_seq: 3 }
  expect(isOvertaken(seen, same)).toBe(false)
  for (const other of [
    { turn: 2 },
    { changes: 1 },
    { handler: 'human' as const },
    { answered_seq: 3 },
    { last_inbound_seq: 4 },
  ])
    expect(isOvertaken(seen, { ...same, ...other })).toBe(true)
})
