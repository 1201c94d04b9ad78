import { expect, test } from 'vitest'
import { htmlToText } from './html.ts'
import { visibleText } from './mail-text.ts'

const visible = (html: string) => visibleText(htmlToText(html))

test('a quote that a person set off stays where the program marks its own', () => {
  const html =
    '<p>As the poet says:</p><blockquote>All is well.</blockquote><p>So yes.</p><div>On 17 Nov 2026, at 16:02, Desk &lt;d@x.example&gt; wrote:</div><blockquote type="cite">Which day?</blockquote>'
  expect(visible(html)).toBe('As the poet says:\n\nAll is well.\n\nSo yes.')
})

test('so does one that Gmail’s button made', () => {
  expect(visible('<div>Look:</div><blockquote class="gmail_quote">All is well.</blockquote>')).toContain(
    'All is well.',
  )
})

test.each([
  '<p>Yes.</p><blockquote>Which day?</blockquote>',
  '<p>Yes.</p><div class="gmail_quote"><div class="gmail_attr">On Tue wrote:</div><blockquote class="gmail_quote">Which day?</blockquote></div>',
  '<p>Yes.</p><blockquote type="cite"><div>Which day?</div></blockquote>',
])('the answered mail goes: %s', (html) => {
  expect(visible(html)).toContain('Yes.')
  expect(visible(html)).not.toContain('Which day?')
})
