import { describe, expect, it } from 'vitest'
import { agoLong, dayKey, dayLabel, listTime } from './time.ts'

// The tests run in whatever language and zone the machine has; what they assert holds in each.
const now = new Date(2026, 10, 20, 15, 30)
const ago = (ms: number): string => new Date(now.getTime() - ms).toISOString()
const HOUR = 3_600_000
const DAY = 24 * HOUR

describe('listTime', () => {
  it('counts minutes, then tells the time, then the day', () => {
    const told = [10_000, 5 * 60_000, 3 * HOUR, DAY, 3 * DAY, 40 * DAY, 400 * DAY].map((ms) =>
      listTime(ago(ms), now),
    )
    expect(new Set(told).size).toBe(told.length)
    expect(told[0]).toBe('now')
    expect(told[1]).toMatch(/5/)
    expect(told[6]).toMatch(/2025/)
  })
})
describe('dayLabel', () => {
  it('is one label per day, in the zone that is named', () => {
    const at = '2026-11-20T02:00:00Z'
    expect(dayKey(at, 'UTC') - dayKey(at, 'America/New_York')).toBe(1)
    expect(dayLabel(at, new Date('2026-11-20T12:00:00Z'), 'UTC')).not.toBe(
      dayLabel(at, new Date('2026-11-20T12:00:00Z'), 'America/New_York'),
    )
  })
})
describe('agoLong', () => {
  it('chooses the largest unit that fits', () => {
    expect(agoLong(ago(5_000), now)).toBe('just now')
    expect(agoLong(ago(2 * DAY), now)).not.toBe(agoLong(ago(2 * HOUR), now))
  })
})
