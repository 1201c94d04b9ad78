// A web page as what a visitor reads of it: its words with headings marked as in Markdown, without menus, banners,
// footers and code; and what a crawler needs to know of it. One pass over the page, without a tree: nothing a page
// nests can break it.
import { Parser } from 'htmlparser2'
import { runWithin } from '#lib/time-limit.ts'
import { type Block, joinBlocks } from './blocks.ts'
import { roleOf } from './roles.ts'

export type ReadablePage = {
  title: string | null
  text: string
  /** Absolute http(s) addresses without fragments, each once, in order; none that the page asks not to follow. */
  links: string[]
  /** The address that the page names as its own, absolute. */
  canonical: string | null
  noindex: boolean
  /** As the page says of itself, e.g. "de-AT". */
  language: string | null
}

/** Pages of businesses have a hundred kilobytes; beyond this it is data. */
const MAX_HTML = 2_000_000
/** A long chapter; five hundred pages of this are read into memory at the end of a site. */
const MAX_TEXT = 50_000
const MAX_LINKS = 500
const MAX_URL = 1_000
/** Many times what an ordinary page takes. */
const MAX_MILLISECONDS = 500

const BLOCKS = new Set(
  (
    'address article aside blockquote body details dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 ' +
    'header hr legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul'
  ).split(' '),
)
const HEADINGS: Record<string, number> = { h1: 1, h2: 2, h3: 3, h4: 4, h5: 5, h6: 6, dt: 4, summary: 4 }
const CELLS = new Set(['td', 'th'])

const nothing: ReadablePage = {
  title: null,
  text: '',
  links: [],
  canonical: null,
  noindex: false,
  language: null,
}

/** Reads a page. Empty where it is built to take for ever; what is longer than two million letters is cut. */
export function readablePage(html: string, address: string, milliseconds = MAX_MILLISECONDS): ReadablePage {
  const run = runWithin(milliseconds, () => readNow(html.slice(0, MAX_HTML), address))
  return run.finished ? run.value : nothing
}

type Open = { name: string; skip: boolean; furniture: boolean; main: boolean; footer: boolean }

function readNow(html: string, address: string): ReadablePage {
  const page: ReadablePage = { ...nothing, links: [] }
  const blocks: Block[] = []
  const links = new Set<string>()
  const stack: Open[] = []
  let base = address
  let nofollow = false
  let documentTitle = ''
  let text = ''
  let linked = 0
  let heading = 0
  let listed = false
  let rows = 0
  let insideLink = 0

  const top = (): Open =>
    stack.at(-1) ?? { name: '', skip: false, furniture: false, main: false, footer: false }
  const flush = () => {
    const clean = text
      .replace(/\s+/g, ' ')
      .replace(/^(\s*\|)+|(\|\s*)+$/g, '')
      .trim()
    const { furniture, main, footer } = top()
    if (clean)
      blocks.push({
        text: clean,
        linked,
        heading,
        listed,
        row: rows > 0 && clean.includes(' | '),
        furniture,
        main,
        footer,
      })
    text = ''
    linked = 0
    heading = 0
    listed = false
  }
  const absolute = (href: string): string | null => {
    const url = href.length <= MAX_URL ? URL.parse(href.trim(), base) : null
    if (!url || !/^https?:$/.test(url.protocol)) return null
    url.hash = ''
    return url.href
  }
  const parser = new Parser({
    onopentag(name, a) {
      const above = top()
      if (name === 'br') text += '\n'
      if (name === 'html') page.language = a['lang'] ?? null
      if (name === 'base' && a['href']) base = URL.parse(a['href'], address)?.href ?? base
      if (name === 'link' && /\bcanonical\b/i.test(a['rel'] ?? '')) page.canonical = absolute(a['href'] ?? '')
      if (name === 'meta' && /^robots$/i.test(a['name'] ?? '')) {
        const content = a['content'] ?? ''
        page.noindex ||= /\b(noindex|none)\b/i.test(content)
        nofollow ||= /\b(nofollow|none)\b/i.test(content)
      }
      if (name === 'a' && a['href'] && !/\bnofollow\b/i.test(a['rel'] ?? '') && links.size < MAX_LINKS) {
        const link = absolute(a['href'])
        if (link) links.add(link)
      }
      const role = roleOf(name, a)
      const inContent = above.main && (name === 'header' || name === 'footer')
      const open: Open = {
        name,
        skip: above.skip || role === 'hidden',
        furniture: above.furniture || (!inContent && (role === 'furniture' || role === 'footer')),
        main: above.main || role === 'main',
        footer: above.footer || (!inContent && role === 'footer'),
      }
      // A cell goes on in the line of its row, and so do paragraphs inside of it.
      if (CELLS.has(name)) text += text.trim() ? ' | ' : ''
      else if (BLOCKS.has(name) && !(rows > 0 && name !== 'tr' && name !== 'table')) flush()
      else if (BLOCKS.has(name)) text += ' '
      if (name === 'tr') rows++
      if (name === 'a') insideLink++
      stack.push(open)
      if (name in HEADINGS) heading = HEADINGS[name] ?? 0
      if (name === 'li') listed = true
    },
    ontext(piece) {
      const { skip, name } = top()
      if (name === 'title' && stack.every((open) => open.name !== 'svg')) documentTitle += piece
      if (skip || text.length > MAX_TEXT) return
      text += piece
      if (insideLink > 0) linked += piece.trim().length
    },
    onclosetag(name) {
      if (BLOCKS.has(name) && !CELLS.has(name) && !(rows > 0 && name !== 'tr' && name !== 'table')) flush()
      if (name === 'tr') rows = Math.max(0, rows - 1)
      if (name === 'a') insideLink = Math.max(0, insideLink - 1)
      stack.pop()
    },
  })
  parser.end(html)
  flush()
  const first = blocks.find((block) => block.heading === 1 && !block.furniture)
  // "Prices | Acme Plumbing": the part before the name of the house.
  const named = documentTitle
    .replace(/\s+/g, ' ')
    .split(/ [|–—·»-] /)[0]
    ?.trim()
  page.title = (first?.text || named || '').slice(0, 200) || null
  page.text = joinBlocks(blocks, page.title).slice(0, MAX_TEXT)
  page.links = nofollow ? [] : [...links]
  return page
}
