import { describe, expect, it } from 'vitest'
import { callStates } from '#domain/call.ts'
import { callLook } from './call-look.ts'
import { currentLine } from './current-line.ts'

describe('a call in the thread', () => {
  it('marks the line that is being said', () => {
    const lines = [0, 4.2, null, 9].map((at) => ({ speaker: 'customer' as const, text: 'x', at }))
    expect([-1, 0, 4.1, 4.2, 8, 9, 99].map((at) => currentLine(lines, at))).toEqual([-1, 0, 0, 1, 1, 3, 3])
    expect(currentLine([{ speaker: 'agent', text: 'x', at: null }], 5)).toBe(-1)
  })
  it('has a sign for every state, and red only for what nobody took', () => {
    const red = callStates.filter((state) => callLook(state, 'in').tone === 'danger')
    expect(red).toEqual(['missed', 'failed'])
    expect(callLook('completed', 'in').Icon).not.toBe(callLook('completed', 'out').Icon)
  })
})
