import { describe, expect, it } from 'vitest'
import { hoursFor, needsHumanAgent } from './human-agent.ts'
import { authorKinds } from './message.ts'

const now = new Date('2026-11-21T12:00:00Z')
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000)
const allowed = { hours: 24, humanAgentHours: 168 }
const not = { hours: 24, humanAgentHours: null }

describe('the rule for human agents', () => {
  it('gives a person seven days, and nobody else', () => {
    for (const author of authorKinds)
      expect(hoursFor(allowed, author), author).toBe(author === 'member' ? 168 : 24)
  })

  it('is nothing that is there by itself', () => {
    for (const author of authorKinds) expect(hoursFor(not, author), author).toBe(24)
  })

  it.each([
    ['within a day', 23.9, false],
    ['after a day', 24, true],
    ['on the seventh day', 167.9, true],
    ['after seven days', 168, false],
  ])('marks what a person writes %s: %s h, %s', (_when, hours, marked) => {
    const since = ago(hours)
    expect(needsHumanAgent({ ...allowed, since }, 'member', now)).toBe(marked)
    expect(needsHumanAgent({ ...not, since }, 'member', now)).toBe(false)
    for (const author of authorKinds.filter((one) => one !== 'member'))
      expect(needsHumanAgent({ ...allowed, since }, author, now), author).toBe(false)
  })

  it('marks nothing to somebody who never wrote', () => {
    expect(needsHumanAgent({ ...allowed, since: null }, 'member', now)).toBe(false)
  })
})
