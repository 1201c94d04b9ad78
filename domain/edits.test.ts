import { expect, it } from 'vitest'
import { saysTheSame } from './edits.ts'

it.each([
  ['At 10', 'at 10.', true],
  ['see you  then', 'See you then!', true],
  ['at 10', 'at 11', false],
  ['?', '!', true],
  ['yes 👍', 'yes 👎', false],
  ['1 0', '10', false],
])('“%s” and “%s” say the same: %s', (before, after, same) => {
  expect(saysTheSame(before, after)).toBe(same)
})
