// Files as programs make them, as small as they can be: for what reads them.
import { deflateSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'

type PdfLine = string | { text: string; size: number }

/** A PDF with one line below the other; a gap after an empty line. `pages` may hold ready-made content streams instead. */
export function makePdf(pages: (PdfLine[] | { stream: Buffer })[], title = ''): Buffer {
  const objects: Buffer[] = []
  const add = (body: string | Buffer) => {
    objects.push(Buffer.isBuffer(body) ? body : Buffer.from(body, 'latin1'))
    return objects.length
  }
  const font = add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>')
  const info = add(`<< /Title (${escaped(title)}) >>`)
  const tree = objects.length + 1 + pages.length * 2
  const kids = pages.map((page) => {
    const stream = 'stream' in page ? page.stream : deflateSync(contentOf(page))
    const head = `<< /Length ${stream.byteLength} /Filter /FlateDecode >>\nstream\n`
    const content = add(
      Buffer.concat([Buffer.from(head, 'latin1'), stream, Buffer.from('\nendstream', 'latin1')]),
    )
    return add(
      `<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 ${font} 0 R >> >> /Contents ${content} 0 R >>`,
    )
  })
  add(`<< /Type /Pages /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] /Count ${kids.length} >>`)
  const root = add(`<< /Type /Catalog /Pages ${tree} 0 R >>`)
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n', 'latin1')]
  const offsets: number[] = []
  let length = parts[0]?.byteLength ?? 0
  const write = (part: Buffer) => {
    parts.push(part)
    length += part.byteLength
  }
  for (const [i, body] of objects.entries()) {
    offsets.push(length)
    write(Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')]))
  }
  const start = length
  const rows = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  write(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root ${root} 0 R /Info ${info} 0 R >>\nstartxref\n${start}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(parts)
}

function contentOf(lines: PdfLine[]): Buffer {
  let y = 780
  let text = 'BT\n'
  for (const line of lines) {
    const { text: words, size } = typeof line === 'string' ? { text: line, size: 11 } : line
    y -= words === '' ? 16 : size * 1.3
    if (words !== '') text += `/F1 ${size} Tf 1 0 0 1 60 ${y.toFixed(1)} Tm (${escaped(words)}) Tj\n`
  }
  return Buffer.from(`${text}ET`, 'latin1')
}

const escaped = (text: string) => text.replace(/[\\()]/g, '\\$&')

/** A Word document with these paragraphs; `xml` stands for itself. */
export function makeDocx(
  blocks: (string | { heading: string; level?: number } | { item: string } | { xml: string })[],
): Buffer {
  const body = blocks.map((block) => {
    if (typeof block === 'string') return paragraph(block, '')
    if ('heading' in block) return paragraph(block.heading, `<w:pStyle w:val="Heading${block.level ?? 1}"/>`)
    if ('item' in block) return paragraph(block.item, '<w:numPr><w:ilvl w:val="0"/></w:numPr>')
    return block.xml
  })
  return packDocx(
    `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body.join('')}</w:body></w:document>`,
  )
}

export function packDocx(xml: string): Buffer {
  return Buffer.from(
    zipSync({
      '[Content_Types].xml': strToU8('<Types/>'),
      'word/document.xml': strToU8(xml),
      'word/media/image1.png': new Uint8Array(10),
    }),
  )
}

const paragraph = (text: string, properties: string) =>
  `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</w:t></w:r></w:p>`

export const tableRow = (...cells: string[]) =>
  `<w:tr>${cells.map((cell) => `<w:tc>${paragraph(cell, '')}</w:tc>`).join('')}</w:tr>`
