import { expect, test } from 'vitest'
import {
  escapeHtml,
  htmlToText,
  ORIGINAL_MESSAGE_LINE,
  sanitizeHtml,
  showImages,
  textToHtml,
} from './html.ts'

const safe = (html: string): string => sanitizeHtml(html)?.html ?? 'nothing'

test.each([
  ['a script and its text', '<p>a<script>alert(1)</script>b</p>', '<p>ab</p>'],
  ['an event handler', '<b onclick="x()" onmouseover=x>a</b>', '<b>a</b>'],
  [
    'a frame, an object, a form',
    '<iframe src="x"></iframe><object data="x"></object><form action="x">a</form>',
    'a',
  ],
  ['drawings that carry code', '<svg><script>x</script><a href="javascript:x">t</a></svg>b', 'b'],
  [
    'a page’s head',
    '<html><head><title>t</title><style>p{}</style><base href="x"></head><body>a</body></html>',
    'a',
  ],
  [
    'a script in an address',
    '<a href=" jAvaScript:alert(1)">a</a>',
    '<a target="_blank" rel="noopener noreferrer nofollow">a</a>',
  ],
  ['a script in an image', '<img src="javascript:x" alt="a">', '<img alt="a" />'],
  ['a drawing as data', '<img src="data:image/svg+xml;base64,PHN2Zz4=">', '<img />'],
  ['names that a page could stumble over', '<p id="location" class="x" name="y">a</p>', '<p>a</p>'],
  [
    'a background picture',
    '<table background="https://t.example/x.png"><tr><td>a</td></tr></table>',
    '<table><tr><td>a</td></tr></table>',
  ],
])('%s goes', (_name, given, expected) => {
  expect(safe(given)).toBe(expected)
})

test.each([
  'background: url(https://t.example/x)',
  'background-color: url(x)',
  'color: \\75rl(x)',
  'color: image-set(url(x) 1x)',
  'width: expression(alert(1))',
  'position: fixed',
  'color: var(--x)',
])('the style "%s" goes', (style) => {
  expect(safe(`<p style="${style}">a</p>`)).toBe('<p>a</p>')
})

test('plain styles stay', () => {
  expect(
    safe(
      `<p style="color: #333; font-family: 'Segoe UI', Arial; margin: 0 0 10px; color: rgba(0, 0, 0, .5)">a</p>`,
    ),
  ).toBe(`<p style="color:#333;font-family:'Segoe UI', Arial;margin:0 0 10px;color:rgba(0, 0, 0, .5)">a</p>`)
})

test('links open elsewhere and tell nothing', () => {
  expect(safe('<a target="_self" rel="opener" href="https://shop.example/?a=1&b=2">a</a>')).toBe(
    '<a href="https://shop.example/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer nofollow">a</a>',
  )
})

test('no image is requested before somebody wants it', () => {
  const mail = sanitizeHtml(
    '<img src="https://t.example/p.gif" srcset="https://t.example/q.gif 2x"><img src="//t.example/r.gif">' +
      '<img src="cid:logo%40mail"><img src="data:image/png;base64,iVBORw0=">',
  )
  expect(mail).toEqual({
    html:
      '<img data-blocked-src="https://t.example/p.gif" /><img data-blocked-src="https://t.example/r.gif" />' +
      '<img data-content-id="logo@mail" /><img src="data:image/png;base64,iVBORw0=" />',
    blockedImages: 2,
  })
  const shown = showImages(mail?.html ?? '', {
    inline: (contentId) => (contentId === 'logo@mail' ? '/files/file_1?signature=x&expires=1' : null),
    remote: (url) => (url.endsWith('p.gif') ? '/images?url=1' : null),
  })
  expect(shown).toBe(
    '<img src="/images?url=1" /><img data-blocked-src="https://t.example/r.gif" />' +
      '<img src="/files/file_1?signature=x&amp;expires=1" /><img src="data:image/png;base64,iVBORw0=" />',
  )
})

test('a sender cannot write our marks', () => {
  expect(safe('<img data-content-id="other@mail" data-blocked-src="javascript:x">')).toBe('<img />')
})

test('what is sanitised stays as it is', () => {
  const once = safe(
    '<p>a<img src="data:image/png;base64,iVBORw0=" onerror=x><a href="https://x.example">b</a>&lt;script&gt;</p>',
  )
  expect(safe(once)).toBe(once)
})

test('HTML that would take for ever is given up', () => {
  expect(sanitizeHtml('<div>'.repeat(150_000), 50)).toBeNull()
  expect(htmlToText('<blockquote>'.repeat(80_000), 50)).toBe('')
})

test('HTML as text', () => {
  expect(
    htmlToText(
      '<h1>Hello</h1><p>see <a href="https://x.example/a">here</a>, <a href="https://x.example">x.example</a> or ' +
        '<a href="javascript:x">this</a><img src="x" alt="y"></p><span style="display: none">hidden</span>' +
        '<ul><li>one<li>two</ul><blockquote>old</blockquote>',
    ),
  ).toBe('Hello\n\nsee here [https://x.example/a], x.example or this\n\n * one\n * two\n\n> old')
})

test('HTML as text marks where Outlook puts the mail that is answered', () => {
  const html = '<div>new</div><hr><div id="divRplyFwdMsg"><b>From:</b> A</div><div>old</div>'
  expect(htmlToText(html)).toContain(`\n${ORIGINAL_MESSAGE_LINE}\nFrom: A\nold`)
})

test('text as HTML', () => {
  expect(textToHtml('a < b & "c"\r\nsee https://x.example/?q=1&r=2.\n\n\nmail me@x.example, ok?')).toBe(
    '<p>a &lt; b &amp; &quot;c&quot;<br>\nsee <a href="https://x.example/?q=1&amp;r=2">https://x.example/?q=1&amp;r=2</a>.</p>\n' +
      '<p>mail <a href="mailto:me@x.example">me@x.example</a>, ok?</p>',
  )
  expect(escapeHtml(`<'">&`)).toBe('&lt;&#39;&quot;&gt;&amp;')
})
