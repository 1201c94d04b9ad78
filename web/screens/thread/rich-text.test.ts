import { expect, it } from 'vitest'
import { splitLinks } from './rich-text.tsx'

it('finds web addresses and leaves their punctuation to the sentence', () => {
  expect(splitLinks('See https://a.example/x?y=1, or (http://b.example).')).toEqual([
    { text: 'See ', link: false },
    { text: 'https://a.example/x?y=1', link: true },
    { text: ', or (', link: false },
    { text: 'http://b.example', link: true },
    { text: ').', link: false },
  ])
})
it('links nothing that is no web address', () => {
  for (const text of ['javascript:alert(1)', 'data:text/html,x', 'ftp://x', 'https://', 'plain'])
    expect(splitLinks(text).some((part) => part.link)).toBe(false)
})
