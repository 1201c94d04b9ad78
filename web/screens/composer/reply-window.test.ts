import { describe, expect, it } from 'vitest'
import { duration, replyWindow } from './reply-window.ts'

const NOW = Date.parse('2026-11-21T12:00:00Z')
const route = {
  usable: true,
  why: null,
  templatesOnly: false,
  label: 'Chat',
  windowClosesAt: '2026-11-21T15:12:30Z',
}
const at = (iso: string) => replyWindow(route, true, Date.parse(iso))

describe('the window to write in', () => {
  it('is counted down, warns in its last hour and closes by the clock', () => {
    expect(at('2026-11-21T12:00:00Z')).toEqual({ kind: 'open', left: '3 h 12 min', soon: false })
    expect(at('2026-11-21T14:12:30Z')).toEqual({ kind: 'open', left: '1 h', soon: true })
    expect(at('2026-11-21T15:12:00Z')).toEqual({ kind: 'open', left: 'less than a minute', soon: true })
    expect(at('2026-11-21T15:12:30Z')).toMatchObject({ kind: 'closed', templates: true })
    expect(replyWindow(route, false, Date.parse('2026-11-22T00:00:00Z'))).toMatchObject({ templates: false })
  })

  it('is nothing where there is none, or where the way is shut for another reason', () => {
    expect(replyWindow(null, true, NOW)).toEqual({ kind: 'none' })
    expect(replyWindow({ ...route, windowClosesAt: null }, true, NOW)).toEqual({ kind: 'none' })
    expect(replyWindow({ ...route, usable: false, why: 'Opted out' }, true, NOW)).toEqual({ kind: 'none' })
  })

  it('says what the server said where it is closed', () => {
    const closed = { ...route, templatesOnly: true, why: 'They are over' }
    expect(replyWindow(closed, true, NOW)).toEqual({ kind: 'closed', templates: true, why: 'They are over' })
  })

  it.each([
    [59_000, 'less than a minute'],
    [60_000, '1 min'],
    [3_600_000, '1 h'],
    [23 * 3_600_000 + 60_000, '23 h 1 min'],
    [6 * 86_400_000 + 5, '6 days'],
  ])('%i ms are %s', (ms, words) => expect(duration(ms)).toBe(words))
})
