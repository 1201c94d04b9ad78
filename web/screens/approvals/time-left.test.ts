import { expect, it } from 'vitest'
import { timeLeft } from './time-left.ts'

const now = new Date('2026-11-20T12:00:00Z')
const inMinutes = (n: number) => timeLeft(new Date(now.getTime() + n * 60_000).toISOString(), now)

it('counts minutes, then hours, then days, and hurries in the last hour', () => {
  expect(inMinutes(0.5)).toEqual({ text: '1 min left', soon: true })
  expect(inMinutes(59)).toEqual({ text: '59 min left', soon: true })
  expect(inMinutes(61)).toEqual({ text: '1 h left', soon: false })
  expect(inMinutes(24 * 60)).toEqual({ text: '24 h left', soon: false })
  expect(inMinutes(72 * 60)).toEqual({ text: '3 days left', soon: false })
  expect(inMinutes(-1)).toEqual({ text: 'Expired', soon: true })
})
