import { expect, it } from 'vitest'
import { createRoom } from './large-requests.ts'

it('takes what there is room for, and again when the answers are out', () => {
  const room = createRoom(100)
  const leave = room.take('40', 50)
  room.take('50', 50)
  expect(() => room.take('20', 50)).toThrow(/Send it again later/)
  leave()
  room.take('20', 50)
})

it('counts as the largest whoever does not say how much comes, or says nonsense', () => {
  for (const length of [undefined, 'many', '-5', '9999']) {
    const room = createRoom(99)
    room.take(length, 50)
    expect(() => room.take('50', 50)).toThrow()
    room.take('49', 50)
  }
})
