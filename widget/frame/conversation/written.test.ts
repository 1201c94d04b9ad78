import { expect, test } from 'vitest'
import { itemName, itemValue, readWritten, writeDown } from './written.ts'

test('what was kept comes back, in the order of writing', () => {
  const first = writeDown('first', new Date('2026-03-02T10:00:00Z'))
  const second = writeDown('second', new Date('2026-03-02T10:00:01Z'))
  const items = Object.fromEntries([second, first].map((one) => [itemName(one.clientId), itemValue(one)]))
  expect(readWritten({ token: 't', draft: 'half a', ...items })).toEqual([first, second])
})

test('every message has an id of its own, of the length that the server takes', () => {
  const ids = Array.from({ length: 100 }, () => writeDown('x', new Date(0)).clientId)
  expect(new Set(ids).size).toBe(100)
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/)
})

test.each(['', 'null', '7', '{', '[]', '{"text":1,"at":"2026-03-02T10:00:00Z"}', '{"text":"a","at":"soon"}'])(
  'a spoiled item %j is left out',
  (value) => {
    const good = writeDown('good', new Date('2026-03-02T10:00:00Z'))
    expect(readWritten({ 'out.bad': value, [itemName(good.clientId)]: itemValue(good) })).toEqual([good])
  },
)
