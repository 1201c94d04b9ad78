// Pages as the web has them, as the words that a visitor reads.
import { describe, expect, it } from 'vitest'
import { sitePage } from '#test/fakes/web-site.ts'
import { readablePage } from './readable.ts'
import { readSitemap } from './sitemap.ts'

const read = (html: string) => readablePage(html, 'https://acme.example/a/b?x=1')
const wrap = (body: string, head = '') =>
  `<html lang="de"><head><title>Preise | Acme</title>${head}</head><body>${body}</body></html>`

describe('readablePage', () => {
  it('reads the content and leaves out menus, banners, scripts and footers', () => {
    const page = read(
      sitePage('Prices', '<p>All prices include the way to you, and tax, and a friendly word.</p>', [
        '/about',
      ]),
    )
    expect(page.title).toBe('Prices')
    expect(page.text).toBe(
      'Acme Plumbing, 5 Dock Street, phone 555 0100\n\nAll prices include the way to you, and tax, and a friendly word.',
    )
    expect(page.links).toEqual(['https://acme.example/', 'https://acme.example/about'])
  })

  it('keeps headings, lists, tables and questions that fold open', () => {
    const { text } = read(
      wrap(
        '<h2>Drains</h2><ul><li>One</li><li>Two</li></ul><table><tr><th>Work</th><th>Price</th></tr><tr><td><p>Camera</p></td><td>$200</td></tr></table><details><summary>Sundays?</summary><p>Closed on Sundays.</p></details>',
      ),
    )
    expect(text).toBe(
      '## Drains\n\n- One\n- Two\n\nWork | Price\nCamera | $200\n\n## Sundays?\n\nClosed on Sundays.',
    )
  })

  it('reads pages without any structure too', () => {
    const { text, title } = read(
      '<div class="nav"><a href="/x">Home</a></div><div>We repair <b>boilers</b>.<br>Call us.</div><div style="display: none">hidden words</div>',
    )
    expect([title, text]).toEqual([null, 'We repair boilers. Call us.'])
  })

  it('keeps what a page says of itself', () => {
    const page = read(
      wrap(
        '<p>Text</p><a href="x#y">in</a> <a href="/n" rel="nofollow">no</a> <a href="javascript:alert(1)">js</a>',
        '<link rel="canonical" href="/preise"><meta name="robots" content="noindex">',
      ),
    )
    expect(page).toMatchObject({
      title: 'Preise',
      canonical: 'https://acme.example/preise',
      noindex: true,
      language: 'de',
      links: ['https://acme.example/a/x'],
    })
    expect(read(wrap('<a href="/x">x</a>', '<meta name="robots" content="nofollow">')).links).toEqual([])
    expect(read(wrap('<a href="x">x</a>', '<base href="/shop/">')).links).toEqual([
      'https://acme.example/shop/x',
    ])
  })

  it('is over soon, whatever the page', () => {
    for (const html of [
      '<div>'.repeat(300_000) + '</p>'.repeat(100_000),
      '<table><tr>'.repeat(50_000),
      '<a href="'.repeat(100_000),
      '&amp;'.repeat(400_000),
    ]) {
      const began = performance.now()
      read(html)
      expect(performance.now() - began).toBeLessThan(4_000)
    }
  })
})

it('a sitemap gives its pages and further sitemaps; anything else gives none', () => {
  expect(readSitemap('<urlset><url><loc> https://a.example/x?a=1&amp;b=2 </loc></url></urlset>')).toEqual({
    pages: ['https://a.example/x?a=1&b=2'],
    sitemaps: [],
  })
  expect(
    readSitemap('<sitemapindex><sitemap><loc>https://a.example/s.xml</loc></sitemap></sitemapindex>')
      .sitemaps,
  ).toHaveLength(1)
  expect(readSitemap('<html><body>Not found')).toEqual({ pages: [], sitemaps: [] })
})
