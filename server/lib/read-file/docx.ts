// The words of a Word document: a ZIP archive with `word/document.xml` in it. Headings are marked as in Markdown, cells
// of a table stand in one line; what was deleted in revision and codes of fields are no text.
import { unzipSync } from 'fflate'
import { Parser } from 'htmlparser2'

/** Of the unpacked text: the longest novel has 4 MB of XML or so. What unfolds to more is a bomb. */
export const MAX_DOCUMENT_XML = 40_000_000
const WANTED = new Set(['word/document.xml', 'docProps/core.xml'])

/** Tables in tables in text boxes reach some forty; the parser's own list of what is open grows slow far above. */
const MAX_DEPTH = 500

export class TooLarge extends Error {}

export function readDocx(bytes: Uint8Array): { title: string | null; text: string } {
  const files = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      if (!WANTED.has(name)) return false
      // The buffer is made of this size and never grows: who lies about it is cut off.
      if (originalSize > MAX_DOCUMENT_XML) throw new TooLarge()
      return true
    },
  })
  const xml = files['word/document.xml']
  if (!xml) throw new Error('there is no document in it')
  const core = files['docProps/core.xml']
  return {
    title: core ? titleOf(new TextDecoder().decode(core)) : null,
    text: textOf(new TextDecoder().decode(xml)),
  }
}

function titleOf(xml: string): string | null {
  let title = ''
  let inside = false
  const parser = new Parser(
    {
      onopentagname: (name) => {
        inside = name === 'dc:title'
      },
      ontext: (text) => {
        if (inside) title += text
      },
      onclosetag: () => {
        inside = false
      },
    },
    { xmlMode: true },
  )
  parser.end(xml)
  return title.trim() || null
}

function textOf(xml: string): string {
  const blocks: string[] = []
  let paragraph = ''
  let heading = 0
  let listed = false
  let reading = false
  /** Inside deleted or moved-away text, and inside what is drawn as an alternative to the same words. */
  let skipped = 0
  let row: string[] | null = null
  let cell: string[] | null = null
  let depth = 0
  const skips = new Set(['w:del', 'w:moveFrom', 'mc:Fallback'])

  const endParagraph = () => {
    const text = paragraph.replace(/[ \t]+/g, ' ').trim()
    paragraph = ''
    if (!text) return
    if (cell) cell.push(text)
    else if (heading > 0) blocks.push(`${'#'.repeat(Math.min(heading, 6))} ${text}`)
    else blocks.push(listed ? `- ${text}` : text)
  }
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (++depth > MAX_DEPTH) throw new Error('nested without end')
        if (skips.has(name)) skipped++
        else if (name === 'w:p') {
          heading = 0
          listed = false
        } else if (name === 'w:pStyle') heading = headingLevel(attributes['w:val'] ?? '')
        else if (name === 'w:outlineLvl') heading ||= Number(attributes['w:val']) + 1 || 0
        else if (name === 'w:numPr') listed = true
        else if (name === 'w:t') reading = true
        else if (name === 'w:tab') paragraph += ' '
        else if (name === 'w:br' || name === 'w:cr') paragraph += '\n'
        else if (name === 'w:tr') row = []
        else if (name === 'w:tc') cell = []
      },
      ontext(text) {
        if (reading && skipped === 0) paragraph += text
      },
      onclosetag(name) {
        depth--
        if (skips.has(name)) skipped--
        else if (name === 'w:t') reading = false
        else if (name === 'w:p') endParagraph()
        else if (name === 'w:tc') {
          row?.push((cell ?? []).join(' '))
          cell = null
        } else if (name === 'w:tr') {
          const line = (row ?? []).filter(Boolean).join(' | ')
          if (line) blocks.push(line)
          row = null
        }
      },
    },
    { xmlMode: true },
  )
  parser.end(xml)
  return joinBlocks(blocks)
}

/** Rows of a table and items of a list stay together; everything else stands apart. */
function joinBlocks(blocks: string[]): string {
  const kind = (block: string) => (block.startsWith('- ') ? 'item' : block.includes(' | ') ? 'row' : 'text')
  return blocks.reduce((text, block, i) => {
    const before = blocks[i - 1]
    const together = before !== undefined && kind(block) !== 'text' && kind(before) === kind(block)
    return `${text}${i === 0 ? '' : together ? '\n' : '\n\n'}${block}`
  }, '')
}

/** Style ids of headings keep their English name or a number in all languages of Word ("Heading1", "berschrift2", "Titre1"). */
function headingLevel(style: string): number {
  if (/^(title|titel|titre|t[ií]tulo|titolo)$/i.test(style)) return 1
  const numbered = /^(?:heading|.?berschrift|titre|t[ií]tulo|titolo|kop|rubrik|overskrift)\s?(\d)/i.exec(
    style,
  )
  return numbered ? Number(numbered[1]) : 0
}
