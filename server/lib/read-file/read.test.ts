// Files as people upload them, and files made to break what reads them. Each is read in a process of its own.
import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { makeDocx, makePdf, packDocx, tableRow } from '#test/fakes/documents.ts'
import { kindOf } from './kinds.ts'
import { readUploaded } from './read.ts'
import { decodeText, plainMarkdown } from './text.ts'

const read = (name: string, content: Buffer | string, limits?: { milliseconds: number; memoryMb: number }) =>
  readUploaded({ name, content: Buffer.from(content) }, limits)

describe('a PDF', () => {
  it('is read page by page, with headings by their size and paragraphs by their gaps', async () => {
    const file = makePdf(
      [
        [
          { text: 'Price list', size: 20 },
          'A drain cleaning costs $120',
          'within the city.',
          '',
          'A visit is $80.',
        ],
        [
          { text: 'Warranty', size: 20 },
          'Two years on all parts and for every instal-',
          'lation that we do.',
        ],
      ],
      'Prices 2026',
    )
    expect(await read('prices.pdf', file)).toEqual({
      ok: true,
      title: 'Prices 2026',
      cut: false,
      pages: [
        {
          title: 'Page 1',
          text: '## Price list\n\nA drain cleaning costs $120 within the city.\n\nA visit is $80.',
        },
        {
          title: 'Page 2',
          text: '## Warranty\n\nTwo years on all parts and for every installation that we do.',
        },
      ],
    })
  })

  it('leaves out what stands on every page', async () => {
    const page = (n: number, text: string) => ['Acme handbook', '', text, '', `Page ${n} of 4`]
    const file = makePdf([1, 2, 3, 4].map((n) => page(n, `This is about subject ${'abcd'.charAt(n - 1)}.`)))
    const result = await read('handbook.pdf', file)
    expect(result).toMatchObject({
      ok: true,
      pages: [{ text: 'This is about subject a.' }, {}, {}, { text: 'This is about subject d.' }],
    })
  })

  it('of pictures only is refused with what to do', async () => {
    expect(await read('scan.pdf', makePdf([[], []]))).toMatchObject({
      ok: false,
      reason: expect.stringContaining('no text'),
      remedy: expect.stringContaining('OCR'),
    })
  })

  it('that is damaged is refused', async () => {
    expect(
      await read('x.pdf', Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(2_000, 7)])),
    ).toMatchObject({ ok: false })
  })
})

describe('a Word document', () => {
  it('is read with headings, lists and tables, without what was deleted', async () => {
    const file = makeDocx([
      { heading: 'First visit' },
      'Please bring the <key> & your papers.',
      { item: 'Passport' },
      { item: 'Contract' },
      { xml: `<w:tbl>${tableRow('Service', 'Price')}${tableRow('Camera', '$200')}</w:tbl>` },
      {
        xml: '<w:p><w:del><w:r><w:delText>Old words</w:delText><w:t>Old words</w:t></w:r></w:del><w:r><w:t>New words</w:t></w:r></w:p>',
      },
    ])
    expect(await read('visit.docx', file)).toEqual({
      ok: true,
      title: null,
      cut: false,
      pages: [
        {
          title: null,
          text: '# First visit\n\nPlease bring the <key> & your papers.\n\n- Passport\n- Contract\n\nService | Price\nCamera | $200\n\nNew words',
        },
      ],
    })
  })

  it('that unfolds to gigabytes is refused and costs nobody anything', async () => {
    const bomb = packDocx(`<w:document>${' '.repeat(41_000_000)}</w:document>`)
    expect(bomb.byteLength).toBeLessThan(200_000)
    expect(await read('bomb.docx', bomb)).toMatchObject({
      ok: false,
      reason: expect.stringContaining('too large'),
    })
  })

  it('nested without end is read or refused, and ends', async () => {
    const deep = packDocx('<w:p><w:r>'.repeat(200_000))
    expect(await read('deep.docx', deep)).toMatchObject({ ok: false })
  })
})

describe('hostile files', () => {
  it('a PDF whose page unfolds a hundredfold ends by time or memory, and this process goes on', async () => {
    const stream = deflateSync(Buffer.alloc(150_000_000, '(a) Tj '), { level: 1 })
    expect(stream.byteLength).toBeLessThan(2_000_000)
    const result = await read('bomb.pdf', makePdf([{ stream }]), { milliseconds: 5_000, memoryMb: 250 })
    expect(result).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/too long|too much|made to break/),
    })
  })

  it('text that is longer than anybody asks about is cut', async () => {
    const result = await read('long.txt', 'All work is guaranteed. '.repeat(200_000))
    expect(result).toMatchObject({ ok: true, cut: true })
  })
})

describe('what a file is', () => {
  it.each([
    ['a.pdf', Buffer.from('%PDF-1.4'), 'pdf'],
    ['renamed.txt', Buffer.from('%PDF-1.4'), 'pdf'],
    ['a.docx', makeDocx(['x']), 'docx'],
    ['a.md', Buffer.from('# Hi'), 'markdown'],
    ['a.html', Buffer.from('<p>Hi'), 'html'],
    ['a.txt', Buffer.from('Grüße'), 'text'],
    ['a.bin.txt', Buffer.from([0xff, 0xfe, 0x41, 0]), 'text'],
  ])('%s is told by its content', (name, content, kind) => expect(kindOf(content, name)).toBe(kind))

  it.each([
    ['empty', Buffer.alloc(0), /empty/],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]), /no text/],
    ['an old Word file', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1]), /old Office/],
    ['another archive', Buffer.from([0x50, 0x4b, 3, 4, 1, 2]), /no Word document/],
    ['RTF', Buffer.from('{\\rtf1'), /RTF/],
  ])('%s is refused in words, with what to do', (_, content, reason) => {
    expect(kindOf(content, 'x')).toMatchObject({
      reason: expect.stringMatching(reason),
      remedy: expect.stringMatching(/\w/),
    })
  })

  it('old encodings are read', () => {
    expect(decodeText(Buffer.from('Caf\xe9', 'latin1'))).toBe('Café')
    expect(decodeText(Buffer.from('\ufeffZoë', 'utf16le'))).toBe('Zoë')
  })

  it('Markdown keeps its headings and loses its marks', () => {
    const text =
      '---\ntitle: x\n---\nPrices\n======\n\n**Drains** cost *more* at [night](https://x.example).\n\n![logo](a.png)\n<!-- note -->\n```\ncode\n```'
    expect(plainMarkdown(text).replace(/\n{2,}/g, '\n\n')).toBe(
      '# Prices\n\nDrains cost more at night.\n\ncode',
    )
  })
})
