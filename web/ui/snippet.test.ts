import { expect, it } from 'vitest'
import { splitSnippet } from './snippet.tsx'

it('marks what stands between the brackets, and nothing else', () => {
  expect(splitSnippet('where can I ⟦park⟧ my <b>car</b>? ⟦park⟧')).toEqual([
    { text: 'where can I ', hit: false },
    { text: 'park', hit: true },
    { text: ' my <b>car</b>? ', hit: false },
    { text: 'park', hit: true },
  ])
  expect(splitSnippet('⟦open')).toEqual([{ text: '⟦open', hit: false }])
})
