import fc from 'fast-check'
import { expect, test } from 'vitest'
import { linkify } from './linkify.ts'

const links = (text: string) =>
  linkify(text)
    .filter((part) => part.href)
    .map((part) => [part.text, part.href])

test.each([
  ['https://a.example/x?y=1#z', [['https://a.example/x?y=1#z', 'https://a.example/x?y=1#z']]],
  ['see www.a.example.', [['www.a.example', 'https://www.a.example/']]],
  ['(https://a.example/x)', [['https://a.example/x', 'https://a.example/x']]],
  [
    'https://en.example/wiki/A_(b), too',
    [['https://en.example/wiki/A_(b)', 'https://en.example/wiki/A_(b)']],
  ],
  ['mail mia@desk.example!', [['mia@desk.example', 'mailto:mia@desk.example']]],
  ['call +1 (415) 555-0134 or', [['+1 (415) 555-0134', 'tel:+14155550134']]],
  ['call 415-555-0134', [['415-555-0134', 'tel:4155550134']]],
  [
    'two http://a.example and b@c.example',
    [
      ['http://a.example', 'http://a.example/'],
      ['b@c.example', 'mailto:b@c.example'],
    ],
  ],
])('%s', (text, expected) => {
  expect(links(text)).toEqual(expected)
})

test.each([
  'javascript:alert(1)',
  'data:text/html,<b>x</b>',
  'ftp://a.example/x',
  'file:///etc/passwd',
  'vbscript:x',
  'https://bank.example@evil.example/',
  'https://',
  'on 2026-03-02 at 10:30',
  'order 4155550134',
  'costs 120.50, or 1.200,00',
  'a.b.c and e.g. this',
  '@mia said',
])('%s is left as text', (text) => {
  expect(links(text)).toEqual([])
})

test('whatever the text, the parts are the text again, and only safe addresses are linked', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      'https://a.example/',
      'javascript:',
      '@',
      '.',
      ')',
      '(',
      '+1 415 555 0134',
      'www.',
      'x@y.z',
      ' ',
    ),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('')
      const parts = linkify(text)
      expect(parts.map((part) => part.text).join('')).toBe(text)
      for (const { href } of parts) if (href) expect(href).toMatch(/^(https?:\/\/|mailto:|tel:)/)
    }),
    { numRuns: 2_000 },
  )
})
