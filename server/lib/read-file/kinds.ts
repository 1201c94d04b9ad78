// What a file is, by its content and not by its name, and what to say about those that cannot be read.

export type FileKind = 'pdf' | 'docx' | 'html' | 'markdown' | 'text'
export type Unreadable = { reason: string; remedy: string }

const starts = (bytes: Uint8Array, ...marks: number[]) => marks.every((mark, i) => bytes[i] === mark)
/** PDFs may carry a few bytes of something else before their mark; readers look through the first kilobyte. */
const PDF_HEAD = 1_024
const TEXT_SAMPLE = 8_192

/** The kind, or why it cannot be read and what to do. Pure. */
export function kindOf(bytes: Uint8Array, name: string): FileKind | Unreadable {
  if (bytes.byteLength === 0) return { reason: 'The file is empty.', remedy: 'Choose another file.' }
  if (Buffer.from(bytes.subarray(0, PDF_HEAD)).includes('%PDF-')) return 'pdf'
  if (starts(bytes, 0x50, 0x4b, 0x03, 0x04)) {
    // The names of the files inside stand uncompressed before each and once more at the end.
    if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('word/document.xml'))
      return 'docx'
    return {
      reason: 'This is a packed file, but no Word document.',
      remedy: 'Save it as PDF, or unpack it and upload what is inside.',
    }
  }
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    return {
      reason: 'This is an old Office file (.doc, .xls) or a protected one.',
      remedy: 'Open it, take off the password if there is one, and save it as .docx or PDF.',
    }
  if (starts(bytes, 0x7b, 0x5c, 0x72, 0x74, 0x66))
    return { reason: 'This is an RTF file.', remedy: 'Save it as .docx or PDF.' }
  if (!isText(bytes))
    return {
      reason: 'This is no text: a picture, a sound or a program, perhaps.',
      remedy: 'PDF, Word (.docx), Markdown and text files can be read.',
    }
  if (/\.html?$/i.test(name)) return 'html'
  return /\.(md|markdown)$/i.test(name) ? 'markdown' : 'text'
}

function isText(bytes: Uint8Array): boolean {
  if (starts(bytes, 0xff, 0xfe) || starts(bytes, 0xfe, 0xff)) return true
  const sample = bytes.subarray(0, TEXT_SAMPLE)
  const odd = sample.reduce(
    (n, b) => n + (b === 0 || (b < 32 && ![9, 10, 12, 13, 27].includes(b)) ? 1 : 0),
    0,
  )
  return odd === 0
}
