// HTML of strangers made harmless, and the ways between HTML and plain text. What comes out of `sanitizeHtml`
// requests nothing and runs nothing by itself: it is an allow-list, and whatever it does not know it drops.
import { convert } from 'html-to-text'
import sanitize from 'sanitize-html'
import { isOwnQuote } from './html-quotes.ts'
import { runWithin } from './time-limit.ts'

/** Mails of newsletters reach a few hundred kilobytes; beyond this a browser only suffers. */
const MAX_HTML = 1_000_000
/** Real mails nest tables some thirty deep; hostile ones nest until a parser or a browser breaks. */
const MAX_NESTING = 100
const MAX_URL = 4_000
/** Many times what an ordinary mail takes; half a million nested tags would take minutes. */
const MAX_MILLISECONDS = 500

export type SafeHtml = {
  html: string
  /** Images that would be requested from somebody's server, and were not. */
  blockedImages: number
}

const TAGS =
  'a abbr address article aside b big blockquote br caption center cite code col colgroup dd del dfn div dl dt em ' +
  'figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q s samp ' +
  'section small span strike strong sub sup table tbody td tfoot th thead time tr tt u ul var wbr'

const ATTRIBUTES: Record<string, string[]> = {
  '*': ['style', 'dir', 'lang', 'title', 'align', 'valign', 'width', 'height', 'bgcolor'],
  a: ['href', 'target', 'rel'],
  img: ['src', 'alt', 'border', 'data-blocked-src', 'data-content-id'],
  table: ['border', 'cellpadding', 'cellspacing', 'summary'],
  td: ['colspan', 'rowspan', 'nowrap'],
  th: ['colspan', 'rowspan', 'nowrap', 'scope'],
  col: ['span'],
  colgroup: ['span'],
  ol: ['start', 'type', 'reversed'],
  li: ['value'],
  font: ['color', 'face', 'size'],
}

/**
 * Values of CSS that can neither request anything nor hide what they say: no `url(`, `image-set(`, `var(`, no
 * escapes (`\75rl(`), no comments, no quotes that could swallow the next rule.
 */
const PLAIN_CSS = /^(?:rgba?\([\d\s.,%]{1,40}\)|hsla?\([\d\s.,%a-z]{1,40}\)|[\w\s#%.,!"'+-]){1,20}$/i
const STYLES = [
  'color background-color font font-family font-size font-style font-weight line-height letter-spacing',
  'text-align text-decoration text-indent text-transform vertical-align white-space word-break word-wrap overflow-wrap',
  'width max-width min-width height max-height min-height display',
  'margin margin-top margin-right margin-bottom margin-left',
  'padding padding-top padding-right padding-bottom padding-left',
  'border border-top border-right border-bottom border-left border-collapse border-color border-radius border-spacing',
  'border-style border-width list-style-type table-layout float clear direction',
].flatMap((line) => line.split(' '))

/** Pictures that are written out in the document itself. SVG is left out: it is a document that can do things. */
const INLINE_IMAGE = /^data:image\/(?:png|jpe?g|gif|webp|bmp);base64,[a-z0-9+/=\s]+$/i

/**
 * HTML of a stranger as HTML that may be shown in a sandboxed frame. Remote images are kept as `data-blocked-src`
 * until somebody asks for them (see `showImages`), images of the mail itself as `data-content-id`; links open
 * elsewhere and tell the other side nothing. What is longer than a million characters is cut. Null where the HTML is
 * built to take for ever.
 */
export function sanitizeHtml(html: string, milliseconds = MAX_MILLISECONDS): SafeHtml | null {
  const run = runWithin(milliseconds, () => sanitizeNow(html))
  return run.finished ? run.value : null
}

function sanitizeNow(html: string): SafeHtml {
  let blockedImages = 0
  const clean = sanitize(html.slice(0, MAX_HTML), {
    allowedTags: TAGS.split(' '),
    allowedAttributes: ATTRIBUTES,
    allowedStyles: { '*': Object.fromEntries(STYLES.map((name) => [name, [PLAIN_CSS]])) },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['data'] },
    allowProtocolRelative: false,
    nestingLimit: MAX_NESTING,
    // Their text is markup or code, not words: it goes with the tag.
    nonTextTags: [
      'script',
      'style',
      'textarea',
      'option',
      'noscript',
      'title',
      'head',
      'svg',
      'math',
      'template',
    ],
    transformTags: {
      a: (tagName, attribs) => ({ tagName, attribs: linkAttributes(attribs) }),
      img: (tagName, attribs) => {
        const image = imageAttributes(attribs)
        if (image['data-blocked-src']) blockedImages++
        return { tagName, attribs: image }
      },
    },
  })
  return { html: clean, blockedImages }
}

function linkAttributes(attribs: Record<string, string>): Record<string, string> {
  const { href, target: _t, rel: _r, ...rest } = attribs
  if (!href || href.length > MAX_URL) return rest
  return { ...rest, href: href.trim(), target: '_blank', rel: 'noopener noreferrer nofollow' }
}

function imageAttributes(attribs: Record<string, string>): Record<string, string> {
  // Whatever the sender wrote under our own names is not ours.
  const { src: given, 'data-blocked-src': _b, 'data-content-id': _c, ...rest } = attribs
  const src = given?.trim() ?? ''
  if (/^cid:/i.test(src)) return { ...rest, 'data-content-id': contentIdOf(src.slice(4)) }
  if (INLINE_IMAGE.test(src)) return { ...rest, src }
  const remote = remoteUrl(src)
  return remote ? { ...rest, 'data-blocked-src': remote } : rest
}

function contentIdOf(text: string): string {
  let id = text
  try {
    id = decodeURIComponent(text)
  } catch {
    // A stray per cent sign: then it was not encoded at all.
  }
  return id.trim().replace(/^<|>$/g, '')
}

function remoteUrl(text: string): string | null {
  const full = text.startsWith('//') ? `https:${text}` : text
  if (full.length > MAX_URL || !/^https?:\/\//i.test(full)) return null
  return URL.canParse(full) ? new URL(full).href : null
}

export type ImageSources = {
  /** Address of an image that came with the mail, or null where there is none of that name. */
  inline(contentId: string): string | null
  /** Address under which a remote image may be shown, or null to leave it blocked. */
  remote(url: string): string | null
}

/**
 * The output of `sanitizeHtml` with the images that may be seen now. Works on its output only: never give it HTML
 * of a stranger.
 */
export function showImages(safeHtml: string, sources: ImageSources): string {
  return sanitize(safeHtml, {
    allowedTags: TAGS.split(' '),
    allowedAttributes: ATTRIBUTES,
    // The styles were looked through when the HTML came in.
    parseStyleAttributes: false,
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    // `cid` is how a mail of ours names its own parts.
    allowedSchemesByTag: { img: ['data', 'http', 'https', 'cid'] },
    transformTags: {
      img: (tagName, attribs) => {
        const contentId = attribs['data-content-id']
        const blocked = attribs['data-blocked-src']
        const src = contentId ? sources.inline(contentId) : blocked ? sources.remote(blocked) : null
        if (src === null) return { tagName, attribs }
        const { 'data-content-id': _c, 'data-blocked-src': _b, ...rest } = attribs
        return { tagName, attribs: { ...rest, src } }
      },
    },
  })
}

/** Where Outlook and its like begin the mail that is answered, without quoting it. */
const REPLY_MARKS = [
  '#divRplyFwdMsg',
  '#OLK_SRC_BODY_SECTION',
  '#reply-intro',
  '#mail-editor-reference-message-container',
]
export const ORIGINAL_MESSAGE_LINE = '-----Original Message-----'

/**
 * HTML as plain text: quotes as `> ` lines, links as `text [address]`, no images, and a line
 * `-----Original Message-----` where a mail program marks the start of the answered mail. Empty where the HTML is
 * built to take for ever.
 */
export function htmlToText(html: string, milliseconds = MAX_MILLISECONDS): string {
  const run = runWithin(milliseconds, () => convertNow(html))
  return run.finished ? run.value : ''
}

function convertNow(html: string): string {
  return convert(html.slice(0, MAX_HTML), {
    wordwrap: false,
    limits: { maxDepth: MAX_NESTING, maxChildNodes: 20_000, ellipsis: '…' },
    formatters: {
      link: (element, walk, builder) => {
        const href: unknown = element.attribs?.['href']
        let text = ''
        builder.pushWordTransform((word) => {
          text += word
          return word
        })
        walk(element.children, builder)
        builder.popWordTransform()
        const target = typeof href === 'string' ? href.trim().replace(/^mailto:/i, '') : ''
        const isUseful = /^(?:https?:\/\/|tel:)/i.test(target) || /^[^\s@?]+@[^\s@?]+$/.test(target)
        const isShown = target === text.trim() || (text.includes('.') && target.includes(text.trim()))
        if (isUseful && text.trim() !== '' && !isShown) builder.addInline(` [${target}]`)
      },
      quote: (element, walk, builder) => {
        const isOwn = isOwnQuote(element)
        builder.openBlock({ leadingLineBreaks: 2, reservedLineLength: isOwn ? 0 : 2 })
        walk(element.children, builder)
        builder.closeBlock({
          trailingLineBreaks: 2,
          blockTransform: (block) => (isOwn ? block : block.replace(/^\n+|\n+$/g, '').replace(/^/gm, '> ')),
        })
      },
      replyMark: (element, walk, builder) => {
        builder.openBlock({ leadingLineBreaks: 2 })
        builder.addInline(ORIGINAL_MESSAGE_LINE)
        builder.closeBlock({ trailingLineBreaks: 1 })
        builder.openBlock({ leadingLineBreaks: 1 })
        walk(element.children, builder)
        builder.closeBlock({ trailingLineBreaks: 1 })
      },
    },
    selectors: [
      { selector: 'img', format: 'skip' },
      { selector: 'style', format: 'skip' },
      { selector: 'script', format: 'skip' },
      { selector: 'title', format: 'skip' },
      // What people do not see must not be read as if they did.
      ...['[hidden]', '[style*="display:none"]', '[style*="display: none"]'].map((selector) => ({
        selector,
        format: 'skip',
      })),
      { selector: 'a', format: 'link' },
      { selector: 'blockquote', format: 'quote' },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
        selector,
        options: { uppercase: false },
      })),
      { selector: 'table', options: { uppercaseHeaderCells: false } },
      ...REPLY_MARKS.map((selector) => ({ selector, format: 'replyMark' })),
    ],
  })
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

const LINK = /\bhttps?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]}]|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gi

/** Plain text as simple HTML: paragraphs, line breaks, and links for web and mail addresses. */
export function textToHtml(text: string): string {
  const paragraphs = text
    .replaceAll('\r\n', '\n')
    .trim()
    .split(/\n{2,}/)
  return paragraphs.map((lines) => `<p>${lines.split('\n').map(lineToHtml).join('<br>\n')}</p>`).join('\n')
}

function lineToHtml(line: string): string {
  let html = ''
  let from = 0
  for (const match of line.matchAll(LINK)) {
    const target = match[0].includes('://') ? match[0] : `mailto:${match[0]}`
    html += `${escapeHtml(line.slice(from, match.index))}<a href="${escapeHtml(target)}">${escapeHtml(match[0])}</a>`
    from = match.index + match[0].length
  }
  return html + escapeHtml(line.slice(from))
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text that may stand anywhere in HTML, attributes in quotes included. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}
