// The process in which a stranger's file is read: bytes come by standard input, text goes by standard output. It has no
// secrets and writes nothing; who started it ends it when it takes too long or too much (see read.ts).
import { buffer } from 'node:stream/consumers'
import { readablePage } from '#lib/readable/readable.ts'
import { readDocx, TooLarge } from './docx.ts'
import { type FileKind, kindOf, type Unreadable } from './kinds.ts'
import { readPdf } from './pdf.ts'
import type { ReadFile } from './read.ts'
import { decodeText, plainMarkdown } from './text.ts'

/** What is longer is cut: more than anybody asks a front desk about. */
const MAX_TEXT = 2_000_000
const OCR: Unreadable = {
  reason: 'There is no text in it, only pictures of pages.',
  remedy:
    'Scan it again with text recognition (OCR), or write down what matters as a question with its answer.',
}

async function readAs(kind: FileKind, bytes: Uint8Array): Promise<ReadFile> {
  switch (kind) {
    case 'pdf': {
      const { title, pages, cut } = await readPdf(bytes)
      if (pages.every((page) => page === '')) return { ok: false, ...OCR }
      return { ok: true, title, pages: pages.map((text, i) => ({ title: `Page ${i + 1}`, text })), cut }
    }
    case 'docx': {
      const { title, text } = readDocx(bytes)
      return whole(title, text)
    }
    case 'html': {
      const page = readablePage(decodeText(bytes), 'https://file.invalid/')
      return whole(page.title, page.text)
    }
    case 'markdown':
      return whole(null, plainMarkdown(decodeText(bytes)))
    case 'text':
      return whole(null, decodeText(bytes))
  }
}

function whole(title: string | null, text: string): ReadFile {
  if (!text.trim())
    return {
      ok: false,
      reason: 'There is no text in it.',
      remedy: 'Choose another file, or write the answer by hand.',
    }
  return {
    ok: true,
    title,
    pages: [{ title: null, text: text.slice(0, MAX_TEXT) }],
    cut: text.length > MAX_TEXT,
  }
}

/** What a parser said, in words. */
function explain(error: unknown): Unreadable {
  const name = error instanceof Error ? error.name : ''
  if (name === 'PasswordException')
    return {
      reason: 'The file is locked with a password.',
      remedy: 'Save a copy without the password and upload that.',
    }
  if (error instanceof TooLarge)
    return {
      reason: 'Unpacked, the file is far too large.',
      remedy: 'Upload only the part that customers ask about.',
    }
  return {
    reason: 'The file is damaged or not what its name says.',
    remedy: 'Open it, save it again, and upload that.',
  }
}

const bytes = new Uint8Array(await buffer(process.stdin))
const kind = kindOf(bytes, process.argv[2] ?? '')
let result: ReadFile
try {
  result = typeof kind === 'string' ? await readAs(kind, bytes) : { ok: false, ...kind }
} catch (error) {
  result = { ok: false, ...explain(error) }
}
process.stdout.write(JSON.stringify(result), () => process.exit(0))
