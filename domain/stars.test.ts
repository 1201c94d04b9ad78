import { expect, it } from 'vitest'
import { splitStars, starLine } from './stars.ts'

it('writes and reads stars', () => {
  for (const stars of [1, 2, 3, 4, 5]) {
    expect(starLine(stars)).toHaveLength(5)
    expect(splitStars(`${starLine(stars)}\nGood work`)).toEqual({ stars, rest: 'Good work' })
    expect(splitStars(starLine(stars))).toEqual({ stars, rest: '' })
  }
  expect(starLine(0)).toBe('')
})

it('leaves other texts alone', () => {
  for (const text of ['', 'Good', '★★ is not five', '★★★★★★', 'x ★★★★★'])
    expect(splitStars(text)).toEqual({ stars: 0, rest: text })
})
