// The words of a PDF, page by page. A PDF holds pieces of text with places and sizes; lines, paragraphs and headings are
// made of those. Lines that stand on most pages (running heads, page numbers) are left out.
import { getDocumentProxy } from 'unpdf'

/** A handbook; more pages than that are no knowledge of a front desk. */
export const MAX_PAGES = 500
const MAX_LETTERS = 2_000_000
/** A line so much larger than the usual text is a heading. */
const HEADING_RATIO = 1.18
const MAX_HEADING = 120
/** A gap of more than so many line heights begins a paragraph. */
const PARAGRAPH_GAP = 1.6
/** On so many of the pages, a line is furniture. */
const REPEATED = 0.6
const FEWEST_PAGES = 4

type Line = { text: string; height: number; y: number }

export async function readPdf(
  bytes: Uint8Array,
): Promise<{ title: string | null; pages: string[]; cut: boolean }> {
  // No fonts, no pictures, nothing fetched: only the words are wanted.
  const pdf = await getDocumentProxy(bytes, {
    disableFontFace: true,
    useSystemFonts: false,
    stopAtErrors: false,
    maxImageSize: 1,
    verbosity: 0,
  })
  const lines: Line[][] = []
  let letters = 0
  const count = Math.min(pdf.numPages, MAX_PAGES)
  for (let number = 1; number <= count && letters < MAX_LETTERS; number++) {
    const page = await pdf.getPage(number)
    const { items } = await page.getTextContent()
    const ofPage = linesOf(items)
    letters += ofPage.reduce((sum, line) => sum + line.text.length, 0)
    lines.push(ofPage)
    page.cleanup()
  }
  const { info } = await pdf.getMetadata().catch(() => ({ info: {} }))
  const title: unknown = 'Title' in info ? info.Title : null
  const usual = usualHeight(lines.flat())
  const furniture = repeatedLines(lines)
  return {
    title:
      typeof title === 'string' && title.trim() && !/^(untitled|microsoft word)/i.test(title)
        ? title.trim()
        : null,
    pages: lines.map((page) =>
      textOf(
        page.filter((l) => !furniture.has(bare(l.text))),
        usual,
      ),
    ),
    cut: pdf.numPages > lines.length,
  }
}

type Item = { str: string; transform: number[]; width: number; height: number; hasEOL: boolean }

function isText(item: object): item is Item {
  return 'str' in item && typeof item.str === 'string'
}

function linesOf(items: object[]): Line[] {
  const lines: Line[] = []
  let current: (Line & { end: number }) | null = null
  for (const item of items) {
    if (!isText(item)) continue
    const [, , , , x = 0, y = 0] = item.transform
    const same = current && Math.abs(current.y - y) < Math.max(item.height, current.height, 4) * 0.5
    if (current && !same && current.text.trim()) lines.push(current)
    if (!current || !same) current = { text: '', height: 0, y, end: x }
    // Words that are placed by themselves have no blank between them; columns of a table stand far apart.
    const gap = x - current.end
    if (current.text && gap > item.height * 2) current.text += ' | '
    else if (current.text && gap > item.height * 0.2 && !/\s$/.test(current.text)) current.text += ' '
    current.text += item.str
    current.height = Math.max(current.height, item.height)
    current.end = x + item.width
  }
  if (current?.text.trim()) lines.push(current)
  return lines.map(({ text, height, y }) => ({ text: text.replace(/\s+/g, ' ').trim(), height, y }))
}

/** The height in which most letters are set. */
function usualHeight(lines: Line[]): number {
  const letters = new Map<number, number>()
  for (const { text, height } of lines) {
    const rounded = Math.round(height * 2) / 2
    letters.set(rounded, (letters.get(rounded) ?? 0) + text.length)
  }
  return [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0
}

const bare = (text: string) => text.replace(/\d+/g, '#').toLowerCase()

function repeatedLines(pages: Line[][]): Set<string> {
  if (pages.length < FEWEST_PAGES) return new Set()
  const seen = new Map<string, number>()
  for (const page of pages)
    for (const text of new Set([...page.slice(0, 2), ...page.slice(-2)].map((l) => bare(l.text))))
      seen.set(text, (seen.get(text) ?? 0) + 1)
  return new Set([...seen].filter(([, n]) => n >= pages.length * REPEATED).map(([text]) => text))
}

function textOf(lines: Line[], usual: number): string {
  let text = ''
  let before: Line | null = null
  for (const line of lines) {
    const heading =
      usual > 0 &&
      line.height > usual * HEADING_RATIO &&
      line.text.length <= MAX_HEADING &&
      /\p{L}/u.test(line.text)
    const apart =
      !before || before.y - line.y > Math.max(before.height, line.height) * PARAGRAPH_GAP || before.y < line.y
    if (heading) text += `\n\n## ${line.text}\n\n`
    else if (apart || text.endsWith('\n\n')) text += `${text.endsWith('\n\n') ? '' : '\n\n'}${line.text}`
    else if (/^[-•*–]\s/.test(line.text) || line.text.includes(' | ')) text += `\n${line.text}`
    // A word that was divided at the end of its line.
    else if (/\p{L}-$/u.test(text) && /^\p{Ll}/u.test(line.text)) text = text.slice(0, -1) + line.text
    else text += ` ${line.text}`
    before = line
  }
  return text.replace(/\n{3,}/g, '\n\n').trim()
}
