import { describe, expect, it } from 'vitest'
import { looksSame, react, type StoredReaction, standing } from './reactions.ts'

const at = (second: number) => `2026-11-21T12:00:0${second}.000Z`
const by = (from: string, emoji: string | null, second: number): StoredReaction => ({
  from,
  emoji,
  at: at(second),
})

describe('a reaction', () => {
  it('is one for each sender, and the newest', () => {
    const first = react([], by('a', '👍', 1)) ?? []
    const second = react(first, by('b', '❤', 2)) ?? []
    expect(standing(react(second, by('a', '😂', 3)) ?? [])).toEqual([
      { emoji: '❤', at: at(2) },
      { emoji: '😂', at: at(3) },
    ])
  })

  it('is taken back, and an earlier copy does not bring it again', () => {
    const gone = react([by('a', '👍', 1)], by('a', null, 2)) ?? []
    expect(standing(gone)).toEqual([])
    expect(react(gone, by('a', '👍', 1))).toBeNull()
  })

  it('that was taken back before it came stays away', () => {
    const gone = react([], by('a', null, 2)) ?? []
    expect(react(gone, by('a', '👍', 1))).toBeNull()
    expect(standing(react(gone, by('a', '👍', 3)) ?? [])).toHaveLength(1)
  })

  it('that says the same again is later, and what lay between does not displace it', () => {
    const first = [by('a', '👍', 1)]
    expect(react(first, by('a', '👍', 1))).toBeNull()
    const again = react(first, by('a', '👍', 4)) ?? []
    expect(looksSame(first, again)).toBe(true)
    expect(react(again, by('a', '😂', 3))).toBeNull()
    const gone = react(react([], by('a', null, 1)) ?? [], by('a', null, 5)) ?? []
    expect(react(gone, by('a', '👍', 3))).toBeNull()
  })

  it('cannot fill a row', () => {
    let held: StoredReaction[] = []
    for (let n = 0; n < 60; n++) held = react(held, by(`sender ${n}`, '👍', 1)) ?? held
    expect(held).toHaveLength(50)
    expect(react([], by('a', 'x'.repeat(500), 1))?.[0]?.emoji).toHaveLength(64)
  })
})
